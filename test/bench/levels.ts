import postgres from 'postgres'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { createLog } from '../../src/log.ts'
import { countDays } from '../../src/service-levels/count-days.ts'
import {
  findLevelsByClient,
  findLevelsByTeam,
  findLevelsInTime,
} from '../../src/service-levels/find-levels.ts'
import { fillAgency } from './fill-agency.ts'
import { openStage } from './stage.ts'

const clients = 200
const days = 30

/**
 * The two statements of a page of service levels over 300,000 calls of a month, with no day of it counted, and
 * with all: by hour and by client, at once as the page asks for them.
 */
export async function benchLevels({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const stage = await openStage()
  const url = await stage.database('levels')
  const calls = Math.round(300_000 * scale)
  await fillAgency(url, { clients, rules: 1, contacts: 1_000, calls })
  await run(url, nameTeams, offerCalls, 'vacuum full analyze calls')
  const database = openServerDatabase(url)
  const { db } = database
  const clientIds = Array.from({ length: clients }, (_, n) => n + 1)
  const scope = { actor: { kind: 'supervisor', id: '' }, clientIds, only: null } as const
  const now = new Date()
  const day = (ago: number) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10)
  const period = { first: day(days), last: day(1) }
  const read = {
    page: () =>
      Promise.all([
        findLevelsInTime(db, { kind: 'agency' }, period),
        findLevelsByClient(db, scope, period, null),
      ]),
    inTime: () => findLevelsInTime(db, { kind: 'agency' }, period),
    byClient: () => findLevelsByClient(db, scope, period, null),
    byTeam: () => findLevelsByTeam(db, period),
  }
  try {
    const uncounted = await measure(read)
    await countDays({ db, log: createLog('silent'), now: () => now })
    await run(url, 'vacuum analyze')
    return { unit: 'ms', calls, uncounted, counted: await measure(read) }
  } finally {
    await database.close()
    await stage.close()
  }
}

async function run(url: string, ...statements: readonly string[]): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  for (const statement of statements) await sql.unsafe(statement)
  await sql.end()
}

/** Four teams, and a fifth of the clients without one. */
const nameTeams = `
update clients set answering = jsonb_build_object('team', 'team-' || client_id % 5) where client_id % 5 > 0`

/**
 * From eight to six o'clock; seven of ten are answered by one of the ten of the client's team, within half a minute, the
 * others hang up or leave a message.
 */
const offerCalls = `
update calls c set arrived_at = at, queued_at = at, left_queue_at = at + waited,
  ended_at = at + waited + interval '90 s', held_seconds = 5,
  left_queue_how = case when r < 0.7 then 'answered' when r < 0.85 then 'hungUp' else 'voicemail' end,
  answered_at = case when r < 0.7 then at + waited end,
  answered_by_id = case when r < 0.7 then md5('secretary' || c.client_id % 5 || floor(r * 100)::int % 10)::uuid end,
  talk_seconds = case when r < 0.7 then 90 else 0 end,
  wrap_up_from = case when r < 0.7 then at + waited + interval '90 s' end,
  wrap_up_until = case when r < 0.7 then at + waited + interval '120 s' end
from (
  select id, random() as r, random() * interval '30 s' as waited,
    date_trunc('day', now()) - ceil(random() * ${days}) * interval '1 day' + interval '7 h' + random() * interval '10 h' as at
  from calls) rolled
where rolled.id = c.id`

type Reads = Readonly<Record<string, () => Promise<unknown>>>

/** The median of five, after one that warms up. */
async function measure(reads: Reads): Promise<Record<string, number>> {
  const medians: Record<string, number> = {}
  for (const [name, read] of Object.entries(reads)) {
    const waits: number[] = []
    for (let n = 0; n < 6; n++) {
      const startedAt = performance.now()
      await read()
      if (n > 0) waits.push(performance.now() - startedAt)
    }
    medians[name] = Math.round(waits.toSorted((a, b) => a - b)[2] ?? Number.NaN)
  }
  return medians
}
