import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db, Transaction } from '../db/db.ts'
import { type AppointmentTypeDefinition, appointmentTypeSchema } from './appointment-type.ts'
import { appointmentTypes } from './tables.ts'

type Row = typeof appointmentTypes.$inferSelect

/** Those that were removed too, since appointments were made of them. */
export const selectAppointmentTypes = (
  db: Pick<Db, 'select'>,
  clientIds: readonly number[],
): Promise<Row[]> =>
  db
    .select()
    .from(appointmentTypes)
    .where(inArray(appointmentTypes.clientId, [...clientIds]))
    .orderBy(asc(appointmentTypes.place), asc(appointmentTypes.key))

export function toAppointmentType(row: Row): AppointmentTypeDefinition {
  const { clientId, id, place, removedAt, executiveKeys, ...type } = row
  return appointmentTypeSchema.parse({ ...type, executives: executiveKeys })
}

type Saving = {
  readonly clientId: number
  readonly rows: readonly (AppointmentTypeDefinition & { readonly id: string; readonly place: number })[]
  /** Keys of those that are offered no more. */
  readonly gone: readonly string[]
}

/** Writes the given types, which may have been removed before, and removes others. */
export async function saveAppointmentTypes(
  tx: Transaction,
  { clientId, rows, gone }: Saving,
  now: Date,
): Promise<void> {
  if (gone.length > 0)
    await tx
      .update(appointmentTypes)
      .set({ removedAt: now })
      .where(and(eq(appointmentTypes.clientId, clientId), inArray(appointmentTypes.key, [...gone])))
  for (const { executives, ...type } of rows) {
    const values = { ...type, executiveKeys: executives, removedAt: null }
    await tx
      .insert(appointmentTypes)
      .values({ ...values, clientId })
      .onConflictDoUpdate({ target: [appointmentTypes.clientId, appointmentTypes.id], set: values })
  }
}
