import type { Context } from '../../../context.ts'
import { enqueueDeliveries } from '../../../deliveries/enqueue-deliveries.ts'
import { stripControls } from '../../../plain-text.ts'
import { openTaskAgain } from '../../../tasks/open-task-again.ts'
import { changeAppointment } from '../../change-appointment.ts'
import { isStanding } from '../../states.ts'
import { acceptOffer, refuseOffer } from '../../waiting/answer-offer.ts'
import type { CallerViewing } from './caller-pages.ts'
import type { CallerLink } from './open-caller-link.ts'

type Needs = Pick<Context, 'db' | 'jobs' | 'live' | 'now'>

/** He cancels; the same again changes nothing. Null where it is done. */
export async function cancelAsCaller(
  { db, jobs, live, now }: Needs,
  { clientId, scope, found }: CallerLink,
): Promise<CallerViewing['said']> {
  const at = now()
  const { id: appointmentId, startsAt } = found.appointment
  if (startsAt <= at) return 'tooLate'
  const doing = { actor: scope.actor, via: 'link', authority: 'link', saidAt: at } as const
  const change = { step: 'cancel', reason: null } as const
  const changed = await db.transaction((tx) =>
    changeAppointment(tx, { clientId, appointmentId }, change, doing, at),
  )
  if (changed.kind === 'changed') await enqueueDeliveries(jobs, changed.deliveries)
  live.changed([clientId])
  return changed.kind === 'changed' || changed.kind === 'unchanged' ? null : 'tooLate'
}

/** He wants another time: a secretary rings him, with his words before her. */
export async function askAsCaller(
  { db, live, now }: Needs,
  { clientId, found }: CallerLink,
  words: string,
): Promise<CallerViewing['said']> {
  const at = now()
  const { id, executiveId, callerNumber, callerName, state, startsAt } = found.appointment
  if (!isStanding(state) || startsAt <= at) return 'tooLate'
  const text = stripControls(words).trim().slice(0, 1_000)
  if (text === '') return 'noWords'
  const details = { appointmentId: id, executiveId, number: callerNumber, from: callerName, text }
  const task = { clientId, audience: 'secretary', kind: 'callerAsksTime', key: id, details } as const
  await db.transaction((tx) => openTaskAgain(tx, task, at, at))
  live.changed([clientId])
  return 'asked'
}

/** He takes the time that is kept for him; the same again changes nothing. Null where the page says how it stands. */
export async function acceptAsCaller(
  { db, jobs, live, now }: Needs,
  { clientId, scope, found, offer }: CallerLink,
): Promise<CallerViewing['said']> {
  if (offer?.kind !== 'open') return null
  const at = now()
  const key = { clientId, appointmentId: found.appointment.id }
  const doing = { actor: scope.actor, via: 'link', authority: 'link', saidAt: at } as const
  const accepted = await db.transaction((tx) => acceptOffer(tx, key, doing, at))
  live.changed([clientId])
  if (accepted.kind === 'booked') await enqueueDeliveries(jobs, accepted.deliveries)
  return accepted.kind === 'refused' || accepted.kind === 'taken' ? 'tooLate' : null
}

/** He leaves it to the next one. */
export async function refuseAsCaller(
  { db, live, now }: Needs,
  { clientId, scope, found }: CallerLink,
): Promise<null> {
  const at = now()
  const key = { clientId, appointmentId: found.appointment.id }
  const doing = { actor: scope.actor, via: 'link', authority: 'link', saidAt: at } as const
  await db.transaction((tx) => refuseOffer(tx, key, doing, at))
  live.changed([clientId])
  return null
}
