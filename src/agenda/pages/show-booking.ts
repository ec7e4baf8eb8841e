import type { Context } from '../../context.ts'
import type { Session } from '../../secretaries/session.ts'
import { previewSeries } from '../book-series.ts'
import { isGivenBy } from '../may-book.ts'
import { bookingOf, zoneOf } from './book-picked.ts'
import type { BookingForm } from './booking-form.ts'
import { pickedValue } from './booking-form.ts'
import type { BookingShown } from './booking-pages.ts'
import type { Bookable } from './find-bookable.ts'
import { findOffers } from './find-offers.ts'
import { findOrderCalls } from './find-order-calls.ts'
import { doingOf, findKept, type Kept } from './pick-time.ts'
import { timesOf } from './series-form.ts'
import type { SeriesShown } from './series-pages.ts'

type Showing = Pick<BookingShown, 'news' | 'wrong'> & {
  readonly form: BookingForm
  /** What she has just reserved; else what she still has is looked up. */
  readonly kept: Kept | null
}

/** Everything that the page of a booking shows, for what she looks for now. */
export async function showBooking(
  context: Pick<Context, 'db' | 'now'>,
  session: Session,
  bookable: Bookable,
  { form, news, wrong, kept: fresh }: Showing,
): Promise<BookingShown> {
  const { db, now } = context
  const { client } = bookable
  const type = typeOf(bookable, form)
  const kept = fresh ?? (await findKept(context, session, bookable, form.reserved))
  const executives = type ? bookable.executives.filter((executive) => isGivenBy(type, executive)) : []
  const isThere = executives.some(({ id }) => id === form.executive)
  const look = { ...form, executive: isThere ? form.executive : null }
  const asked = look.executive ? [look.executive] : executives.map(({ id }) => id)
  const after = news?.kind === 'taken' ? news.at : null
  const except = kept ? [kept.appointment.id] : []
  const days = type
    ? await findOffers(db, { client, type, executiveIds: asked, look, except, after }, now())
    : []
  const picked = kept && pickedValue(kept.appointment)
  return {
    ...{
      bookable,
      type,
      kept,
      news,
      wrong,
      series: await findSeries(context, session, bookable, { form, kept }),
    },
    ...{ form: { ...form, executive: look.executive } },
    offered: { look, executives, days, timeZone: client.hours.timeZone, picked },
    orderCalls: await findOrderCalls(db, session.scope, client.clientId, now()),
  }
}

/** The one that she chose, else the first. */
export const typeOf = ({ types }: Bookable, { type }: Pick<BookingForm, 'type'>) =>
  types.find(({ id }) => id === type) ?? types[0] ?? null

/** What would become of each repetition of what she keeps. */
async function findSeries(
  { db, now }: Pick<Context, 'db' | 'now'>,
  session: Session,
  bookable: Bookable,
  { form, kept }: { readonly form: BookingForm; readonly kept: Kept | null },
): Promise<SeriesShown | null> {
  const type = typeOf(bookable, form)
  const { rhythm } = form
  if (!kept || !type || !rhythm) return null
  const { id, executiveId, startsAt } = kept.appointment
  const timeZone = zoneOf(bookable, executiveId)
  const picked = { executiveId, startsAt }
  const booking = bookingOf({ bookable, type, picked, form: { ...form, reserved: id } })
  const times = timesOf(form, rhythm, startsAt, timeZone)
  const at = now()
  return {
    times: await db.transaction((tx) =>
      previewSeries(tx, booking, { rhythm, times }, doingOf(session, at), at),
    ),
    timeZone,
  }
}
