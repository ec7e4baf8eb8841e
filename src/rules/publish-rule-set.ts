import type { Transaction } from '../db/db.ts'
import { ruleSets } from './tables.ts'

/** Puts a new version of a client's rules in force; `version` is the last one's plus one. */
export async function publishRuleSet(tx: Transaction, rules: typeof ruleSets.$inferInsert): Promise<void> {
  await tx.insert(ruleSets).values(rules)
}
