import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { FoundAppointment } from '../find-appointment.ts'
import { findAppointment, findSeriesOf } from '../find-appointment.ts'
import { appointmentAddress } from './agenda-words.ts'
import { answers, appointmentPage, type StepAnswer } from './appointment-pages.ts'
import { readBookingForm } from './booking-form.ts'
import { readAppointmentKey } from './find-bookable.ts'
import { findOrderCalls } from './find-order-calls.ts'
import { findStory } from './find-story.ts'
import { findTold } from './find-told.ts'
import { movePage } from './move-pages.ts'
import { showMove } from './show-move.ts'
import { moveOnward, moveTo, readReach, takeStep } from './take-step.ts'

/** One appointment, and everything that can be done with it. */
export async function appointmentRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const address = '/clients/:clientId/appointments/:appointmentId'
  app.get(address, (request, reply) => show(context, request, reply))
  app.get(`${address}/move`, (request, reply) => showTimes(context, request, reply))
  app.post(`${address}/move`, async (request, reply) => {
    const { session, found } = await open(context, request)
    const { slot } = readBookingForm(request.body)
    if (!slot) return reply.redirect(`${appointmentAddress(found.appointment)}/move`, 303)
    const reach = readReach(request.body)
    if (reach === 'one') return backTo(reply, found, await moveTo(context, session, found, slot.startsAt))
    const { answer, conflicts } = await moveOnward(context, session, found, slot.startsAt)
    return backTo(reply, found, answer, conflicts)
  })
  app.post(`${address}/step`, async (request, reply) => {
    const { session, found } = await open(context, request)
    return backTo(reply, found, await takeStep(context, session, found, request.body))
  })
}

async function open(context: Context, request: FastifyRequest) {
  const session = sessionOf(request)
  const key = readAppointmentKey(request.params)
  const found = await findAppointment(context.db, session.scope, key)
  if (!found) throw new AppError(404, 'notFound', `There is no appointment ${key.appointmentId}`)
  return { session, key, found }
}

const querySchema = z.object({
  answer: z.enum(answers).nullable().catch(null),
  new: z.literal('1').nullable().catch(null),
  /** Where others of its series cannot be moved. */
  at: z
    .string()
    .max(2_000)
    .catch('')
    .transform((text) => text.split(',').map((at) => new Date(at)))
    .transform((moments) => moments.filter((at) => !Number.isNaN(at.getTime()))),
})

async function show(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { session, key, found } = await open(context, request)
  const query = querySchema.parse(request.query)
  const [story, told, orderCalls, series] = await Promise.all([
    findStory(context.db, key),
    findTold(context.db, key),
    findOrderCalls(context.db, session.scope, key.clientId, context.now()),
    findSeriesOf(context.db, found.appointment),
  ])
  const answer = query.new ? 'booked' : query.answer
  const page = appointmentPage(viewerOf(context, session), {
    ...{ found, story, told, orderCalls, answer, series, conflicts: query.at },
  })
  return sendConsolePage(reply, 200, page)
}

async function showTimes(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { session, found } = await open(context, request)
  const shown = await showMove(context, session, found, readBookingForm(request.query))
  return sendConsolePage(reply, 200, movePage(viewerOf(context, session), shown))
}

function backTo(
  reply: FastifyReply,
  { appointment }: FoundAppointment,
  answer: StepAnswer,
  conflicts: readonly Date[] = [],
) {
  const at = conflicts.map((one) => one.toISOString()).join(',')
  return reply.redirect(`${appointmentAddress(appointment)}?answer=${answer}${at && `&at=${at}`}`, 303)
}
