import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { explainDecision } from '../../rules/explain.ts'
import type { Reader } from '../../rules/explain-condition.ts'
import { unpackTrace } from '../../rules/pack-trace.ts'
import type { RuleSet } from '../../rules/rule.ts'
import type { StoredDecision } from '../../rules/stored-decision.ts'
import { ruleSets } from '../../rules/tables.ts'

/** The rules as they stood when that was decided, where any were asked. */
export async function readRulesOf(
  db: Pick<Db, 'select'>,
  clientId: number,
  decision: StoredDecision | null,
): Promise<RuleSet | null> {
  if (!decision) return null
  const [row] = await db
    .select({ ruleSet: ruleSets.ruleSet })
    .from(ruleSets)
    .where(and(eq(ruleSets.clientId, clientId), eq(ruleSets.version, decision.ruleSetVersion)))
  return row?.ruleSet ?? null
}

/** The decision in words, by those rules. */
export const explainTreatment = (
  { action, ruleKey, trace }: StoredDecision,
  ruleSet: RuleSet,
  reader: Reader,
): string[] => explainDecision({ action, ruleKey, trace: unpackTrace(trace) }, ruleSet, reader)
