import formbody from '@fastify/formbody'
import { sql } from 'drizzle-orm'
import Fastify, { type FastifyInstance } from 'fastify'
import { addRecording, recordingIdOf } from '../../src/calls/add-recording.ts'
import { calls as callsTable } from '../../src/calls/tables.ts'
import { createDirectory } from '../../src/clients/directory.ts'
import { executiveChoicesSchema } from '../../src/clients/executive.ts'
import { clients, executives, lines } from '../../src/clients/tables.ts'
import { readConfig } from '../../src/config.ts'
import type { Context } from '../../src/context.ts'
import { startLive } from '../../src/db/live.ts'
import { recordStatus } from '../../src/deliveries/record-status.ts'
import { resolveUncertain } from '../../src/deliveries/resolve-uncertain.ts'
import { sendDelivery } from '../../src/deliveries/send-delivery.ts'
import { sweepDeliveries } from '../../src/deliveries/sweep-deliveries.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { createFiles } from '../../src/files.ts'
import { createJobs } from '../../src/jobs.ts'
import { createLog } from '../../src/log.ts'
import { createMailer } from '../../src/mailer.ts'
import type { Slip } from '../../src/messages/take-message.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'
import { hoursSchema } from '../../src/rules/hours.ts'
import { packTrace } from '../../src/rules/pack-trace.ts'
import { ruleSetSchema } from '../../src/rules/rule.ts'
import { ruleSets } from '../../src/rules/tables.ts'
import { createExchange } from '../../src/simulator/exchange.ts'
import { restRoutes } from '../../src/simulator/rest-routes.ts'
import { createGateway } from '../../src/twilio/gateway.ts'
import { openTestDatabase } from './database.ts'
import { startMailCatcher } from './mail-catcher.ts'
import { findFreePort } from './server-process.ts'

export const number = (text: string) => {
  const parsed = parsePhoneNumber(text)
  if (!parsed) throw new Error(`${text} is not a number`)
  return parsed
}

export const morel = {
  id: '00000000-0000-8000-8000-000000000001',
  mobile: number('+33199001101'),
  email: 'helene@morel.demo.test',
}
export const roux = { ...morel, id: '00000000-0000-8000-8000-000000000002', mobile: number('+33199001111') }
export const line = number('+33199001001')

type Served = Pick<Context, 'config' | 'db' | 'directory' | 'files' | 'jobs' | 'live' | 'log' | 'now'>
type AddRoutes = (app: FastifyInstance, context: Served) => unknown

export type DeliveryRig = Awaited<ReturnType<typeof startDeliveryRig>>

/** Cabinet Morel in a database of its own, with a telephone exchange and a mail server that answer for real. */
export async function startDeliveryRig(folder: string, addRoutes: AddRoutes = () => {}) {
  const { database, close: closeDatabase } = await openTestDatabase()
  if (database.kind !== 'embedded') throw new Error('this rig works on the embedded database')
  const mail = await startMailCatcher()
  const clock = { at: new Date('2026-11-20T10:00:00Z') }
  const now = () => clock.at
  const base = readConfig({
    DATA_DIR: folder,
    SMTP_URL: mail.url,
    SESSION_SECRET: 's'.repeat(32),
    LOG_LEVEL: 'silent',
  })
  const { accountSid } = base.twilio
  const exchange = createExchange({ accountSid, authToken: 'secret', now, seed: 1 })
  const port = await findFreePort()
  const publicUrl = `http://127.0.0.1:${port}`
  exchange.apiUrl = `${publicUrl}/exchange`
  const config = {
    ...base,
    publicUrl,
    twilio: { ...base.twilio, authTokens: ['secret'], apiUrl: exchange.apiUrl },
  }
  const log = createLog('silent')
  const jobs = await createJobs({ kind: 'embedded', pglite: database.pglite }, log)
  const mailer = createMailer(config)
  const context = {
    config,
    log,
    database,
    db: database.db,
    directory: createDirectory(database.db),
    jobs,
    live: startLive(database, log),
    gateway: createGateway(config),
    mailer,
    files: createFiles(config),
    now,
  }
  const app = Fastify()
  await app.register(restRoutes, { prefix: '/exchange', exchange })
  const reports: string[] = []
  await app.register(async (webhooks) => {
    await webhooks.register(formbody)
    webhooks.post<{
      Params: { clientId: string; deliveryId: string }
      Querystring: { attempt: string }
      Body: Record<string, string>
    }>('/twilio/sms-status/:clientId/:deliveryId', async ({ params, query, body }, reply) => {
      const { MessageSid = '', MessageStatus = '', ErrorCode } = body
      reports.push(MessageStatus)
      await recordStatus(context, {
        clientId: Number(params.clientId),
        deliveryId: params.deliveryId,
        messageSid: MessageSid,
        status: MessageStatus,
        errorCode: ErrorCode ?? null,
        attempt: Number(query.attempt),
      })
      return reply.status(204).send()
    })
  })
  await addRoutes(app, context)
  await app.listen({ port, host: '127.0.0.1' })
  exchange.addLine({ number: line, voiceUrl: `${publicUrl}/none`, smsUrl: `${publicUrl}/none` })
  await seed(context.db, clock.at)
  await context.directory.refresh()
  return {
    context,
    exchange,
    mail,
    app,
    reports,
    clientId: 1,
    pass(seconds: number) {
      clock.at = new Date(clock.at.getTime() + seconds * 1000)
    },
    async rows() {
      return context.db.select().from(deliveries).orderBy(deliveries.createdAt, deliveries.channel)
    },
    /** A call that left a voicemail, whose audio the exchange has. */
    async voicemail(recordingSid = `RE${'1'.repeat(32)}`, seconds = 12) {
      const call = slip()
      const { sourceId: callId } = call
      const decision = { action: { kind: 'discard' as const, how: 'busy' as const }, ruleKey: 'blocked' }
      await context.db.insert(callsTable).values({
        ...{
          clientId: 1,
          id: callId,
          callSid: `CA${callId}`,
          line,
          callerKind: 'number',
          caller: '+33199002001',
        },
        ...{ callerName: 'Me Petit', arrivedAt: clock.at, degraded: false, exchangeStatus: 'completed' },
        decision: { ...decision, ruleSetVersion: 1, trace: packTrace([]), facts: {} },
      })
      exchange.board.recordings.set(recordingSid, {
        ...{ sid: recordingSid, callSid: `CA${callId}`, conferenceSid: null, createdAt: clock.at },
        ...{ status: 'completed', source: 'RecordVerb', durationSeconds: seconds, text: 'Bonjour' },
        ...{ sound: null, removedAt: null },
      })
      await addRecording(context.db, { clientId: 1, callId, recordingSid, seconds, at: clock.at })
      return { call, key: { clientId: 1, id: recordingIdOf(recordingSid) } }
    },
    /** What the workers and the timetable do, one pass. */
    async work() {
      await sweepDeliveries(context)
      const rows = await context.db.select().from(deliveries)
      for (const row of rows) {
        if (row.state === 'pending') await sendDelivery(context, row)
        if (row.state === 'uncertain' && row.dueAt && row.dueAt <= clock.at)
          await resolveUncertain(context, row)
      }
      await exchange.settled()
    },
    /** As at the start, but for the time: a database of its own for each test would take seconds. */
    async reset() {
      await exchange.settled()
      await context.db.execute(
        sql`truncate deliveries, messages, links, tasks, opt_outs, executives, acts, line_numbers cascade`,
      )
      await context.db.execute(sql`truncate calls, texts cascade`)
      await seedPeople(context.db)
      exchange.trouble.clear()
      for (const kept of [exchange.board.messages, exchange.board.telephones, exchange.board.recordings])
        kept.clear()
      exchange.board.optedOut.clear()
      mail.misbehave('none')
      mail.caught.length = 0
      reports.length = 0
    },
    async close() {
      await context.live.close()
      await jobs.close()
      mailer.close()
      await exchange.close()
      await app.close()
      await mail.close()
      await closeDatabase()
    },
  }
}

async function seed(db: DeliveryRig['context']['db'], now: Date): Promise<void> {
  await db.execute(sql`truncate clients restart identity cascade`)
  await db.insert(clients).values({
    ...{ key: 'morel', name: 'Cabinet Morel & Associés', language: 'fr', health: false, version: 1 },
    ...{ allowedCountries: ['FR'], hours: hoursSchema.parse({}), changedAt: now },
  })
  const ruleSet = ruleSetSchema.parse({ rules: [], default: { kind: 'takeMessage' } })
  await db.insert(ruleSets).values({ clientId: 1, version: 1, ruleSet, publishedAt: now })
  await seedPeople(db)
}

async function seedPeople(db: DeliveryRig['context']['db']): Promise<void> {
  const choices = executiveChoicesSchema.parse({})
  await db.insert(executives).values([
    { clientId: 1, ...morel, key: 'morel', name: 'Me Morel', language: 'fr', choices },
    { clientId: 1, ...roux, key: 'roux', name: 'Me Roux', language: 'fr', choices },
  ])
  await db
    .insert(lines)
    .values({ number: line, clientId: 1, key: 'main', diversion: 'none', recipientId: morel.id })
}

let calls = 0
/** A slip as a call leaves it; each one of another call unless told. */
export function slip(changes: Partial<Slip> = {}): Slip {
  calls += 1
  return {
    clientId: 1,
    kind: 'voicemail',
    sourceKind: 'call',
    sourceId: `00000000-0000-8000-8000-${String(calls).padStart(12, '0')}`,
    recipientId: morel.id,
    copyIds: [],
    urgency: 'ordinary',
    callerName: 'Me Petit',
    callerNumber: '+33199002001',
    body: null,
    voicemailSeconds: 12,
    receivedAt: new Date('2026-11-20T09:59:00Z'),
    ...changes,
  }
}
