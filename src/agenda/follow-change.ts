import { closeNumber } from '../answers/line-number.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { extendLinks } from '../links/extend-links.ts'
import { type Approval, askAgain, settle } from '../mandates/ask.ts'
import type { Appointment } from './appointment.ts'
import { markForCalendars } from './calendars/mark-for-calendars.ts'
import { answeredVia, type Doing, isOrdered } from './doing.ts'
import { inviteExecutive } from './invitations/invite-executive.ts'
import { appointmentLinkEnd } from './telling/appointment-links.ts'
import { tellCaller } from './telling/tell-caller.ts'
import { tellExecutive } from './telling/tell-executive.ts'
import { noteFreed } from './waiting/note-freed.ts'

export type Following = {
  /** Null for a booking. */
  readonly before: Appointment | null
  readonly after: Appointment
  readonly actId: string
  readonly doing: Doing
  /** The act that this one takes back. */
  readonly undoes?: string
}

/** What follows from every change of an appointment, in its transaction; one line for each. */
export async function followChange(tx: Transaction, following: Following, now: Date): Promise<DeliveryRef[]> {
  await settleQuestion(tx, following, now)
  await noteFreed(tx, following, now)
  await markForCalendars(tx, following.after, now)
  await closeLine(tx, following, now)
  await keepLinks(tx, following)
  const toCaller = await tellCaller(tx, following, now)
  const invited = await inviteExecutive(tx, following, now)
  const told = await tellExecutive(tx, { ...following, isInvited: invited.length > 0 }, now)
  return [...toCaller, ...told, ...invited]
}

/** What leads to it stays open until a day after its end, wherever it moves. */
async function keepLinks(tx: Transaction, { before, after }: Following): Promise<void> {
  const end = appointmentLinkEnd(after, { purpose: 'appointment' })
  if (!before || !end || before.endsAt.getTime() === after.endsAt.getTime()) return
  await extendLinks(tx, { clientId: after.clientId, subjectId: after.id }, end)
}

/** Nothing about it waits for her any more: its number may be given again. */
async function closeLine(tx: Transaction, { before, after }: Following, now: Date): Promise<void> {
  if (after.state === 'proposed' || before?.state === after.state) return
  const { clientId, executiveId, id } = after
  await closeNumber(tx, { clientId, executiveId, subject: { kind: 'appointment', id } }, now)
}

/** A question about it is answered, or falls away; taken back, it is open again. */
async function settleQuestion(
  tx: Transaction,
  { before, after, doing, undoes }: Following,
  now: Date,
): Promise<void> {
  const subject = { clientId: after.clientId, subjectId: after.id }
  if (after.state === 'proposed') return undoes ? askAgain(tx, subject, now) : undefined
  if (before?.state !== 'proposed') return
  const answer = answerOf(after.state, doing)
  await settle(tx, subject, { answer, via: answeredVia(doing) }, now)
}

/** Hers, also where a secretary passes it on as an order; whatever else ends the question leaves it unanswered. */
function answerOf(state: Appointment['state'], doing: Doing): NonNullable<Approval['answer']> {
  if (state !== 'confirmed' && state !== 'declined') return 'void'
  if (doing.actor.kind === 'software') return 'lapsed'
  if (doing.actor.kind !== 'executive' && !isOrdered(doing)) return 'void'
  return state === 'confirmed' ? 'approved' : 'declined'
}
