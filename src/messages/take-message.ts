import { and, eq } from 'drizzle-orm'
import { startAlert } from '../alerts/start-alert.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { idFrom } from '../ids.ts'
import { addressMessage } from './address-message.ts'
import { changeMessage } from './change-message.ts'
import { type MessageKind, messages } from './tables.ts'

export type Slip = Omit<typeof messages.$inferInsert, 'id' | 'revision' | 'createdAt'>

export type TakenMessage = {
  readonly messageId: string
  readonly revision: number
  /** For `enqueueDeliveries` once the transaction has committed; empty when nothing is new. */
  readonly deliveries: DeliveryRef[]
}

/** A finding of a higher rank replaces what was said before: the recording that turned up after all. */
const ranks = { missedCall: 0, mattered: 0, text: 0, voicemail: 1, taken: 2 } satisfies Record<
  MessageKind,
  number
>

/**
 * Writes the slip of one call or text, and a delivery for each person and channel it is to reach before the
 * digest. Safe to repeat: the same finding writes nothing, a higher one is a new revision that is delivered anew.
 */
export async function takeMessage(tx: Transaction, slip: Slip, now: Date): Promise<TakenMessage> {
  const id = idFrom('message', slip.clientId, slip.sourceId)
  const written = await tx
    .insert(messages)
    .values({ ...slip, id, revision: 1, createdAt: now })
    .onConflictDoNothing()
    .returning({ revision: messages.revision })
  if (written.length === 0) return raise(tx, id, slip, now)
  const deliveries = await addressMessage(tx, { ...slip, id, revision: 1 }, now)
  const { clientId, recipientId: executiveId, urgency } = slip
  if (urgency === 'urgent') await startAlert(tx, { clientId, messageId: id, executiveId }, now)
  return { messageId: id, revision: 1, deliveries }
}

async function raise(tx: Transaction, id: string, slip: Slip, now: Date): Promise<TakenMessage> {
  const here = and(eq(messages.clientId, slip.clientId), eq(messages.id, id))
  const [standing] = await tx.select().from(messages).where(here).for('update')
  const { kind, body, voicemailSeconds, callerName, urgency } = slip
  if (!standing || ranks[kind] <= ranks[standing.kind]) {
    // What he said aloud goes with what she wrote, whichever came first.
    if (standing?.kind === 'taken' && kind === 'voicemail')
      await tx.update(messages).set({ voicemailSeconds }).where(here)
    return { messageId: id, revision: 0, deliveries: [] }
  }
  const found = { kind, body, voicemailSeconds, callerName, urgency }
  const changes = kind === 'taken' ? { ...slip, voicemailSeconds: standing.voicemailSeconds } : found
  return changeMessage(tx, standing, changes, now)
}
