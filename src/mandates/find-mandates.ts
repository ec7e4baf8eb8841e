import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import type { Mandate } from './authority.ts'
import type { Power } from './mandate.ts'
import { mandates } from './tables.ts'

/** A client's mandates for a power that have not been withdrawn, in their order. */
export const findMandates = (db: Pick<Db, 'select'>, clientId: number, power: Power): Promise<Mandate[]> =>
  db
    .select()
    .from(mandates)
    .where(and(eq(mandates.clientId, clientId), eq(mandates.power, power), isNull(mandates.removedAt)))
    .orderBy(asc(mandates.place), asc(mandates.key))
