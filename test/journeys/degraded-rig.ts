import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { calls } from '../../src/calls/tables.ts'
import { loadDemoAgency } from '../../src/clients/load-demo-agency.ts'
import type { Statements } from '../../src/db/database.ts'
import { migrateServerDatabase } from '../../src/db/migrate.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { sendDelivery } from '../../src/deliveries/send-delivery.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { createJobs } from '../../src/jobs.ts'
import { createLog } from '../../src/log.ts'
import { readTwiml, type Verb } from '../../src/simulator/read-twiml.ts'
import { replaySpool } from '../../src/spool/replay-spool.ts'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import { startAgencyRig } from '../support/agency-rig.ts'
import { startRealPostgres } from '../support/real-postgres.ts'
import { startRealRedis } from '../support/real-redis.ts'
import { sendSigned } from '../support/send-signed.ts'
import { until } from '../support/until.ts'

export type DegradedRig = Awaited<ReturnType<typeof startDegradedRig>>

export const morelLine = '+33199001001'
/** Has an emergency number: Karim. */
export const plomberieLine = '+33199001002'
export const karim = '+33199001122'

/** The demo agency on a PostgreSQL and a Redis of its own, which a test may freeze and kill. Nobody works. */
export async function startDegradedRig(settings: Record<string, string | number> = {}) {
  const [postgres, redis] = await Promise.all([startRealPostgres(settings), startRealRedis()])
  const url = await postgres.createDatabase('agency')
  await migrateServerDatabase(url)
  const database = openServerDatabase(url)
  await loadDemoAgency(database.db, new Date('2026-01-05T08:00:00Z'))
  const jobs = await createJobs({ kind: 'redis', url: redis.url }, createLog('silent'))
  const delay = { ms: 0 }
  const answers: Statements = {
    async run(text, parameter) {
      const rows = await database.answers.run(text, parameter)
      if (/insert into calls/.test(text)) await wait(delay.ms)
      return rows
    },
  }
  const rig = await startAgencyRig({
    database: 'server',
    work: false,
    given: { database, answers, jobs, patienceMs: 1200 },
  })
  return {
    ...{ rig, postgres, redis, url, database },
    /** From now on a call is written down at once, but word of it comes so much later. */
    confirmLate(ms: number) {
      delay.ms = ms
    },
    async close() {
      await rig.close()
      await database.close()
      await Promise.all([postgres.stop(), redis.stop()])
    },
  }
}

let made = 0
/** A call that the exchange would announce. */
export const newCallSid = (): string =>
  `CA${createHash('md5').update(`degraded ${process.pid} ${made++}`).digest('hex')}`

export const arrival = (callSid: string, to: string, from = '+33199005511') => ({
  ...{ CallSid: callSid, From: from, To: to, CallStatus: 'ringing' },
  ...{ Direction: 'inbound', ApiVersion: '2010-04-01' },
})

/** The promise under test: whatever has happened to us, a caller hears something within two seconds. */
const mostMs = 2_000

/** Asks as the exchange does; the answer is valid TwiML and in time, or the test fails. */
export async function ask({ rig }: DegradedRig, path: string, fields: Record<string, string>) {
  const begun = performance.now()
  const response = await sendSigned(rig, path, fields)
  const tookMs = performance.now() - begun
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toContain('text/xml')
  const read = readTwiml(response.body)
  if (!('verbs' in read)) throw new Error(`${read.detail}: ${response.body}`)
  expect(tookMs, `${path} took ${Math.round(tookMs)} ms`).toBeLessThan(mostMs)
  return read.verbs
}

export const ring = (rig: DegradedRig, callSid: string, to: string) =>
  ask(rig, '/twilio/voice', arrival(callSid, to))

/** The address of a step as it stands in our own TwiML, without its host. */
export function pathIn(verbs: readonly Verb[], name: string, attribute: string): string {
  const found = verbs.find((verb) => verb.name === name)?.attributes[attribute]
  if (!found) throw new Error(`no ${attribute} on <${name}> in ${JSON.stringify(verbs)}`)
  return new URL(found).pathname
}

export const names = (verbs: readonly Verb[]): string[] => verbs.map((verb) => verb.name)
export const spoken = (verbs: readonly Verb[]): string =>
  verbs.map((verb) => `${verb.name === 'Say' ? verb.text : ''}${spoken(verb.children)}`).join(' ')

export async function callRow({ rig: { context } }: DegradedRig, callSid: string) {
  const [row] = await context.db.select().from(calls).where(eq(calls.callSid, callSid))
  return row
}

/** The database is back: everything in the spool is entered, by the very process that wrote it. */
export const replayed = ({ rig: { context } }: DegradedRig) =>
  until('the spool is entered', async () => {
    await replaySpool(context).catch(() => 0)
    return context.spool.isEmpty()
  })

/** Concludes the call and sends what follows from it, twice over. */
export async function told({ rig }: DegradedRig, callSid: string) {
  const key = { clientId: 0, id: callIdOf(callSid) }
  const [row] = await rig.context.db.select().from(calls).where(eq(calls.id, key.id))
  key.clientId = row?.clientId ?? 0
  for (const _ of ['once', 'again']) {
    await concludeCall(rig.context, key)
    for (const delivery of await rig.context.db.select().from(deliveries))
      await sendDelivery(rig.context, delivery)
  }
  await rig.exchange.settled()
}
