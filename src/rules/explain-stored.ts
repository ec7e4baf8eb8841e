import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { t } from '../i18n/text.ts'
import { explainDecision } from './explain.ts'
import type { Reader } from './explain-condition.ts'
import { unpackTrace } from './pack-trace.ts'
import type { StoredDecision } from './stored-decision.ts'
import { ruleSets } from './tables.ts'

/** Treatments that no rule gave, by what stands in the place of the rule's key. */
const withoutRule = ['byHand', 'degraded'] as const

/**
 * A decision with its reason, in words: by the rules as they stood then. The first line says what was done, the
 * second why, each further one tells of a rule that was tried.
 */
export async function explainStored(
  db: Pick<Db, 'select'>,
  clientId: number,
  decision: StoredDecision,
  reader: Reader,
): Promise<string[]> {
  const why = withoutRule.find((key) => key === decision.ruleKey)
  if (why) return [t(reader.language, `decision.${why}`)]
  const [row] = await db
    .select({ ruleSet: ruleSets.ruleSet })
    .from(ruleSets)
    .where(and(eq(ruleSets.clientId, clientId), eq(ruleSets.version, decision.ruleSetVersion)))
  const { action, ruleKey } = decision
  if (!row) throw new Error(`Client ${clientId} has no rules of version ${decision.ruleSetVersion}`)
  return explainDecision({ action, ruleKey, trace: unpackTrace(decision.trace) }, row.ruleSet, reader)
}
