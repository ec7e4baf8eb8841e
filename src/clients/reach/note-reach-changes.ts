import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Act } from '../../acts/record-act.ts'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import type { ClientDefinition } from '../agency-folder/definition.ts'
import type { StoredClient } from '../agency-folder/load-stored.ts'
import { clients, executives } from '../tables.ts'
import { findWaiting } from './find-waiting.ts'
import { reachChangesOf } from './reach-changes.ts'
import { reachChanges } from './tables.ts'

const waitMs = 24 * 3_600_000

type Noting = {
  readonly stored: StoredClient
  readonly definition: ClientDefinition
  readonly actor: Act['actor']
  readonly at: Date
}

/**
 * Writes down which numbers and addresses a change at the console sets, in its transaction: a new number waits a day.
 * A client that is being prepared has nobody to warn yet, and its numbers are in use at once.
 */
export async function noteReachChanges(
  tx: Transaction,
  { stored, definition, actor, at }: Noting,
): Promise<void> {
  const { clientId } = stored
  const [client] = await tx
    .select({ state: clients.state })
    .from(clients)
    .where(eq(clients.clientId, clientId))
  if (client?.state === 'preparing') return
  const changed = reachChangesOf(stored.definition, definition, await findWaiting(tx, clientId))
  if (changed.length === 0) return
  const people = await tx
    .select({ id: executives.id, key: executives.key })
    .from(executives)
    .where(
      and(
        eq(executives.clientId, clientId),
        inArray(
          executives.key,
          changed.map(({ key }) => key ?? ''),
        ),
      ),
    )
  const idOf = (key: string | null) => people.find((one) => one.key === key)?.id ?? null
  for (const { key, waits, ...change } of changed) {
    const executiveId = idOf(key)
    if (change.kind !== 'email') await replace(tx, { clientId, executiveId, at })
    await tx.insert(reachChanges).values({
      ...{ clientId, id: newId(), executiveId, ...change, changedAt: at, changedById: actor.id },
      effectiveAt: waits ? new Date(at.getTime() + waitMs) : null,
    })
  }
}

type Replaced = { readonly clientId: number; readonly executiveId: string | null; readonly at: Date }

/** What waited there waits no more. */
const replace = (tx: Transaction, { clientId, executiveId, at }: Replaced) =>
  tx
    .update(reachChanges)
    .set({ settled: 'replaced', settledAt: at })
    .where(
      and(
        eq(reachChanges.clientId, clientId),
        executiveId === null
          ? eq(reachChanges.kind, 'emergencyNumber')
          : and(eq(reachChanges.kind, 'mobile'), eq(reachChanges.executiveId, executiveId)),
        or(isNull(reachChanges.settled), eq(reachChanges.settled, 'refused')),
      ),
    )
