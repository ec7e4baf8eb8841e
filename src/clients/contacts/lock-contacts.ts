import { eq } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { clients } from '../tables.ts'

/** Two who save cards of one client at once do so one after the other, so that each sees the other's numbers. */
export async function lockContacts(tx: Transaction, clientId: number): Promise<void> {
  await tx
    .select({ id: clients.clientId })
    .from(clients)
    .where(eq(clients.clientId, clientId))
    .for('no key update')
}
