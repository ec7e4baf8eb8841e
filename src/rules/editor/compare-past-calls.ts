import type { Db } from '../../db/db.ts'
import { compileRules } from '../compile-rules.ts'
import type { RuleSet } from '../rule.ts'
import { type Comparison, compareDecisions } from './compare-decisions.ts'
import type { RulesView } from './load-rules.ts'
import { type Period, readPastCalls } from './read-past-calls.ts'
import { arrivalsKeptMs } from './recall-arrivals.ts'

/** Runs a draft over the calls and texts of a period: which would have been treated otherwise than they were. */
export async function comparePastCalls(
  db: Db,
  { client, inForce }: Pick<RulesView, 'client' | 'inForce'>,
  draft: RuleSet,
  { from, until }: Omit<Period, 'clientId'>,
): Promise<Comparison> {
  const comparing = compareDecisions({
    draft: compileRules(draft),
    inForce: compileRules(inForce.ruleSet),
    client,
    from,
  })
  const since = new Date(from.getTime() - arrivalsKeptMs)
  for await (const page of readPastCalls(db, { clientId: client.clientId, from: since, until }))
    comparing.add(page)
  return comparing.finish()
}
