import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../../console/console-plugin.ts'
import type { Context } from '../../../context.ts'
import { enqueueDeliveries } from '../../../deliveries/enqueue-deliveries.ts'
import { AppError } from '../../../errors.ts'
import { findAppointment } from '../../find-appointment.ts'
import { isStanding } from '../../states.ts'
import { acceptOffer, refuseOffer } from '../../waiting/answer-offer.ts'
import { type FoundWaiting, findWaiting } from '../../waiting/find-waiting.ts'
import { leaveList, putOnList } from '../../waiting/put-on-list.ts'
import { agendaPath } from '../agenda-nav-pages.ts'
import { appointmentAddress } from '../agenda-words.ts'
import { readBookingForm } from '../booking-form.ts'
import { findBookable, readClientId } from '../find-bookable.ts'
import { withCaller } from '../find-caller.ts'
import { doingOf } from '../pick-time.ts'
import {
  enterWaiting,
  readWaiting,
  readWaitingForm,
  type WaitingForm,
  type WrongWaiting,
} from './waiting-form.ts'
import { type WaitingNews, waitingNews, waitingPage } from './waiting-pages.ts'

const querySchema = z.object({
  news: z.enum(waitingNews).nullable().catch(null),
  appointment: z.uuid().nullable().catch(null),
})
const paramsSchema = z.object({ waitingId: z.uuid() })
const answerSchema = z.object({
  do: z.enum(['accept', 'refuse', 'leave']).nullable().catch(null),
  /** What she read out to him; it may have lapsed since, and another may be offered. */
  offered: z.uuid().nullable().catch(null),
})

/** Who waits for a time, and what callers say on the telephone to one that is offered. */
export async function waitingRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const path = '/clients/:clientId/waiting'
  app.get(path, (request, reply) => openList(context, request, reply))
  app.post(path, (request, reply) => add(context, request, reply))
  app.post(`${path}/:waitingId`, (request, reply) => answer(context, request, reply))
}

async function open(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const session = sessionOf(request)
  const bookable = await findBookable(context.db, session, readClientId(request.params))
  return { context, session, bookable, reply, clientId: bookable.client.clientId }
}

type Desk = Awaited<ReturnType<typeof open>>

/** With whoever rings, or who has that appointment, in the fields. */
async function openList(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const desk = await open(context, request, reply)
  const { session, bookable, clientId } = desk
  const { news, appointment } = querySchema.parse(request.query)
  const asked = readBookingForm(request.query)
  const form = readWaitingForm(request.query)
  if (asked.call || asked.text) {
    const { name, number, email } = await withCaller(context.db, session.scope, clientId, asked)
    return show(desk, { ...form, name, number, email }, { news })
  }
  const found = await findInstead(desk, appointment)
  const entered = found ? enterWaiting(found.appointment, bookable.client.hours.timeZone) : {}
  return show(desk, { ...form, ...entered }, { news })
}

/** One that he can give up; of another client, or over, there is none. */
async function findInstead({ context, session, clientId }: Desk, appointmentId: string | null) {
  if (!appointmentId) return null
  const found = await findAppointment(context.db, session.scope, { clientId, appointmentId })
  return found && isStanding(found.appointment.state) && found.appointment.startsAt > context.now()
    ? found
    : null
}

type Showing = { readonly news?: WaitingNews | null; readonly wrong?: WrongWaiting }

async function show(desk: Desk, form: WaitingForm, { news = null, wrong = {} }: Showing) {
  const { context, session, bookable, reply, clientId } = desk
  const page = waitingPage(viewerOf(context, session), {
    ...{ bookable, form, wrong, news },
    list: await findWaiting(context.db, session.scope, clientId),
    instead: await findInstead(desk, form.instead),
  })
  return sendConsolePage(reply, Object.keys(wrong).length > 0 ? 422 : 200, page)
}

async function add(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const desk = await open(context, request, reply)
  const { session, bookable, clientId } = desk
  const form = readWaitingForm(request.body)
  if (form.step === 'fill') return show(desk, { ...form, note: '' }, {})
  const now = context.now()
  const read = readWaiting(form, bookable, now)
  if (read.kind === 'wrong') return show(desk, form, { wrong: read.wrong })
  const instead = await findInstead(desk, form.instead)
  const waiting = { ...read.waiting, insteadOfId: instead?.appointment.id ?? null }
  const known = await findWaiting(context.db, session.scope, clientId)
  // The same form sent once more.
  if (!known.some((one) => isSame(one, waiting)))
    await context.db.transaction((tx) => putOnList(tx, waiting, doingOf(session, now), now))
  return backTo(desk, 'added')
}

const isSame = (
  { waiting }: FoundWaiting,
  { callerName, callerNumber, typeId, executiveId }: Parameters<typeof putOnList>[1],
): boolean =>
  waiting.callerName === callerName &&
  waiting.callerNumber === callerNumber &&
  waiting.typeId === typeId &&
  waiting.executiveId === executiveId

function backTo({ context, reply, clientId }: Desk, news: WaitingNews) {
  context.live.changed([clientId])
  return reply.redirect(`${agendaPath(clientId, 'waiting')}?news=${news}`, 303)
}

async function answer(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const desk = await open(context, request, reply)
  const { session, clientId } = desk
  const { data } = paramsSchema.safeParse(request.params)
  const list = await findWaiting(context.db, session.scope, clientId)
  const found = list.find(({ waiting }) => waiting.id === data?.waitingId)
  if (!found) throw new AppError(404, 'notFound', `There is nobody who waits so at client ${clientId}`)
  const { do: wanted, offered } = answerSchema.parse(request.body ?? {})
  const now = context.now()
  const doing = doingOf(session, now)
  const waitingKey = { clientId, waitingId: found.waiting.id }
  if (wanted === 'leave')
    return backTo(desk, await context.db.transaction((tx) => leaveList(tx, waitingKey, doing, now)))
  if (!offered || offered !== found.waiting.offeredId) return backTo(desk, 'over')
  const key = { clientId, appointmentId: offered }
  if (wanted === 'refuse')
    return backTo(desk, await context.db.transaction((tx) => refuseOffer(tx, key, doing, now)))
  const accepted = await context.db.transaction((tx) => acceptOffer(tx, key, doing, now))
  if (accepted.kind === 'refused') return backTo(desk, accepted.why)
  if (accepted.kind !== 'booked') return backTo(desk, accepted.kind)
  context.live.changed([clientId])
  await enqueueDeliveries(context.jobs, accepted.deliveries)
  return reply.redirect(`${appointmentAddress(accepted.appointment)}?new=1`, 303)
}
