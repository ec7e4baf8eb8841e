import { and, asc, isNull, type SQL, sql } from 'drizzle-orm'
import { executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'

/** An executive as one client knows her. */
export type Hat = Pick<typeof executives.$inferSelect, 'clientId' | 'id' | 'mobile' | 'email'>

/** The same human at every client: her mobile, else her address, else this one row. */
export const personOf = ({ mobile, email, id }: Omit<Hat, 'clientId'>): string => mobile ?? email ?? id

/** All her rows, over all clients that she has not left. */
export const hatsOf = (tx: Transaction, person: string) =>
  tx
    .select()
    .from(executives)
    .where(and(isPerson(person), isNull(executives.leftAt)))
    .orderBy(asc(executives.clientId), asc(executives.key))

export const isPerson = (person: string): SQL =>
  sql`coalesce(${executives.mobile}, ${executives.email}, ${executives.id}::text) = ${person}`

/** Her answers and her numbers take their turn; held until the transaction ends. Safe to repeat within it. */
export async function lockPerson(tx: Transaction, person: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${person}, 17))`)
}
