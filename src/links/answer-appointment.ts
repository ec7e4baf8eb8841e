import { type Change, type Changed, changeAppointment } from '../agenda/change-appointment.ts'
import { findAppointment } from '../agenda/find-appointment.ts'
import { isStanding } from '../agenda/states.ts'
import { isFreeTime } from '../agenda/telling/pages/find-free-times.ts'
import { findUndoableStep } from '../agenda/telling/pages/find-undoable-step.ts'
import { recordChoice } from '../answers/record-choice.ts'
import { undoAct } from '../answers/undo-act.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { type DeliveryRef, enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import { singleLine, stripControls } from '../plain-text.ts'
import { openTaskAgain } from '../tasks/open-task-again.ts'
import { type ChoiceForm, done, refuse, type Taken } from './choice-form.ts'
import type { OpenedLink } from './open-link.ts'

type Needs = Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>
type Words = Pick<ChoiceForm, 'choice' | 'undoes' | 'reason' | 'words'>
type Which = { readonly appointmentId: string }

/** Her word on one appointment of hers; pressed twice, it is said once. */
export async function answerAppointment(
  context: Needs,
  link: OpenedLink,
  { appointmentId }: Which,
  form: Words,
): Promise<Taken> {
  if (form.choice === 'ask') return askOtherTime(context, link, { appointmentId }, form)
  const at = context.now()
  const taken = await context.db.transaction(async (tx) => {
    if (form.choice === 'undo') return takeBack(tx, link, { appointmentId, undoes: form.undoes }, at)
    const change = await changeOf(tx, link, { appointmentId }, form, at)
    return 'step' in change ? say(tx, link, { appointmentId, change, choice: form.choice }, at) : change
  })
  if (!('deliveries' in taken)) return taken
  const { clientId } = link
  context.live.changed([clientId])
  await enqueueDeliveries(context.jobs, taken.deliveries)
  context.log.info({ event: 'appointment.answered', clientId, appointmentId })
  return done
}

type Said = Taken | { readonly deliveries: readonly DeliveryRef[] }

/** What the button means. A move goes only to a time that could be offered. */
async function changeOf(
  tx: Transaction,
  { clientId, scope }: OpenedLink,
  { appointmentId }: Which,
  { choice, reason }: Words,
  now: Date,
): Promise<Change | Taken> {
  const why = singleLine(reason, 500) || null
  switch (choice) {
    case 'approve':
      return { step: 'confirm' }
    case 'decline':
      return { step: 'decline', reason: why }
    case 'cancelAppointment':
      return { step: 'cancel', reason: why }
  }
  const startsAt = new Date(/^move (\S+)$/.exec(choice)?.[1] ?? '')
  if (Number.isNaN(startsAt.getTime())) return refuse(422, 'choose')
  const found = await findAppointment(tx, scope, { clientId, appointmentId })
  if (!found) return refuse(409, 'changed')
  // Pressed twice: it is there already.
  if (found.appointment.startsAt.getTime() === startsAt.getTime()) return done
  if (!(await isFreeTime(tx, found, startsAt, now))) return refuse(409, 'taken')
  return { step: 'move', startsAt }
}

type Saying = Which & { readonly change: Change; readonly choice: string }

async function say(
  tx: Transaction,
  { clientId, executiveId, scope: { actor } }: OpenedLink,
  { appointmentId, change, choice }: Saying,
  now: Date,
): Promise<Said> {
  const doing = { actor, via: 'link', authority: 'link', saidAt: now } as const
  const changed = await changeAppointment(tx, { clientId, appointmentId }, change, doing, now)
  if (changed.kind !== 'changed') return refusalOf(changed)
  const acts = [{ clientId, actId: changed.actId }]
  await recordChoice(tx, { clientId, executiveId, via: 'page', body: choice, done: acts }, now)
  return changed
}

function refusalOf({ kind }: Exclude<Changed, { kind: 'changed' }>): Taken {
  if (kind === 'unchanged') return done
  if (kind === 'taken') return refuse(409, 'taken')
  return refuse(409, kind === 'past' ? 'passed' : 'changed')
}

/** Her last word, or what was done in her name; what has changed since, or is over, stays. */
async function takeBack(
  tx: Transaction,
  { clientId, scope: { actor } }: OpenedLink,
  { appointmentId, undoes }: Which & { readonly undoes: string },
  now: Date,
): Promise<Said> {
  const last = await findUndoableStep(tx, { clientId, appointmentId })
  if (!last || last.id !== undoes) return done
  const undone = await undoAct(tx, { clientId, actId: undoes }, actor, now)
  if (undone.kind === 'undone') return undone
  return undone.kind === 'alreadyUndone' ? done : refuse(409, 'changed')
}

/** In her own words; until a secretary has seen to it the appointment stays as it is. */
async function askOtherTime(
  { db, live, now }: Needs,
  { clientId, executiveId, scope }: OpenedLink,
  { appointmentId }: Which,
  { words }: Words,
): Promise<Taken> {
  const at = now()
  const text = stripControls(words).trim().slice(0, 1_000)
  if (text === '') return refuse(422, 'noWords')
  const found = await findAppointment(db, scope, { clientId, appointmentId })
  if (!found || !isStanding(found.appointment.state)) return refuse(409, 'changed')
  if (found.appointment.startsAt <= at) return refuse(409, 'passed')
  const details = { appointmentId, executiveId, text }
  const kind = 'executiveAsksTime'
  const task = { clientId, audience: 'secretary', kind, key: appointmentId, details } as const
  await db.transaction((tx) => openTaskAgain(tx, task, at, at))
  live.changed([clientId])
  return done
}
