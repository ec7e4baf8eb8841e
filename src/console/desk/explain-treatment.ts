import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { explainDecision } from '../../rules/explain.ts'
import type { Reader } from '../../rules/explain-condition.ts'
import { unpackTrace } from '../../rules/pack-trace.ts'
import type { StoredDecision } from '../../rules/stored-decision.ts'
import { ruleSets } from '../../rules/tables.ts'

type Explained = { readonly clientId: number; readonly decision: StoredDecision }

/** The decision in words, by the rules as they stood when it was made; nothing where nothing was decided. */
export async function explainTreatment(
  db: Pick<Db, 'select'>,
  { clientId, decision }: Explained,
  reader: Reader,
): Promise<string[]> {
  const { action, ruleKey, ruleSetVersion, trace } = decision
  const [row] = await db
    .select({ ruleSet: ruleSets.ruleSet })
    .from(ruleSets)
    .where(and(eq(ruleSets.clientId, clientId), eq(ruleSets.version, ruleSetVersion)))
  if (!row) return []
  return explainDecision({ action, ruleKey, trace: unpackTrace(trace) }, row.ruleSet, reader)
}
