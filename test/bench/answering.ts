import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { assign, type Station, type WaitingCall } from '../../src/answering/assign.ts'
import { newId } from '../../src/ids.ts'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import { sign, voiceFields } from './requests.ts'
import { type Server, startWeb } from './servers.ts'
import { demoCallers, demoDatabase, openStage } from './stage.ts'

const callsASecond = 20
const seats = 40

/**
 * From a caller's arrival to the first ring at a secretary's, at 20 calls a second against a web process; target: 300
 * ms for 99 in 100. And who rings for whom among 200 callers and 50 secretaries; target: 100 ms.
 */
export async function benchAnswering({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const stage = await openStage()
  try {
    const databaseUrl = await demoDatabase(stage, 'answering')
    const db = postgres(databaseUrl, { max: 2 })
    await seat(db)
    const web = stage.keep(await startWeb('web', { databaseUrl, redisUrl: stage.redisUrl }))
    const firstRing = await benchFirstRing(web, db, Math.round(400 * scale))
    await db.end()
    return { unit: 'ms', assignment: benchAssign(), firstRing }
  } finally {
    await stage.close()
  }
}

async function benchFirstRing({ port }: Server, db: postgres.Sql, calls: number) {
  const rung = new Map<string, number>()
  const arrived = new Map<string, number>()
  const over = new AbortController()
  const watching = watch(db, rung, over.signal)
  for (let n = 0; n < calls; n++) {
    const caller = demoCallers[n]
    if (!caller) throw new Error('nobody rings')
    const fields = voiceFields({ ...caller, line: '+33199001001' })
    arrived.set(callIdOf(fields.CallSid ?? ''), performance.now())
    void fetch(`http://127.0.0.1:${port}/twilio/voice`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'x-twilio-signature': sign(fields) },
    })
    await wait(1000 / callsASecond)
  }
  await wait(1000)
  over.abort()
  await watching
  const ms = [...arrived].flatMap(([id, at]) => (rung.has(id) ? [(rung.get(id) ?? 0) - at] : []))
  return { target: 300, calls, rung: ms.length, ...spread(ms) }
}

/** Each call that rings is noted, and taken as if answered and over, so that its secretaries are free again. */
async function watch(db: postgres.Sql, rung: Map<string, number>, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const found = await db`select distinct rung_call_id as id from stations where rung_call_id is not null`
    for (const { id } of found) if (!rung.has(id)) rung.set(id, performance.now())
    const ids = found.map(({ id }) => id)
    await db`update live_calls set state = 'ended', ended_at = now() where call_id = any(${ids}::uuid[])`
    await db`update stations set rung_client_id = null, rung_call_id = null where rung_call_id = any(${ids}::uuid[])`
    await wait(5)
  }
}

/** Secretaries of every client, at their stations for an hour. */
async function seat(db: postgres.Sql): Promise<void> {
  for (let n = 0; n < seats; n++) {
    const id = newId()
    await db`insert into secretaries (id, key, name, email, role, language, all_clients)
      values (${id}, ${`seat-${n}`}, ${`Seat ${n}`}, ${`seat-${n}@demo.test`}, 'secretary', 'fr', true)`
    await db`insert into stations (secretary_id, state, state_since, free_since, reachable_at)
      values (${id}, 'available', now(), now(), now() + interval '1 hour')`
  }
}

function benchAssign() {
  const calls = Array.from(
    { length: 200 },
    (_, n): WaitingCall => ({
      ...{
        clientId: n % 80,
        callId: `call-${n}`,
        priority: n % 3,
        waitsSince: n * 100,
        lastSecretaryId: null,
        answerBy: Number.MAX_SAFE_INTEGER,
      },
      ...{ widenSeconds: 12, team: n % 2 ? 'near' : null, overflow: 'far' },
    }),
  )
  const all = Array.from(
    { length: 50 },
    (_, n): Station => ({
      ...{
        secretaryId: `secretary-${n}`,
        isFree: true,
        isTelephone: false,
        rings: null,
        freeSince: n,
        passed: null,
        everywhere: false,
      },
      teams: n % 4 ? [] : ['near', 'far'],
      assigned: new Map(
        Array.from({ length: 20 }, (_, k) => [(n * 7 + k) % 80, { regular: k < 3, priority: k % 10 }]),
      ),
    }),
  )
  const ms = Array.from({ length: 200 }, () => {
    const startedAt = performance.now()
    assign(calls, all, 60_000)
    return performance.now() - startedAt
  })
  return { target: 100, ...spread(ms) }
}

function spread(values: readonly number[]) {
  const ms = values.toSorted((a, b) => a - b)
  const at = (part: number) => Number((ms[Math.floor(part * ms.length)] ?? 0).toFixed(1))
  return { p50: at(0.5), p99: at(0.99), max: at(0.9999) }
}
