import { describeFacts, gatherTrial, type Trial } from '../../clients/try-rules.ts'
import type { Context } from '../../context.ts'
import { compileRules } from '../compile-rules.ts'
import { decide } from '../decide.ts'
import { explainDecision } from '../explain.ts'
import type { RuleSet } from '../rule.ts'
import type { RulesView } from './load-rules.ts'

/** What two versions would do with one call, in words, the action first. */
export type Tried = {
  readonly facts: readonly string[]
  readonly inForce: readonly string[]
  /** Null where there is no draft. */
  readonly draft: readonly string[] | null
}

/** Null for a line that is not this client's, or a moment that is none. */
export async function tryCall(
  { database, now }: Pick<Context, 'database' | 'now'>,
  { client, lines, inForce, draft, reader }: RulesView,
  trial: Trial,
): Promise<Tried | null> {
  if (!lines.some(({ number }) => number === trial.line)) return null
  const gathered = await gatherTrial(database, trial, now()).catch(nullIfNoTime)
  if (!gathered) return null
  const { facts } = gathered
  const explain = (ruleSet: RuleSet) =>
    explainDecision(decide(compileRules(ruleSet), facts, client), ruleSet, reader)
  return {
    facts: describeFacts(facts, client, reader.language),
    inForce: explain(inForce.ruleSet),
    draft: draft && explain(draft.ruleSet),
  }
}

function nullIfNoTime(error: unknown): null {
  if (error instanceof RangeError) return null
  throw error
}
