import { z } from 'zod'
import type { Context } from '../../context.ts'
import { enqueueDeliveries } from '../../deliveries/enqueue-deliveries.ts'
import { takeOrder } from '../../mandates/take-order.ts'
import { singleLine, stripControls } from '../../plain-text.ts'
import type { Session } from '../../secretaries/session.ts'
import { changeFromHereOn } from '../book-series.ts'
import { type Change, type Changed, changeAppointment } from '../change-appointment.ts'
import { type Doing, orderOf } from '../doing.ts'
import type { FoundAppointment } from '../find-appointment.ts'
import { moveFromHereOn } from '../move-series.ts'
import { noteAppointment } from '../note-appointment.ts'
import type { StepAnswer } from './appointment-pages.ts'
import { findOrderCalls } from './find-order-calls.ts'
import { doingOf } from './pick-time.ts'

type StepContext = Pick<Context, 'db' | 'jobs' | 'live' | 'now'>

/** Of a series: this one only, or from here on. */
const reaches = ['one', 'onward'] as const

const text = z.string().max(5_000).catch('')
const stepSchema = z.object({
  step: z.enum(['confirm', 'cancel', 'hold', 'miss', 'note']).nullable().catch(null),
  ...{ reason: text, note: text, codeWord: text },
  orderCall: z.uuid().nullable().catch(null),
  reach: z.enum(reaches).catch('one'),
})
type StepForm = z.output<typeof stepSchema>

/** What she asked for on the appointment's page. */
export async function takeStep(
  context: StepContext,
  session: Session,
  found: FoundAppointment,
  body: unknown,
): Promise<StepAnswer> {
  const form = stepSchema.catch(emptyForm).parse(body)
  switch (form.step) {
    case 'note':
      return note(context, session, found, form)
    case 'cancel':
      return cancel(context, session, found, form)
    case 'confirm':
      return form.codeWord
        ? confirmByOrder(context, session, found, form)
        : change(context, session, found, { step: 'confirm' })
    case 'hold':
    case 'miss':
      return change(context, session, found, { step: form.step })
    case null:
      return 'unchanged'
    default:
      return form.step satisfies never
  }
}

const emptyForm: StepForm = { step: null, reason: '', note: '', codeWord: '', orderCall: null, reach: 'one' }

const reachSchema = z.object({ reach: z.enum(reaches).catch('one') })
export const readReach = (body: unknown): (typeof reaches)[number] => reachSchema.parse(body ?? {}).reach

async function cancel(
  context: StepContext,
  session: Session,
  found: FoundAppointment,
  { reason, reach }: StepForm,
): Promise<StepAnswer> {
  const wanted = { step: 'cancel', reason: singleLine(reason, 500) || null } as const
  if (reach === 'one') return change(context, session, found, wanted)
  const { db, now } = context
  const at = now()
  const { clientId, id: appointmentId } = found.appointment
  const [first, ...others] = await db.transaction((tx) =>
    changeFromHereOn(tx, { clientId, appointmentId }, wanted, doingOf(session, at), at),
  )
  for (const one of others) await settle(context, clientId, one)
  return first ? settle(context, clientId, first) : 'unchanged'
}

/** It and those that come after it in its series; with those that cannot be, none is. */
export async function moveOnward(
  { db, jobs, live, now }: StepContext,
  session: Session,
  { appointment }: FoundAppointment,
  startsAt: Date,
): Promise<{ readonly answer: StepAnswer; readonly conflicts: readonly Date[] }> {
  const at = now()
  const { clientId, id: appointmentId } = appointment
  const moved = await db.transaction((tx) =>
    moveFromHereOn(tx, { clientId, appointmentId }, startsAt, doingOf(session, at), at),
  )
  if (moved.kind === 'conflicts')
    return { answer: 'seriesConflicts', conflicts: moved.conflicts.map((one) => one.at) }
  live.changed([clientId])
  await enqueueDeliveries(jobs, moved.deliveries)
  return { answer: 'done', conflicts: [] }
}

/** Under her mandate it stands or is asked again, as a first booking would be. */
export const moveTo = (
  context: StepContext,
  session: Session,
  found: FoundAppointment,
  startsAt: Date,
): Promise<StepAnswer> => change(context, session, found, { step: 'move', startsAt })

async function note(
  { db, live, now }: StepContext,
  session: Session,
  { appointment }: FoundAppointment,
  form: StepForm,
): Promise<StepAnswer> {
  const at = now()
  const { clientId, id: appointmentId } = appointment
  const words = stripControls(form.note).trim().slice(0, 2_000) || null
  await db.transaction((tx) =>
    noteAppointment(tx, { clientId, appointmentId }, words, doingOf(session, at), at),
  )
  live.changed([clientId])
  return 'done'
}

async function change(
  context: StepContext,
  session: Session,
  { appointment }: FoundAppointment,
  wanted: Change,
): Promise<StepAnswer> {
  const { db, now } = context
  const at = now()
  const key = { clientId: appointment.clientId, appointmentId: appointment.id }
  return settle(
    context,
    key.clientId,
    await db.transaction((tx) => changeAppointment(tx, key, wanted, doingOf(session, at), at)),
  )
}

/** She heard it from the executive, in that call, with the code word. A wrong one is counted, so it is committed too. */
async function confirmByOrder(
  context: StepContext,
  session: Session,
  { appointment }: FoundAppointment,
  { codeWord, orderCall }: StepForm,
): Promise<StepAnswer> {
  const { db, now } = context
  const at = now()
  const { clientId, executiveId, id: appointmentId } = appointment
  const known = await findOrderCalls(db, session.scope, clientId, at)
  if (!orderCall || !known.some(({ id }) => id === orderCall)) return 'noOrderCall'
  const changed = await db.transaction(async (tx) => {
    const order = await takeOrder(tx, { clientId, executiveId }, codeWord, at)
    if (order.kind !== 'right') return order.kind
    const doing: Doing = { ...doingOf(session, at), authority: orderOf(orderCall) }
    return changeAppointment(tx, { clientId, appointmentId }, { step: 'confirm' }, doing, at)
  })
  return typeof changed === 'string' ? changed : settle(context, clientId, changed)
}

async function settle({ jobs, live }: StepContext, clientId: number, changed: Changed): Promise<StepAnswer> {
  if (changed.kind === 'notAllowed') return changed.why
  if (changed.kind !== 'changed') return changed.kind
  live.changed([clientId])
  await enqueueDeliveries(jobs, changed.deliveries)
  return 'done'
}
