import { desc, eq } from 'drizzle-orm'
import type { Db, Transaction } from '../../db/db.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { type RuleSet, ruleSetSchema } from '../rule.ts'
import { ruleDrafts, ruleSets } from '../tables.ts'
import { type Stamp, stampOf } from './draft-stamp.ts'

/** The rules of one client: those in force, and those that a supervisor is trying. */
export type Standing = {
  readonly inForce: { readonly version: number; readonly publishedAt: Date; readonly ruleSet: RuleSet }
  readonly draft: Draft | null
  readonly stamp: Stamp
}

export type Draft = {
  readonly ruleSet: RuleSet
  readonly basedOn: number
  readonly version: number
  readonly savedAt: Date
  readonly by: { readonly id: string; readonly name: string }
}

/** Null for a client without rules, which no client is. */
export async function findStanding(db: Db | Transaction, clientId: number): Promise<Standing | null> {
  const [inForce] = await db
    .select()
    .from(ruleSets)
    .where(eq(ruleSets.clientId, clientId))
    .orderBy(desc(ruleSets.version))
    .limit(1)
  if (!inForce) return null
  const draft = await findDraft(db, clientId)
  return {
    inForce: { ...inForce, ruleSet: ruleSetSchema.parse(inForce.ruleSet) },
    draft,
    stamp: stampOf(draft, inForce.version),
  }
}

async function findDraft(db: Db | Transaction, clientId: number): Promise<Draft | null> {
  const [row] = await db
    .select({ draft: ruleDrafts, name: secretaries.name })
    .from(ruleDrafts)
    .leftJoin(secretaries, eq(secretaries.id, ruleDrafts.secretaryId))
    .where(eq(ruleDrafts.clientId, clientId))
  if (!row) return null
  const { ruleSet, basedOn, version, savedAt, secretaryId } = row.draft
  return {
    // What a JSON column gives back has its keys in another order; the schema restores ours.
    ruleSet: ruleSetSchema.parse(ruleSet),
    basedOn,
    version,
    savedAt,
    by: { id: secretaryId, name: row.name ?? '' },
  }
}
