import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../db/db.ts'
import { type MandateDefinition, mandateSchema } from './mandate.ts'
import { mandates } from './tables.ts'

type Row = typeof mandates.$inferSelect

/** Those that were withdrawn too, since acts cite them. */
export const selectMandates = (db: Pick<Db, 'select'>, clientIds: readonly number[]): Promise<Row[]> =>
  db
    .select()
    .from(mandates)
    .where(inArray(mandates.clientId, [...clientIds]))
    .orderBy(asc(mandates.place), asc(mandates.key))

export function toMandate(row: Row): MandateDefinition {
  const { key, power, executiveKeys, appointmentTypeKeys, secretary, limits, answerMinutes, ifSilent } = row
  return mandateSchema.parse({
    ...{ key, power, executives: executiveKeys, appointmentTypes: appointmentTypeKeys, secretary, limits },
    ...{ from: row.fromDate, until: row.untilDate, answerMinutes, ifSilent },
  })
}

type Saving = {
  readonly clientId: number
  readonly rows: readonly (MandateDefinition & { readonly id: string; readonly place: number })[]
  /** Keys of those that are withdrawn. */
  readonly gone: readonly string[]
}

/** Writes the given mandates as new versions, and withdraws others. */
export async function saveMandates(
  tx: Transaction,
  { clientId, rows, gone }: Saving,
  now: Date,
): Promise<void> {
  if (gone.length > 0)
    await tx
      .update(mandates)
      .set({ removedAt: now })
      .where(and(eq(mandates.clientId, clientId), inArray(mandates.key, [...gone])))
  for (const { executives, appointmentTypes, from, until, ...mandate } of rows) {
    const values = {
      ...{ ...mandate, executiveKeys: executives, appointmentTypeKeys: appointmentTypes },
      ...{ fromDate: from, untilDate: until, removedAt: null },
    }
    const set = { ...values, version: sql`${mandates.version} + 1` }
    await tx
      .insert(mandates)
      .values({ ...values, clientId })
      .onConflictDoUpdate({ target: [mandates.clientId, mandates.id], set })
  }
}
