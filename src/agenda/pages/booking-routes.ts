import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import type { Session } from '../../secretaries/session.ts'
import type { Booked } from '../book-appointment.ts'
import { bookPicked, bookRepeated, checkBookingForm, type WrongField } from './book-picked.ts'
import { type BookingForm, readBookingForm } from './booking-form.ts'
import { type BookingNews, bookingPage } from './booking-pages.ts'
import { type Bookable, findBookable, readClientId } from './find-bookable.ts'
import { withCaller, withContact } from './find-caller.ts'
import { findOrderCalls } from './find-order-calls.ts'
import { findKept, type Kept, letGo, pickTime } from './pick-time.ts'
import { showBooking, typeOf } from './show-booking.ts'

/** Booking an appointment, from a call, a text or the agenda. One form: each of its buttons is a step. */
export async function bookingRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/clients/:clientId/book', async (request, reply) => {
    const desk = await openDesk(context, request, reply)
    const form = readBookingForm(request.query)
    const { scope } = desk.session
    const clientId = desk.bookable.client.clientId
    const filled = form.call || form.text ? await withCaller(context.db, scope, clientId, form) : form
    return show(desk, form.number ? await withContact(context.db, clientId, filled) : filled)
  })
  app.post('/clients/:clientId/book', async (request, reply) => {
    const desk = await openDesk(context, request, reply)
    const sent = readBookingForm(request.body)
    const form = await withContact(context.db, desk.bookable.client.clientId, sent)
    if (form.slot) return pick(desk, form)
    if (form.step === 'look') return look(desk, form)
    if (form.step === 'release') return release(desk, form)
    return book(desk, form)
  })
}

type Desk = {
  readonly context: Context
  readonly session: Session
  readonly bookable: Bookable
  readonly reply: FastifyReply
}

async function openDesk(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<Desk> {
  const session = sessionOf(request)
  const bookable = await findBookable(context.db, session, readClientId(request.params))
  return { context, session, bookable, reply }
}

type Said = { readonly news?: BookingNews; readonly wrong?: readonly WrongField[]; readonly kept?: Kept }

async function show({ context, session, bookable, reply }: Desk, form: BookingForm, said: Said = {}) {
  const { news = null, wrong = [], kept = null } = said
  const shown = await showBooking(context, session, bookable, { form, news, wrong, kept })
  const isRefused = news !== null || wrong.length > 0
  return sendConsolePage(reply, isRefused ? 422 : 200, bookingPage(viewerOf(context, session), shown))
}

const withoutPick = (form: BookingForm): BookingForm => ({
  ...form,
  ...{ picked: null, pickedType: null, reserved: null },
})

/** She offers this time: it is kept for her, and what she kept before is given back. */
async function pick(desk: Desk, form: BookingForm) {
  const { context, session, bookable } = desk
  const type = typeOf(bookable, form)
  if (!form.slot || !type) return show(desk, form)
  const { clientId, hours } = bookable.client
  const before = await findKept(context, session, bookable, form.reserved)
  // The same button twice: she wants what she has.
  if (before && isSame(before, form)) return show(desk, form, { kept: before })
  await letGo(context, session, clientId, form.reserved)
  const answer = await pickTime(context, session, { bookable, typeId: type.id, picked: form.slot })
  switch (answer.kind) {
    case 'kept':
      return show(desk, form, { kept: answer.kept })
    case 'taken': {
      const news = { kind: 'taken', at: form.slot.startsAt, timeZone: hours.timeZone } as const
      return show(desk, withoutPick(form), { news })
    }
    case 'refused':
      return show(desk, withoutPick(form), { news: { kind: answer.why } })
    default:
      return answer satisfies never
  }
}

const isSame = ({ appointment }: Kept, { slot, type }: BookingForm): boolean =>
  appointment.executiveId === slot?.executiveId &&
  appointment.startsAt.getTime() === slot.startsAt.getTime() &&
  (type === null || appointment.typeId === type)

/** Other times are looked for; what she kept for another type is of no use any more. */
async function look(desk: Desk, form: BookingForm) {
  const type = typeOf(desk.bookable, form)
  return type && form.pickedType && form.pickedType !== type.id ? release(desk, form) : show(desk, form)
}

async function release(desk: Desk, form: BookingForm) {
  const { context, session, bookable } = desk
  await letGo(context, session, bookable.client.clientId, form.reserved)
  return show(desk, withoutPick(form))
}

async function book(desk: Desk, form: BookingForm) {
  const { context, session, bookable, reply } = desk
  const { clientId, hours } = bookable.client
  const type = typeOf(bookable, form)
  const { picked } = form
  if (!type || !picked || form.pickedType !== type.id)
    return show(desk, form, { news: { kind: 'nothingPicked' } })
  const wrong = [...checkBookingForm(form), ...(await wrongOrder(desk, form))]
  if (wrong.length > 0) return show(desk, form, { wrong })
  const booking = { bookable, type, picked, form }
  const booked = form.rhythm
    ? await bookRepeated(context, session, booking, form.rhythm)
    : await bookPicked(context, session, booking)
  // Another has come between since she saw the dates: they are shown anew.
  if (booked.kind === 'conflicts') return show(desk, form, { news: { kind: 'seriesChanged' } })
  if (booked.kind === 'booked')
    return reply.redirect(`/console/clients/${clientId}/appointments/${booked.appointmentId}?new=1`, 303)
  const news = newsOf(booked, picked.startsAt, hours.timeZone)
  return show(desk, news.kind === 'taken' ? withoutPick(form) : form, { news })
}

/** An order is cited by a call of this client. */
async function wrongOrder({ context, session, bookable }: Desk, form: BookingForm): Promise<WrongField[]> {
  if (!form.codeWord || !form.orderCall) return []
  const { clientId } = bookable.client
  const known = await findOrderCalls(context.db, session.scope, clientId, context.now())
  return known.some(({ id }) => id === form.orderCall) ? [] : ['orderCall']
}

function newsOf(booked: Exclude<Booked, { kind: 'booked' }>, at: Date, timeZone: string): BookingNews {
  switch (booked.kind) {
    case 'taken':
      return { kind: 'taken', at, timeZone }
    case 'refused':
      return { kind: booked.why }
    case 'wrongCodeWord':
      return booked.until
        ? { kind: 'codeWordPause', until: booked.until, timeZone }
        : { kind: 'wrongCodeWord' }
    default:
      return booked satisfies never
  }
}
