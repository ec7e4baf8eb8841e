import { and, eq, inArray } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendConsolePage, sessionOf, viewerOf } from '../../../console/console-plugin.ts'
import type { Context } from '../../../context.ts'
import { enqueueDeliveries } from '../../../deliveries/enqueue-deliveries.ts'
import { bookAppointment, type NewBooking } from '../../book-appointment.ts'
import { appointments } from '../../tables.ts'
import { appointmentAddress } from '../agenda-words.ts'
import { readBookingForm } from '../booking-form.ts'
import { findBookable, readClientId } from '../find-bookable.ts'
import { withCaller, withContact } from '../find-caller.ts'
import { doingOf } from '../pick-time.ts'
import {
  type ElsewhereForm,
  readElsewhere,
  readElsewhereForm,
  type WrongElsewhere,
} from './elsewhere-form.ts'
import { type ElsewhereShown, elsewherePage } from './elsewhere-pages.ts'

/** Appointments that the client took in another agenda, written down here. */
export async function elsewhereRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const path = '/clients/:clientId/book/elsewhere'
  app.get(path, async (request, reply) => {
    const desk = await open(context, request, reply)
    const { session, bookable } = desk
    const { clientId } = bookable.client
    const asked = readBookingForm(request.query)
    const { name, number, email, contact, call, text } =
      asked.call || asked.text ? await withCaller(context.db, session.scope, clientId, asked) : asked
    const [only] = bookable.executives.length === 1 ? bookable.executives : []
    const form = { ...readElsewhereForm(request.query), name, number, email, contact, call, text }
    return show(desk, { ...form, executive: form.executive || (only?.id ?? '') }, {})
  })
  app.post(path, (request, reply) => write(context, request, reply))
}

async function open(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const session = sessionOf(request)
  const bookable = await findBookable(context.db, session, readClientId(request.params))
  return { context, session, bookable, reply }
}

type Desk = Awaited<ReturnType<typeof open>>

function show(
  { context, session, bookable, reply }: Desk,
  form: ElsewhereForm,
  { wrong = {}, news = null }: { readonly wrong?: WrongElsewhere; readonly news?: ElsewhereShown['news'] },
) {
  const isRefused = news !== null || Object.keys(wrong).length > 0
  const page = elsewherePage(viewerOf(context, session), { bookable, form, wrong, news })
  return sendConsolePage(reply, isRefused ? 422 : 200, page)
}

async function write(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const desk = await open(context, request, reply)
  const { session, bookable } = desk
  const { clientId } = bookable.client
  const sent = readElsewhereForm(request.body)
  const { contact } = await withContact(context.db, clientId, { ...readBookingForm({}), ...sent, type: null })
  const form = { ...sent, contact }
  const now = context.now()
  const read = readElsewhere(form, bookable, now)
  if (read.kind === 'wrong') return show(desk, form, { wrong: read.wrong })
  const { booking } = read
  const earlier = await findTwice(context, booking)
  if (earlier) return reply.redirect(appointmentAddress({ clientId, id: earlier }), 303)
  const booked = await context.db.transaction((tx) =>
    bookAppointment(tx, booking, doingOf(session, now), now),
  )
  context.live.changed([clientId])
  if (booked.kind === 'taken') return show(desk, form, { news: 'taken' })
  if (booked.kind === 'refused') return show(desk, form, { news: booked.why })
  if (booked.kind === 'wrongCodeWord') throw new Error('what was booked elsewhere needs no order')
  await enqueueDeliveries(context.jobs, booked.deliveries)
  return reply.redirect(`${appointmentAddress(booked.appointment)}?new=1`, 303)
}

/** The same form sent once more. */
async function findTwice({ db }: Pick<Context, 'db'>, booking: NewBooking): Promise<string | null> {
  const { clientId, executiveId, startsAt, bookedElsewhere = '' } = booking
  const isHers = and(eq(appointments.clientId, clientId), eq(appointments.executiveId, executiveId))
  const isIt = and(eq(appointments.startsAt, startsAt), eq(appointments.bookedElsewhere, bookedElsewhere))
  const [found] = await db
    .select({ id: appointments.id })
    .from(appointments)
    .where(and(isHers, isIt, inArray(appointments.state, ['proposed', 'confirmed'])))
  return found?.id ?? null
}
