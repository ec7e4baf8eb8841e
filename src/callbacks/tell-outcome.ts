import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { whenAllowed } from '../clients/quiet-hours.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import { insertDeliveries } from '../deliveries/insert-deliveries.ts'
import { nextDue } from '../digests/due.ts'
import { channelsOf } from '../messages/channels.ts'
import type { Callback } from './lock-callback.ts'
import { callbackWishes } from './tables.ts'

/** So long a secretary can add a word, or take it back, before the executive hears of it. */
const waitMs = 2 * 60_000

/**
 * Tells the executives who ordered it how it ended, each once for each end. Whoever has ordinary messages wait for her
 * digest is told at its time.
 */
export async function tellOutcome(tx: Transaction, callback: Callback, now: Date): Promise<void> {
  const { clientId, reopened } = callback
  if (callback.endReason === 'withdrawn') return
  const told = new Set<string>()
  for (const { wishId, executive, hours } of await findReaders(tx, callback)) {
    if (told.has(executive.id)) continue
    told.add(executive.id)
    const { timeZone } = hours
    const { choices } = executive
    const digest = choices.ordinaryWhen === 'digest' ? nextDue({ choices, timeZone }, now) : null
    const soon = new Date(now.getTime() + waitMs)
    const dueAt = whenAllowed(choices, timeZone, 'ordinary', digest && digest > soon ? digest : soon)
    const cause = { kind: 'callback', clientId, callbackWishId: wishId, urgency: 'ordinary' } as const
    const ways = channelsOf(executive, 'ordinary').map((channel) => ({
      ...{ executiveId: executive.id, channel, dueAt },
    }))
    await insertDeliveries(tx, { ...cause, repeat: reopened }, ways, now)
  }
}

function findReaders(tx: Transaction, { clientId, id }: Callback) {
  return tx
    .select({ wishId: callbackWishes.id, executive: executives, hours: clients.hours })
    .from(callbackWishes)
    .innerJoin(clients, eq(clients.clientId, callbackWishes.clientId))
    .innerJoin(
      executives,
      and(eq(executives.clientId, callbackWishes.clientId), eq(executives.id, callbackWishes.executiveId)),
    )
    .where(
      and(
        ...[eq(callbackWishes.clientId, clientId), eq(callbackWishes.callbackId, id)],
        ...[isNull(callbackWishes.withdrawnAt), isNotNull(callbackWishes.executiveId)],
        isNull(executives.leftAt),
      ),
    )
    .orderBy(asc(callbackWishes.at), asc(callbackWishes.id))
}
