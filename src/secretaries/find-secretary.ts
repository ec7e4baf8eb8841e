import { eq, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../db/db.ts'
import { secretaries } from './tables.ts'

export type SecretaryRow = typeof secretaries.$inferSelect

export async function findSecretary(db: Db | Transaction, id: string): Promise<SecretaryRow | null> {
  const [row] = await db.select().from(secretaries).where(eq(secretaries.id, id))
  return row ?? null
}

/** Capital letters in an address mean nothing here. */
export async function findByEmail(db: Db | Transaction, email: string): Promise<SecretaryRow | null> {
  const [row] = await db
    .select()
    .from(secretaries)
    .where(eq(sql`lower(${secretaries.email})`, email.trim().toLowerCase()))
    .limit(1)
  return row ?? null
}
