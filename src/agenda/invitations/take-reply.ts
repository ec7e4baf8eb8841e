import { and, eq, gt, inArray } from 'drizzle-orm'
import { acts } from '../../acts/tables.ts'
import { answerOnce } from '../../answers/answer-once.ts'
import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { singleLine } from '../../plain-text.ts'
import { openTask } from '../../tasks/open-task.ts'
import type { TaskKind } from '../../tasks/task-kinds.ts'
import type { Appointment } from '../appointment.ts'
import { changeAppointment } from '../change-appointment.ts'
import { appointments } from '../tables.ts'
import { decideReply, type ReplyStep } from './decide.ts'
import { lastInvitation } from './invite-executive.ts'
import type { CalendarReply, WrittenTime } from './read-reply.ts'

/** `id` derives from the mail, which came to an address of hers and names her as the attendee. */
export type NewReply = {
  readonly id: string
  readonly mailId: string | null
  readonly clientId: number
  readonly executiveId: string
  readonly reply: CalendarReply
}

/** `unknown`: of no appointment of hers. `ignored`: it came before, or wants nothing. */
export type TakenReply =
  | { readonly kind: 'answered'; readonly deliveries: readonly DeliveryRef[] }
  | { readonly kind: 'unknown' | 'ignored' }

/** Her answer to an invitation counts as one by text or mail: it is kept, and "erreur" takes it back. */
export async function takeReply(tx: Transaction, reply: NewReply, now: Date): Promise<TakenReply> {
  const appointment = await findInvited(tx, reply)
  if (!appointment) return { kind: 'unknown' }
  const { id, mailId, clientId, executiveId, reply: read } = reply
  if (read.kind === 'refresh') return { kind: 'ignored' }
  const said = read.kind === 'counter' ? `counter ${inWords(read.startsAt)}` : read.said
  const body = [said, read.comment].filter(Boolean).join(' : ')
  const kept = mailId && singleLine(mailId, 500)
  const answer = {
    id,
    clientId,
    executiveId,
    via: 'invitation',
    body,
    receivedAt: now,
    mailId: kept,
  } as const
  const acted = await answerOnce(tx, answer, () => act(tx, { ...reply, appointment, body }, now))
  return acted ? { kind: 'answered', deliveries: acted.deliveries } : { kind: 'ignored' }
}

/** The UID alone could be anybody's: the appointment has to be hers. */
async function findInvited(
  tx: Transaction,
  { clientId, executiveId, reply }: NewReply,
): Promise<Appointment | null> {
  const [found] = await tx
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.clientId, clientId),
        eq(appointments.executiveId, executiveId),
        eq(appointments.uid, reply.uid),
      ),
    )
  return found ?? null
}

type Acting = NewReply & { readonly appointment: Appointment; readonly body: string }
type Acted = { readonly done: { clientId: number; actId: string }[]; readonly deliveries: DeliveryRef[] }
const nothing: Acted = { done: [], deliveries: [] }

async function act(tx: Transaction, acting: Acting, now: Date): Promise<Acted> {
  const { appointment, reply } = acting
  const last = await lastInvitation(tx, appointment)
  const isCurrent =
    last?.kind === 'invitation' &&
    reply.sequence >= last.sequence &&
    !(await wasMoved(tx, appointment, last.createdAt))
  const decided = decideReply(reply, appointment.state, isCurrent)
  if (reply.comment !== null && decided.kind !== 'ask') await tellComment(tx, acting, now)
  switch (decided.kind) {
    case 'do':
      return change(tx, acting, decided.change, { invitedAt: last?.createdAt ?? now, now })
    case 'ask':
      await askPerson(tx, acting, taskFor[decided.why], now)
      return nothing
    case 'note':
      return nothing
    default:
      return decided satisfies never
  }
}

/** Whoever takes no invitations any more has an old one in her calendar. */
async function wasMoved(tx: Transaction, { clientId, id }: Appointment, since: Date): Promise<boolean> {
  const moves = and(
    eq(acts.clientId, clientId),
    eq(acts.subjectKind, 'appointment'),
    eq(acts.subjectId, id),
    inArray(acts.verb, ['appointment.moved', 'appointment.restored']),
    gt(acts.at, since),
  )
  return (await tx.$count(acts, moves)) > 0
}

type Times = { readonly invitedAt: Date; readonly now: Date }

async function change(
  tx: Transaction,
  acting: Acting,
  step: ReplyStep,
  { invitedAt, now }: Times,
): Promise<Acted> {
  const { id, clientId, executiveId, appointment, reply } = acting
  const stampedAt = reply.kind === 'reply' ? reply.stampedAt : null
  const changed = await changeAppointment(
    tx,
    { clientId, appointmentId: appointment.id },
    step,
    {
      actor: { kind: 'executive', id: executiveId },
      ...{ via: 'invitation', authority: `answer ${id}` },
      // Some programs repeat the stamp of the invitation itself.
      saidAt: stampedAt && stampedAt > invitedAt && stampedAt < now ? stampedAt : now,
    },
    now,
  )
  switch (changed.kind) {
    case 'changed':
      return { done: [{ clientId, actId: changed.actId }], deliveries: changed.deliveries }
    // Of what was overtaken the secretary is told where it is kept.
    case 'unchanged':
    case 'overtaken':
      return nothing
    case 'taken':
    case 'notPossible':
    case 'notAllowed':
    case 'past':
      await askPerson(tx, acting, 'invitationRefused', now)
      return nothing
    default:
      return changed satisfies never
  }
}

const taskFor = {
  outdated: 'invitationOutdated',
  counter: 'invitationCounter',
  maybe: 'invitationMaybe',
} as const satisfies Record<string, TaskKind>

async function askPerson(
  tx: Transaction,
  { id, clientId, executiveId, appointment, body }: Acting,
  kind: (typeof taskFor)[keyof typeof taskFor] | 'invitationRefused',
  now: Date,
): Promise<void> {
  const details = { executiveId, appointmentId: appointment.id, text: body }
  await openTask(tx, { clientId, audience: 'secretary', kind, key: id, details }, now)
}

/** What she wrote with her yes or no is for a person to read. */
async function tellComment(tx: Transaction, { id, clientId, executiveId }: Acting, now: Date): Promise<void> {
  const details = { executiveId, answerId: id, textId: null }
  await openTask(tx, { clientId, audience: 'secretary', kind: 'executiveText', key: id, details }, now)
}

/** "24/11/2026 16:00 (UTC)": as her program wrote it, since its zone may mean anything. */
function inWords(written: WrittenTime | null): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(written?.local ?? '') ?? []
  if (!time) return ''
  const zone = written?.zone ? ` (${singleLine(written.zone, 60)})` : ''
  return `${day}/${month}/${year} ${time}${zone}`
}
