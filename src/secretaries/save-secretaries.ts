import { eq, inArray } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import { usualPriority } from './assigned.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { saveAssignments } from './save-assignments.ts'
import { secretaries } from './tables.ts'

/** `id` is null for a new one. */
type Saving = {
  readonly id: string | null
  readonly secretary: Readonly<Omit<typeof secretaries.$inferInsert, 'id' | 'allClients'>> & {
    readonly clients: 'all' | readonly string[]
    readonly regular: readonly string[]
    readonly priorities: Readonly<Record<string, number>>
  }
}

/** Addresses are parked first, so that two secretaries may exchange theirs. The clients named are there already. */
export async function saveSecretaries(tx: Transaction, changes: readonly Saving[], at: Date): Promise<void> {
  for (const { id } of changes) {
    if (id) await tx.update(secretaries).set({ email: id }).where(eq(secretaries.id, id))
  }
  for (const { id: known, secretary } of changes) {
    const { clients: hers, regular, priorities: _, ...row } = secretary
    const id = known ?? newId()
    const values = { ...row, allClients: hers === 'all' }
    if (known) await tx.update(secretaries).set(values).where(eq(secretaries.id, id))
    else await tx.insert(secretaries).values({ ...values, id })
    await saveAssignments(tx, id, await assignedTo(tx, secretary), at)
    const details = {
      role: row.role,
      clients: hers === 'all' ? hers : hers.join(' '),
      ...(regular.length > 0 && { regular: regular.join(' ') }),
    }
    await recordAccountEvent(tx, {
      actorId: null,
      secretaryId: id,
      verb: known ? 'changed' : 'created',
      details,
      at,
    })
  }
}

/** Those she works for, and those of whom something is said where she works for all. */
async function assignedTo(tx: Transaction, { clients: hers, regular, priorities }: Saving['secretary']) {
  const keys = [...new Set([...(hers === 'all' ? [] : hers), ...regular, ...Object.keys(priorities)])]
  if (keys.length === 0) return []
  const rows = await tx
    .select({ clientId: clients.clientId, key: clients.key })
    .from(clients)
    .where(inArray(clients.key, keys))
  if (rows.length !== keys.length) throw new Error(`Of the clients ${keys.join(', ')} some are not there`)
  return rows.map(({ clientId, key }) => ({
    clientId,
    regular: regular.includes(key),
    priority: priorities[key] ?? usualPriority,
  }))
}
