import { eq } from 'drizzle-orm'
import postgres from 'postgres'
import { loadDirectory } from '../../src/clients/load-directory.ts'
import { clients } from '../../src/clients/tables.ts'
import type { Db } from '../../src/db/db.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { comparePastCalls } from '../../src/rules/editor/compare-past-calls.ts'
import { findStanding } from '../../src/rules/editor/find-draft.ts'
import { type RuleSet, ruleSetSchema } from '../../src/rules/rule.ts'
import { demoDatabase, openStage } from './stage.ts'

const days = 30
const callsPerDay = 10_000
const targetMs = 2_000
const rounds = 3
export const lastDay = new Date('2026-11-21T00:00:00Z')
export const firstDay = new Date(lastDay.getTime() - days * 86_400_000)

/** 30 days of 10,000 calls each against a draft: from the page's question to its answer. Target: 2 s. */
export async function benchRetry({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const stage = await openStage()
  try {
    const url = await demoDatabase(stage, 'retry')
    const calls = Math.round(days * callsPerDay * scale)
    await fill(url, calls)
    const database = openServerDatabase(url)
    const took: number[] = []
    let differing = 0
    for (let round = 0; round < rounds; round++) {
      const startedAt = performance.now()
      const compared = await compare(database.db)
      took.push(Math.round(performance.now() - startedAt))
      differing = compared.groups.reduce((sum, { count }) => sum + count, 0)
      if (compared.calls !== calls) throw new Error(`${compared.calls} of ${calls} calls were tried`)
    }
    await database.close()
    const ms = Math.min(...took)
    return { ratio: Math.round((ms / (targetMs * scale)) * 100) / 100, target: 1, ms, took, calls, differing }
  } finally {
    await stage.close()
  }
}

async function compare(db: Db) {
  const [morel] = await db
    .select({ clientId: clients.clientId })
    .from(clients)
    .where(eq(clients.key, 'morel'))
  const clientId = morel?.clientId ?? 0
  const { clients: found } = await loadDirectory(db, [clientId])
  const [client] = found
  const standing = await findStanding(db, clientId)
  if (!client || !standing) throw new Error('the demo agency has no Cabinet Morel')
  const period = { from: firstDay, until: lastDay }
  return comparePastCalls(
    db,
    { client, inForce: standing.inForce },
    withRule(standing.inForce.ruleSet),
    period,
  )
}

/** It looks at the clock and at how often somebody rings, so that nothing is known before. */
export const withRule = (ruleSet: RuleSet): RuleSet =>
  ruleSetSchema.parse({
    ...ruleSet,
    rules: [
      ...ruleSet.rules,
      {
        key: 'insists',
        when: [
          { kind: 'hours', of: 'opening', is: 'inside' },
          { kind: 'repeated', times: 3, minutes: 240 },
        ],
        action: { kind: 'takeMessage', urgency: 'urgent' },
      },
    ],
  })

/** Ten thousand callers, of whom every tenth is a contact. */
export async function fill(url: string, calls: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(insertCalls, [calls, firstDay.toISOString(), lastDay.toISOString()])
  await sql.unsafe('vacuum analyze calls')
  await sql.end()
}

const insertCalls = `
insert into calls (client_id, id, call_sid, line, caller_kind, caller, arrived_at, decision, degraded,
  exchange_status, disposition)
select c.client_id, md5('retry' || n)::uuid, 'CA' || md5('retry' || n), '+33199001001', 'number',
  '+3361' || lpad((n::bigint * 7919 % 10000)::text, 7, '0'),
  $2::timestamptz + (($3::timestamptz - $2::timestamptz) * (n::float8 / $1::int)),
  jsonb_build_object('action', '{"kind":"takeMessage","copies":[],"urgency":"ordinary","by":"secretary"}'::jsonb,
    'ruleKey', 'default', 'ruleSetVersion', 1, 'trace', jsonb_build_object(
      'tried', 'indesirables:0 demarchage:1 vip:2 contact-suivi:3',
      'seen', (select jsonb_agg(jsonb_build_object('at', 0, 'seen', jsonb_build_object('class', 'unknown'),
        'failed', 'caller')) from generate_series(1, 4))),
    'facts', case when n::bigint * 7919 % 10000 < 1000
      then jsonb_build_object('contactTags', jsonb_build_array('client'), 'contactOf', null, 'earlierArrivals', n % 5)
      else '{}'::jsonb end),
  false, 'completed', 'voicemail'
from clients c, generate_series(0, $1::int - 1) n where c.key = 'morel'`
