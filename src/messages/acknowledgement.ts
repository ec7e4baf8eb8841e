import { and, eq } from 'drizzle-orm'
import { endAlerts } from '../alerts/end-alerts.ts'
import { resumeAlerts } from '../alerts/resume-alerts.ts'
import { closeNumber, reopenNumber } from '../answers/line-number.ts'
import { promiseCallback } from '../callbacks/promise-callback.ts'
import { withdrawWish } from '../callbacks/withdraw-wish.ts'
import type { Transaction } from '../db/db.ts'
import { isPhoneNumber } from '../phone-number.ts'
import { cutText, singleLine } from '../plain-text.ts'
import { acknowledgements, messages } from './tables.ts'

/** What one executive said of one message. */
export type AcknowledgedState = Pick<typeof acknowledgements.$inferSelect, 'answer' | 'via' | 'at' | 'doneAt'>

export type MessageOf = {
  readonly clientId: number
  readonly messageId: string
  readonly executiveId: string
}

export async function findAcknowledgement(tx: Transaction, of: MessageOf): Promise<AcknowledgedState | null> {
  const { answer, via, at, doneAt } = acknowledgements
  const [found] = await tx.select({ answer, via, at, doneAt }).from(acknowledgements).where(isOf(of))
  return found ?? null
}

/** Null: she said nothing of it. */
export async function writeAcknowledgement(
  tx: Transaction,
  of: MessageOf,
  state: AcknowledgedState | null,
): Promise<void> {
  if (!state) {
    await tx.delete(acknowledgements).where(isOf(of))
    return
  }
  const { clientId, messageId, executiveId } = acknowledgements
  await tx
    .insert(acknowledgements)
    .values({ ...of, ...state })
    .onConflictDoUpdate({ target: [clientId, messageId, executiveId], set: state })
}

type Change = { before: AcknowledgedState | null; after: AcknowledgedState | null; at: Date }

/** What a new word brings about: no alert waits for it any more, her number stays while anything is open, and the secretaries ring or do not. */
export async function follow(tx: Transaction, of: MessageOf, { before, after, at }: Change): Promise<void> {
  if (after) await endAlerts(tx, of, 'acknowledged', at)
  else await resumeAlerts(tx, of, at)
  const { clientId, messageId, executiveId } = of
  const about = { clientId, executiveId, subject: { kind: 'message', id: messageId } } as const
  if (after?.doneAt) await closeNumber(tx, about, at)
  else await reopenNumber(tx, about)
  const doing = { actor: { kind: 'executive', id: executiveId }, at } as const
  if (before?.answer === 'secretaryCalls')
    await withdrawWish(tx, { clientId, key: wishKey(of, before) }, doing)
  if (after?.answer !== 'secretaryCalls') return
  const message = await findMessage(tx, of)
  if (!message) return
  const { callbackNumber, callerNumber, callerName: name, urgency: priority } = message
  const shown = callerNumber && isPhoneNumber(callerNumber) ? callerNumber : null
  const wish = { clientId, name, priority, why: subjectOf(message), number: callbackNumber ?? shown }
  const source = after.via === 'page' ? 'page' : 'answer'
  await promiseCallback(tx, { ...wish, key: wishKey(of, after), source, executiveId, messageId }, doing)
}

const whyMax = 300

const subjectOf = ({ subject, body }: typeof messages.$inferSelect): string | null =>
  subject ? singleLine(subject, whyMax) : body && cutText(singleLine(body, whyMax), whyMax)

async function findMessage(tx: Transaction, { clientId, messageId }: MessageOf) {
  const [message] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.clientId, clientId), eq(messages.id, messageId)))
  return message
}

/** Each time she asks for it, it is another wish. */
export const wishKey = (
  { messageId, executiveId }: MessageOf,
  { at }: Pick<AcknowledgedState, 'at'>,
): string => `${messageId}:${executiveId}:${at.toISOString()}`

const isOf = ({ clientId, messageId, executiveId }: MessageOf) =>
  and(
    eq(acknowledgements.clientId, clientId),
    eq(acknowledgements.messageId, messageId),
    eq(acknowledgements.executiveId, executiveId),
  )
