import type { clients } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { insertDeliveries } from '../deliveries/insert-deliveries.ts'
import type { messages } from '../messages/tables.ts'
import { isPhoneNumber, type PhoneNumber } from '../phone-number.ts'
import { composeNotice } from './compose.ts'
import { type NoticeKind, notices } from './tables.ts'

type Client = typeof clients.$inferSelect
type Message = typeof messages.$inferSelect

export type NewNotice = {
  readonly id: string
  readonly kind: NoticeKind
  readonly number: PhoneNumber
  /** From whose answer it follows. */
  readonly executive: { readonly id: string; readonly name: string } | null
  readonly dueAt: Date
}

/**
 * Where the caller of this message could be told of it: null when his number was withheld, when he left no
 * message, or was turned away. Whether it takes texts, is allowed and wants them is asked when it is sent.
 */
export function callerToTell({ kind, callerNumber }: Message): PhoneNumber | null {
  if (kind !== 'voicemail' && kind !== 'text') return null
  return callerNumber && isPhoneNumber(callerNumber) ? callerNumber : null
}

/** Writes one notice and its delivery; the same id again changes nothing. */
export async function writeNotice(
  tx: Transaction,
  { client, message }: { client: Client; message: Message },
  { executive, dueAt, ...notice }: NewNotice,
  now: Date,
): Promise<DeliveryRef[]> {
  const { clientId, language, name: clientName, health } = client
  const { kind, id: noticeId } = notice
  const body = composeNotice({ kind, language, clientName, health, executiveName: executive?.name ?? null })
  const written = await tx
    .insert(notices)
    .values({
      clientId,
      messageId: message.id,
      executiveId: executive?.id ?? null,
      ...notice,
      body,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: notices.id })
  if (written.length === 0) return []
  const way = { executiveId: null, channel: 'sms', dueAt } as const
  return insertDeliveries(tx, { kind: 'notice', clientId, noticeId, urgency: 'ordinary' }, [way], now)
}
