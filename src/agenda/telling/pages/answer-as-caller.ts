import type { Context } from '../../../context.ts'
import { enqueueDeliveries } from '../../../deliveries/enqueue-deliveries.ts'
import { stripControls } from '../../../plain-text.ts'
import { openTaskAgain } from '../../../tasks/open-task-again.ts'
import { changeAppointment } from '../../change-appointment.ts'
import { isStanding } from '../../states.ts'
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
