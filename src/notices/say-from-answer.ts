import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { whenAllowed } from '../clients/quiet-hours.ts'
import type { Transaction } from '../db/db.ts'
import { withdrawDelivery } from '../deliveries/withdraw-delivery.ts'
import { idFrom } from '../ids.ts'
import type { Acknowledgement } from '../messages/tables.ts'
import { type Conversation, findConversation } from './queries.ts'
import { type NoticeKind, notices } from './tables.ts'
import { callerToTell, writeNotice } from './write-notice.ts'

/** One executive's word on one message. */
export type AnswerToTell = {
  readonly clientId: number
  readonly messageId: string
  readonly executiveId: string
  readonly answer: Acknowledgement
}

/** So long she can take her answer back before the caller hears of it. */
const waitMs = 2 * 60_000
/** Whoever called longer ago than this is not woken by the answer. */
const awakeMs = 60 * 60_000
const nights = { quietHours: { from: '20:00', until: '08:00', urgentExempt: true }, timeZone: null }

/**
 * Tells the caller what follows from her answer, if the client wants it: two minutes from now, each thing once
 * for each message. What still waited of an earlier answer of hers is not said. Called in the transaction of the
 * answer; safe to repeat.
 */
export async function sayFromAnswer(tx: Transaction, said: AnswerToTell, now: Date): Promise<void> {
  const about = await findConversation(tx, said)
  const number = callerToTell(about.message)
  if (!number || !about.client.tellsCallers || about.client.health) return
  await holdEarlier(tx, said, now)
  const { clientId, messageId, answer: kind } = said
  if (kind === 'received' || (await isSettled(tx, said, kind))) return
  const takenBack = await countOf(tx, said, kind, 'takenBack')
  const id = idFrom('notice', clientId, messageId, kind, takenBack)
  const { executive } = about
  await writeNotice(tx, about, { id, kind, number, executive, dueAt: dueAt(about, now) }, now)
}

/** Said already, by whichever executive; or a correction was, after which the next word is a person's. */
async function isSettled(tx: Transaction, said: AnswerToTell, kind: NoticeKind): Promise<boolean> {
  const told = await countOf(tx, said, kind, 'standing')
  return told > 0 || (await countOf(tx, said, 'correction', 'standing')) > 0
}

function countOf(
  tx: Transaction,
  { clientId, messageId }: AnswerToTell,
  kind: NoticeKind,
  which: 'standing' | 'takenBack',
): Promise<number> {
  const ofMessage = and(eq(notices.clientId, clientId), eq(notices.messageId, messageId))
  const isSuch = which === 'standing' ? isNull(notices.withdrawnAt) : isNotNull(notices.withdrawnAt)
  return tx.$count(notices, and(ofMessage, eq(notices.kind, kind), isSuch))
}

/** Her later word replaces an earlier one that the caller has not heard. */
async function holdEarlier(tx: Transaction, said: AnswerToTell, now: Date): Promise<void> {
  const { clientId, messageId, executiveId, answer } = said
  const hers = and(
    ...[eq(notices.clientId, clientId), eq(notices.messageId, messageId)],
    ...[eq(notices.executiveId, executiveId), isNull(notices.withdrawnAt)],
  )
  for (const { id, kind } of await tx.select().from(notices).where(hers)) {
    if (kind === answer || (await withdrawDelivery(tx, { clientId, noticeId: id })) !== 'withdrawn') continue
    const isThis = and(eq(notices.clientId, clientId), eq(notices.id, id))
    await tx.update(notices).set({ withdrawnAt: now }).where(isThis)
  }
}

function dueAt({ message, client }: Conversation, now: Date): Date {
  const at = new Date(now.getTime() + waitMs)
  const isAwake = at.getTime() - message.receivedAt.getTime() < awakeMs
  return isAwake ? at : whenAllowed(nights, client.hours.timeZone, message.urgency, at)
}
