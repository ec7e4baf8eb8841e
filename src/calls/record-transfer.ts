import { and, eq, isNull } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import type { CallKey } from './find-call.ts'
import { callEvents, calls } from './tables.ts'
import { isBilled } from './wrap-up-call.ts'

type Told = {
  readonly key: string
  readonly at: Date
  readonly details: Record<string, string | null>
}

/** One step of its story, told once under its key. */
export async function tellStory(
  tx: Transaction,
  { clientId, callId }: CallKey,
  { key, at, details }: Told,
): Promise<void> {
  await tx.insert(callEvents).values({ clientId, callId, key, at, details }).onConflictDoNothing()
}

/** He speaks with an executive: what became of the call, unless she has said something else of it. */
export async function noteConnected(tx: Transaction, { clientId, callId }: CallKey): Promise<void> {
  const [client] = await tx
    .select({ unbilledOutcomes: clients.unbilledOutcomes })
    .from(clients)
    .where(eq(clients.clientId, clientId))
  if (!client) return
  await tx
    .update(calls)
    .set({ outcome: 'connected', billable: isBilled('connected', client) })
    .where(and(eq(calls.clientId, clientId), eq(calls.id, callId), isNull(calls.outcome)))
}
