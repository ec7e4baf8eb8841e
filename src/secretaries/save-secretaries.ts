import { eq, inArray } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { saveAssignments } from './save-assignments.ts'
import { secretaries } from './tables.ts'

/** `id` is null for a new one. */
type Saving = {
  readonly id: string | null
  readonly secretary: Readonly<Omit<typeof secretaries.$inferInsert, 'id' | 'allClients'>> & {
    readonly clients: 'all' | readonly string[]
  }
}

/** Addresses are parked first, so that two secretaries may exchange theirs. The clients named are there already. */
export async function saveSecretaries(tx: Transaction, changes: readonly Saving[], at: Date): Promise<void> {
  for (const { id } of changes) {
    if (id) await tx.update(secretaries).set({ email: id }).where(eq(secretaries.id, id))
  }
  for (const { id: known, secretary } of changes) {
    const { clients: hers, ...row } = secretary
    const id = known ?? newId()
    const values = { ...row, allClients: hers === 'all' }
    if (known) await tx.update(secretaries).set(values).where(eq(secretaries.id, id))
    else await tx.insert(secretaries).values({ ...values, id })
    await saveAssignments(tx, id, hers === 'all' ? [] : await clientIdsOf(tx, hers), at)
    const details = { role: row.role, clients: hers === 'all' ? hers : hers.join(' ') }
    await recordAccountEvent(tx, {
      actorId: null,
      secretaryId: id,
      verb: known ? 'changed' : 'created',
      details,
      at,
    })
  }
}

async function clientIdsOf(tx: Transaction, keys: readonly string[]): Promise<number[]> {
  if (keys.length === 0) return []
  const rows = await tx
    .select({ clientId: clients.clientId })
    .from(clients)
    .where(inArray(clients.key, [...keys]))
  if (rows.length !== keys.length) throw new Error(`Of the clients ${keys.join(', ')} some are not there`)
  return rows.map(({ clientId }) => clientId)
}
