import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { type RuleSet, ruleSetSchema } from '../rule.ts'
import { ruleSets } from '../tables.ts'

export type Version = {
  readonly version: number
  readonly publishedAt: Date
  /** Null for an agency folder. */
  readonly by: string | null
  readonly note: string | null
}

const shownAtMost = 300

/** The latest first. */
export async function findVersions(db: Db, clientId: number): Promise<Version[]> {
  return selectVersions(db)
    .where(eq(ruleSets.clientId, clientId))
    .orderBy(desc(ruleSets.version))
    .limit(shownAtMost)
}

const selectVersions = (db: Db) =>
  db
    .select({
      version: ruleSets.version,
      publishedAt: ruleSets.publishedAt,
      by: secretaries.name,
      note: ruleSets.note,
    })
    .from(ruleSets)
    .leftJoin(secretaries, eq(secretaries.id, ruleSets.publishedById))

/** Null for a version that never was. */
export async function findVersion(
  db: Db,
  clientId: number,
  version: number,
): Promise<(Version & { readonly ruleSet: RuleSet }) | null> {
  const isVersion = and(eq(ruleSets.clientId, clientId), eq(ruleSets.version, version))
  const [row] = await selectVersions(db).where(isVersion)
  const [rules] = await db.select({ ruleSet: ruleSets.ruleSet }).from(ruleSets).where(isVersion)
  return row && rules ? { ...row, ruleSet: ruleSetSchema.parse(rules.ruleSet) } : null
}
