import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Appointment } from '../agenda/appointment.ts'
import { isOpen } from '../callbacks/lock-callback.ts'
import { promiseCallback } from '../callbacks/promise-callback.ts'
import { callbacks, callbackWishes } from '../callbacks/tables.ts'
import { withdrawWish } from '../callbacks/withdraw-wish.ts'
import { contactNumbers } from '../clients/tables.ts'
import { momentsInSms } from '../i18n/time-in-words.ts'
import { isPhoneNumber, type PhoneNumber } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import { openTask } from '../tasks/open-task.ts'
import type { Answering } from './answering.ts'
import type { Result } from './carry-out.ts'
import type { Line } from './find-line.ts'
import { saidLine } from './said-line.ts'

/**
 * A secretary is to ring whom it is with: a promise to him, which stands once however often she asks. Where nobody knows
 * his number, it is a task to find that out.
 */
export async function callAboutAppointment(
  answering: Answering,
  line: Line,
  appointment: Appointment,
): Promise<Result> {
  const said = {
    kind: 'appointmentNoted',
    noted: 'secretaryCalls',
    line: await saidLine(answering, line),
  } as const
  const number = await numberOf(answering, appointment)
  if (!number) {
    await askForNumber(answering, line)
    return { reply: { ...said, how: 'numberless' }, done: [] }
  }
  if (await findStanding(answering, line)) return { reply: { ...said, how: 'again' }, done: [] }
  const actId = await promise(answering, line, { appointment, number })
  return { reply: { ...said, how: 'promised' }, done: actId ? [{ clientId: line.clientId, actId }] : [] }
}

/** His own, or the only one of the contact that he is. */
async function numberOf({ tx }: Answering, { clientId, callerNumber, contactId }: Appointment) {
  if (callerNumber && isPhoneNumber(callerNumber)) return callerNumber
  if (!contactId) return null
  const isHis = and(eq(contactNumbers.clientId, clientId), eq(contactNumbers.contactId, contactId))
  const [only, ...others] = await tx.select().from(contactNumbers).where(isHis).limit(2)
  return only && others.length === 0 ? only.number : null
}

async function askForNumber({ tx, answer, now }: Answering, { clientId, executiveId, subject }: Line) {
  const details = { appointmentId: subject.id, executiveId, answerId: answer.id }
  const key = `${subject.id}:${answer.id}`
  await openTask(tx, { clientId, audience: 'secretary', kind: 'callAboutAppointment', key, details }, now)
}

/** What she asked for about it, as far as it still stands. */
async function findStanding({ tx }: Pick<Answering, 'tx'>, { clientId, executiveId, subject }: Line) {
  const [found] = await tx
    .select({ key: callbackWishes.key })
    .from(callbackWishes)
    .innerJoin(
      callbacks,
      and(eq(callbacks.clientId, callbackWishes.clientId), eq(callbacks.id, callbackWishes.callbackId)),
    )
    .where(
      and(
        ...[eq(callbackWishes.clientId, clientId), eq(callbackWishes.appointmentId, subject.id)],
        ...[eq(callbackWishes.executiveId, executiveId), isNull(callbackWishes.withdrawnAt), isOpen()],
      ),
    )
    .orderBy(desc(callbackWishes.at))
    .limit(1)
  return found ?? null
}

type With = { readonly appointment: Appointment; readonly number: PhoneNumber }

async function promise(
  { tx, answer, executive, timeZone }: Answering,
  { clientId, executiveId }: Line,
  { appointment, number }: With,
): Promise<string | null> {
  const { id: appointmentId, callerName: name, contactId, title, startsAt } = appointment
  const when = momentsInSms([startsAt], timeZone, executive.language)
  const wish = { clientId, number, name, contactId, executiveId, appointmentId }
  const promised = await promiseCallback(
    tx,
    {
      ...{
        ...wish,
        why: `${singleLine(title, 200)}, ${when}`,
        key: `appointment:${appointmentId}:${answer.id}`,
      },
      source: answer.via === 'page' ? 'page' : 'answer',
    },
    {
      ...{ actor: { kind: 'executive', id: executiveId }, at: answer.receivedAt },
      authority: `answer ${answer.id}`,
    },
  )
  return promised.kind === 'again' ? null : promised.actId
}

/** She rings him herself, and nobody else is to. */
export async function withdrawCall({ tx, answer }: Answering, line: Line): Promise<void> {
  const standing = await findStanding({ tx }, line)
  const doing = { actor: { kind: 'executive', id: line.executiveId }, at: answer.receivedAt } as const
  if (standing) await withdrawWish(tx, { clientId: line.clientId, key: standing.key }, doing)
}
