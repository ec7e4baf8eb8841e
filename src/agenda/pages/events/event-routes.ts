import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../../console/console-plugin.ts'
import type { Context } from '../../../context.ts'
import { AppError } from '../../../errors.ts'
import { findComingEvents, findEvent } from '../../events/find-events.ts'
import { cancelEvent, changeEvent, createEvent } from '../../events/save-event.ts'
import { tickStep, untickStep } from '../../events/tick-step.ts'
import { findAppointments } from '../../find-appointment.ts'
import { isStanding } from '../../states.ts'
import { findBookable, readClientId } from '../find-bookable.ts'
import { findNames } from '../find-story.ts'
import { doingOf } from '../pick-time.ts'
import {
  type EventForm,
  emptyForm,
  enterEvent,
  nothingWrong,
  readEvent,
  readEventForm,
  type WrongEvent,
} from './event-form.ts'
import { eventAddress, eventPage, eventsPage } from './event-pages.ts'

const said = ['created', 'changed', 'cancelled', 'changedMeanwhile'] as const
type Said = (typeof said)[number] | null
const querySchema = z.object({ said: z.enum(said).nullable().catch(null) })
const eventSchema = z.object({ eventId: z.uuid() })
const stepSchema = z.object({ stepId: z.uuid() })
const tickSchema = z.object({ do: z.enum(['tick', 'untick']).catch('tick') })

/** Fairs, board meetings: several people at once, and what has to be done for it. */
export async function eventRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const path = '/clients/:clientId/events'
  app.get(path, async (request, reply) => list(context, await openClient(context, request), reply))
  app.post(path, (request, reply) => create(context, request, reply))
  app.get(`${path}/:eventId`, async (request, reply) => {
    const said = querySchema.parse(request.query).said
    return show(context, await openEvent(context, request), reply, { said })
  })
  app.post(`${path}/:eventId`, (request, reply) => change(context, request, reply))
  app.post(`${path}/:eventId/cancel`, async (request, reply) => {
    const { session, key } = await openEvent(context, request)
    const now = context.now()
    await context.db.transaction((tx) => cancelEvent(tx, key, doingOf(session, now), now))
    return backTo(context, reply, key, 'cancelled')
  })
  app.post(`${path}/:eventId/steps/:stepId`, (request, reply) => tick(context, request, reply))
}

async function openClient(context: Context, request: FastifyRequest) {
  const session = sessionOf(request)
  return { session, bookable: await findBookable(context.db, session, readClientId(request.params)) }
}

async function openEvent(context: Context, request: FastifyRequest) {
  const { session, bookable } = await openClient(context, request)
  const { clientId } = bookable.client
  const { data } = eventSchema.safeParse(request.params)
  const found = data && (await findEvent(context.db, session.scope, { clientId, ...data }))
  if (!found) throw new AppError(404, 'notFound', `There is no such event at client ${clientId}`)
  return { session, bookable, key: { clientId, eventId: found.event.id }, ...found }
}

type OpenClient = Awaited<ReturnType<typeof openClient>>
type OpenEvent = Awaited<ReturnType<typeof openEvent>>

function backTo(
  { live }: Pick<Context, 'live'>,
  reply: FastifyReply,
  { clientId, eventId }: { clientId: number; eventId: string },
  said: Said,
) {
  live.changed([clientId])
  return reply.redirect(`${eventAddress(clientId, eventId)}${said ? `?said=${said}` : ''}`, 303)
}

async function list(
  context: Context,
  { session, bookable }: OpenClient,
  reply: FastifyReply,
  { form, wrong }: { form: EventForm; wrong: WrongEvent } = { form: emptyForm, wrong: nothingWrong },
) {
  const { clientId } = bookable.client
  const events = await findComingEvents(context.db, session.scope, clientId, context.now())
  const page = eventsPage(viewerOf(context, session), { bookable, events, form, wrong })
  return sendConsolePage(reply, wrong === nothingWrong ? 200 : 422, page)
}

async function create(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const opened = await openClient(context, request)
  const { session, bookable } = opened
  const { clientId, hours } = bookable.client
  const form = onlyTheirs(readEventForm(request.body), opened)
  const now = context.now()
  const read = readEvent(form, hours.timeZone, now)
  if (read.kind === 'wrong') return list(context, opened, reply, { form, wrong: read.wrong })
  const { event } = await context.db.transaction((tx) =>
    createEvent(tx, clientId, read.entered, doingOf(session, now), now),
  )
  return backTo(context, reply, { clientId, eventId: event.id }, 'created')
}

/** Whoever has left meanwhile takes part no more. */
const onlyTheirs = (form: EventForm, { bookable }: OpenClient): EventForm => ({
  ...form,
  who: form.who.filter((id) => bookable.executives.some((executive) => executive.id === id)),
})

type Showing = { readonly form?: EventForm; readonly wrong?: WrongEvent; readonly said?: Said }

async function show(
  context: Context,
  { session, bookable, event, steps }: OpenEvent,
  reply: FastifyReply,
  { form, wrong = nothingWrong, said = null }: Showing,
) {
  const { clientId, executiveIds, startsAt, endsAt, blocks, cancelledAt } = event
  const { timeZone } = bookable.client.hours
  const then = {
    clientId,
    executiveIds: blocks && !cancelledAt ? executiveIds : [],
    from: startsAt,
    until: endsAt,
  }
  const [names, during] = await Promise.all([
    findNames(
      context.db,
      steps.flatMap(({ doneById }) => doneById ?? []),
    ),
    findAppointments(context.db, session.scope, then),
  ])
  const page = eventPage(viewerOf(context, session), {
    ...{ bookable, event, steps, names, wrong, said },
    conflicts: during.filter(({ appointment }) => isStanding(appointment.state)),
    form: form ?? enterEvent(event, steps, timeZone),
  })
  const status = said === 'changedMeanwhile' ? 409 : wrong === nothingWrong ? 200 : 422
  return sendConsolePage(reply, status, page)
}

async function change(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const opened = await openEvent(context, request)
  const { session, bookable, key } = opened
  const form = onlyTheirs(readEventForm(request.body), opened)
  const now = context.now()
  const read = readEvent(form, bookable.client.hours.timeZone, now)
  if (read.kind === 'wrong') return show(context, opened, reply, { form, wrong: read.wrong })
  const said = doingOf(session, now)
  const seen = { ...key, version: form.version }
  const saved = await context.db.transaction((tx) => changeEvent(tx, seen, read.entered, said, now))
  if (saved.kind === 'saved') return backTo(context, reply, key, 'changed')
  return show(context, { ...opened, event: saved.event }, reply, { said: 'changedMeanwhile', form })
}

async function tick(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { session, key, steps } = await openEvent(context, request)
  const { data } = stepSchema.safeParse(request.params)
  const step = steps.find(({ id }) => id === data?.stepId)
  if (!step) throw new AppError(404, 'notFound', `There is no such step of event ${key.eventId}`)
  const now = context.now()
  const doing = doingOf(session, now)
  const mark = tickSchema.parse(request.body ?? {}).do === 'tick' ? tickStep : untickStep
  const stepKey = { clientId: key.clientId, stepId: step.id }
  await context.db.transaction((tx) => mark(tx, stepKey, doing, now))
  return backTo(context, reply, key, null)
}
