import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import type { Letter } from '../deliveries/queries.ts'
import { idFrom } from '../ids.ts'
import { messages } from '../messages/tables.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { automaticReplies } from '../texts/tables.ts'
import { notices } from './tables.ts'
import { callerToTell, writeNotice } from './write-notice.ts'

type Message = typeof messages.$inferSelect

/** What a caller is told of his message later than this is no news to him. */
const staleMs = 24 * 60 * 60_000
/** A caller who leaves ten messages is told once an hour at most. */
const againAfterMs = 60 * 60_000

/**
 * Once a letter has gone out to an executive: tells the callers whose messages it brought that these were passed
 * on, if the client wants it, once for each message. Safe to repeat.
 */
export async function notifyCaller(tx: Transaction, letter: Letter, now: Date): Promise<DeliveryRef[]> {
  const { client, delivery } = letter
  // A call that was placed has told nobody yet.
  if (!client.tellsCallers || delivery.channel === 'call') return []
  const refs: DeliveryRef[] = []
  for (const message of await messagesOf(tx, letter)) {
    const number = callerToTell(message)
    if (!number || now.getTime() - message.receivedAt.getTime() > staleMs) continue
    if (await wasAnswered(tx, message, number, now)) continue
    const id = idFrom('notice', client.clientId, message.id, 'passedOn')
    const notice = { id, kind: 'passedOn', number, executive: null, dueAt: now } as const
    refs.push(...(await writeNotice(tx, { client, message }, notice, now)))
  }
  return refs
}

async function messagesOf(tx: Transaction, { brings, client }: Letter): Promise<Message[]> {
  if (brings.kind === 'message') return [brings.message]
  if (brings.kind !== 'digest' || brings.digest.lines.length === 0) return []
  const ids = brings.digest.lines.map(({ messageId }) => messageId)
  return tx
    .select()
    .from(messages)
    .where(and(eq(messages.clientId, client.clientId), inArray(messages.id, ids)))
}

/** Told within the hour, or answered in the client's own words when his text came in. */
async function wasAnswered(
  tx: Transaction,
  message: Message,
  number: PhoneNumber,
  now: Date,
): Promise<boolean> {
  const { clientId } = message
  const lately = new Date(now.getTime() - againAfterMs)
  const told = and(
    ...[eq(notices.clientId, clientId), eq(notices.number, number)],
    ...[eq(notices.kind, 'passedOn'), gt(notices.createdAt, lately)],
  )
  const replied = and(eq(automaticReplies.clientId, clientId), eq(automaticReplies.textId, message.sourceId))
  return (await tx.$count(notices, told)) > 0 || (await tx.$count(automaticReplies, replied)) > 0
}
