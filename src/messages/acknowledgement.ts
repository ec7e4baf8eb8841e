import { and, eq } from 'drizzle-orm'
import { endAlerts } from '../alerts/end-alerts.ts'
import { resumeAlerts } from '../alerts/resume-alerts.ts'
import { closeNumber, reopenNumber } from '../answers/line-number.ts'
import type { Transaction } from '../db/db.ts'
import { closeTask } from '../tasks/close-task.ts'
import { openTask } from '../tasks/open-task.ts'
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
  if (before?.answer === 'secretaryCalls') await closeTask(tx, callbackTask(of, before), at)
  if (after?.answer !== 'secretaryCalls') return
  const details = { messageId, executiveId, number: await numberToCall(tx, of) }
  await openTask(tx, { ...callbackTask(of, after), audience: 'secretary', details }, at)
}

/** Where he asked to be rung back, else the number that was shown. */
async function numberToCall(tx: Transaction, { clientId, messageId }: MessageOf): Promise<string | null> {
  const { callbackNumber, callerNumber } = messages
  const [message] = await tx
    .select({ callbackNumber, callerNumber })
    .from(messages)
    .where(and(eq(messages.clientId, clientId), eq(messages.id, messageId)))
  return message ? (message.callbackNumber ?? message.callerNumber) : null
}

/** Each time she asks for it, it is another to-do. */
export const callbackTask = ({ clientId, messageId, executiveId }: MessageOf, { at }: AcknowledgedState) => ({
  clientId,
  kind: 'callback' as const,
  key: `${messageId}:${executiveId}:${at.toISOString()}`,
})

const isOf = ({ clientId, messageId, executiveId }: MessageOf) =>
  and(
    eq(acknowledgements.clientId, clientId),
    eq(acknowledgements.messageId, messageId),
    eq(acknowledgements.executiveId, executiveId),
  )
