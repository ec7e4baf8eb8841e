import { z } from 'zod'
import { parsePhoneNumber } from '../../../phone-number.ts'
import { singleLine, stripControls } from '../../../plain-text.ts'
import type { AppointmentType } from '../../appointment.ts'
import type { NewBooking } from '../../book-appointment.ts'
import { localMoment } from '../../local-moment.ts'
import { type BookingForm, sourceOf } from '../booking-form.ts'
import type { Bookable } from '../find-bookable.ts'

/** What the form of an appointment that was booked elsewhere sends. */
export type ElsewhereForm = Pick<
  BookingForm,
  'call' | 'text' | 'name' | 'number' | 'email' | 'contact' | 'note'
> & {
  readonly where: string
  readonly executive: string
  /** Id of a type; empty for something else, which then has a title and a length. */
  readonly type: string
  readonly title: string
  readonly date: string
  readonly time: string
  readonly minutes: string
}

export const elsewhereFields = [
  ...(['where', 'executive', 'title', 'date', 'time', 'minutes', 'name', 'number', 'email'] as const),
] as const
export type ElsewhereField = (typeof elsewhereFields)[number]
export type WrongElsewhere = Partial<
  Record<ElsewhereField, 'missing' | 'bad' | 'noSuchDate' | 'noSuchTime' | 'skipped' | 'twice' | 'past'>
>

const line = (max: number) =>
  z
    .string()
    .catch('')
    .transform((text) => singleLine(text, max))
const id = z.uuid().nullable().catch(null)

const schema = z.object({
  ...{ where: line(100), executive: line(36), type: line(36), title: line(200) },
  ...{ date: line(10), time: line(5), minutes: line(4), name: line(200), number: line(40), email: line(254) },
  ...{ call: id, text: id, contact: id },
  note: z
    .string()
    .catch('')
    .transform((text) => stripControls(text).trim().slice(0, 2_000)),
})

export const readElsewhereForm = (body: unknown): ElsewhereForm => schema.parse(body ?? {})

type ReadElsewhere =
  | { readonly kind: 'read'; readonly booking: NewBooking }
  | { readonly kind: 'wrong'; readonly wrong: WrongElsewhere }

/** The booking that it says, on the clock of whoever is booked. */
export function readElsewhere(
  form: ElsewhereForm,
  { client, executives, types }: Bookable,
  now: Date,
): ReadElsewhere {
  const executive = executives.find(({ id }) => id === form.executive)
  const type = types.find(({ id }) => id === form.type) ?? null
  const timeZone = executive?.choices.timeZone ?? client.hours.timeZone
  const moment = localMoment(form.date, form.time, timeZone)
  const minutes = lengthOf(form, type)
  const wrong: WrongElsewhere = {
    ...(form.where === '' && { where: 'missing' }),
    ...(!executive && { executive: 'missing' }),
    ...(!type && form.title === '' && { title: 'missing' }),
    ...(moment.kind === 'noSuchDate' && { date: 'noSuchDate' }),
    ...(['noSuchTime', 'skipped', 'twice'].includes(moment.kind) && { time: wrongTime(moment.kind) }),
    ...(moment.kind === 'once' && moment.at <= now && { time: 'past' }),
    ...(minutes === null && { minutes: 'bad' }),
    ...(form.name === '' && form.number === '' && { name: 'missing' }),
    ...(form.number !== '' && !parsePhoneNumber(form.number) && { number: 'bad' }),
    ...(form.email !== '' && !z.email().safeParse(form.email).success && { email: 'bad' }),
  }
  if (!executive || moment.kind !== 'once' || minutes === null || Object.keys(wrong).length > 0)
    return { kind: 'wrong', wrong }
  return { kind: 'read', booking: bookingOf(form, { client, executive, type, startsAt: moment.at, minutes }) }
}

const wrongTime = (kind: string) => (kind === 'skipped' || kind === 'twice' ? kind : 'noSuchTime')

/** What it lasts where it was not written: as its type says, else it must be. */
function lengthOf({ minutes }: ElsewhereForm, type: AppointmentType | null): number | null {
  if (minutes === '') return type?.minutes ?? null
  const length = z.coerce.number().int().min(1).max(1_440).safeParse(minutes)
  return length.data ?? null
}

type Placed = {
  readonly client: Bookable['client']
  readonly executive: Bookable['executives'][number]
  readonly type: AppointmentType | null
  readonly startsAt: Date
  readonly minutes: number
}

function bookingOf(form: ElsewhereForm, { client, executive, type, startsAt, minutes }: Placed): NewBooking {
  const { name, number, email, contact, note, where, title } = form
  return {
    ...{ clientId: client.clientId, executiveId: executive.id, typeId: type?.id ?? null, startsAt },
    endsAt: new Date(startsAt.getTime() + minutes * 60_000),
    ...(title !== '' && { title }),
    caller: {
      ...{ name: name || null, number: parsePhoneNumber(number), email: email || null },
      ...{ contactId: contact, language: client.language },
    },
    ...{ details: [], note: note || null, source: sourceOf(form), bookedElsewhere: where },
  }
}
