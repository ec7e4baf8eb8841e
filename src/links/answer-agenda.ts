import { type Change, changeAppointment } from '../agenda/change-appointment.ts'
import { recordChoice } from '../answers/record-choice.ts'
import type { Context } from '../context.ts'
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import type { AgendaLine } from '../digests/agenda-lines.ts'
import { type ChoiceForm, done, refuse, type Taken } from './choice-form.ts'
import type { OpenedLink } from './open-link.ts'

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['approve', { step: 'confirm' }],
  ['decline', { step: 'decline', reason: null }],
  ['cancelAppointment', { step: 'cancel', reason: null }],
])

/** Her word on one appointment of a digest; pressed twice, it is said once. */
export async function answerAgenda(
  { db, jobs, live, log, now }: Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>,
  { clientId, executiveId, scope: { actor } }: OpenedLink,
  { appointmentId }: AgendaLine,
  { choice }: Pick<ChoiceForm, 'choice'>,
): Promise<Taken> {
  const change = changes.get(choice)
  if (!change) return refuse(422, 'choose')
  const doing = { actor, via: 'page', authority: 'link', saidAt: now() } as const
  const outcome = await db.transaction(async (tx) => {
    const changed = await changeAppointment(tx, { clientId, appointmentId }, change, doing, now())
    if (changed.kind !== 'changed') return changed
    const acts = [{ clientId, actId: changed.actId }]
    await recordChoice(tx, { clientId, executiveId, via: 'page', body: choice, done: acts }, now())
    return changed
  })
  if (outcome.kind === 'unchanged') return done
  if (outcome.kind !== 'changed') return refuse(409, 'changed')
  live.changed([clientId])
  await enqueueDeliveries(jobs, outcome.deliveries)
  log.info({ event: 'appointment.answered', clientId, appointmentId })
  return done
}
