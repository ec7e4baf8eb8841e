import { z } from 'zod'
import { parsePhoneNumber } from '../../../phone-number.ts'
import { singleLine, stripControls } from '../../../plain-text.ts'
import { instantOf } from '../../../rules/instant-of.ts'
import { localTime } from '../../../rules/local-time.ts'
import type { Appointment } from '../../appointment.ts'
import { localMoment } from '../../local-moment.ts'
import { isGivenBy } from '../../may-book.ts'
import type { NewWaiting } from '../../waiting/put-on-list.ts'
import { plusDays } from '../agenda-times.ts'
import { parts } from '../booking-form.ts'
import type { Bookable } from '../find-bookable.ts'

/** All that the page of a waiting list sends. */
export type WaitingForm = {
  /** `fill`: from the booking page, with what she typed there. */
  readonly step: 'fill' | 'add'
  readonly name: string
  readonly number: string
  readonly email: string
  /** Ids; empty for the first type, and for anybody. */
  readonly type: string
  readonly executive: string
  readonly part: (typeof parts)[number]
  /** Dates; empty for any. */
  readonly notBefore: string
  readonly notAfter: string
  readonly note: string
  /** The appointment that he would give up. */
  readonly instead: string | null
}

export type WaitingField = 'name' | 'number' | 'email' | 'executive' | 'notBefore' | 'notAfter'
export type WrongWaiting = Partial<Record<WaitingField, 'bad' | 'noSuchDate' | 'endsBeforeStart' | 'past'>>

const line = (max: number) =>
  z
    .union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')])
    .catch('')
    .transform((text) => singleLine(text, max))

const schema = z.object({
  step: z.enum(['fill', 'add']).catch('add'),
  ...{ name: line(200), number: line(40), email: line(254), type: line(36), executive: line(36) },
  ...{ part: z.enum(parts).catch('any'), notBefore: line(10), notAfter: line(10) },
  instead: z.uuid().nullable().catch(null),
  note: z
    .string()
    .catch('')
    .transform((text) => stripControls(text).trim().slice(0, 2_000)),
})

export const readWaitingForm = (body: unknown): WaitingForm => schema.parse(body ?? {})

/** Somebody who has an appointment and would like an earlier one. */
export function enterWaiting(appointment: Appointment, timeZone: string): Partial<WaitingForm> {
  const { id, typeId, executiveId, callerName, callerNumber, callerEmail, startsAt } = appointment
  return {
    ...{ name: callerName ?? '', number: callerNumber ?? '', email: callerEmail ?? '' },
    ...{ type: typeId ?? '', executive: executiveId, instead: id },
    notAfter: plusDays(localTime(startsAt, timeZone).today.date, -1),
  }
}

type ReadWaiting =
  | { readonly kind: 'read'; readonly waiting: NewWaiting }
  | { readonly kind: 'wrong'; readonly wrong: WrongWaiting }

/** Whom it says to put on the list. */
export function readWaiting(
  form: WaitingForm,
  { client, executives, types }: Bookable,
  now: Date,
): ReadWaiting {
  const { timeZone } = client.hours
  const type = types.find(({ id }) => id === form.type) ?? types[0]
  const executive = executives.find(({ id }) => id === form.executive) ?? null
  const { today } = localTime(now, timeZone)
  const { notBefore, notAfter } = form
  const isDate = (date: string) => date === '' || localMoment(date, '12:00', 'UTC').kind === 'once'
  const wrong: WrongWaiting = {
    ...(form.name === '' && { name: 'bad' }),
    ...(form.number !== '' && !parsePhoneNumber(form.number) && { number: 'bad' }),
    ...(form.email !== '' && !z.email().safeParse(form.email).success && { email: 'bad' }),
    ...(executive && type && !isGivenBy(type, executive) && { executive: 'bad' }),
    ...(!isDate(notBefore) && { notBefore: 'noSuchDate' }),
    ...(notAfter !== '' && notAfter < today.date && { notAfter: 'past' }),
    ...(notAfter !== '' && notAfter < notBefore && { notAfter: 'endsBeforeStart' }),
    ...(!isDate(notAfter) && { notAfter: 'noSuchDate' }),
  }
  if (!type || Object.keys(wrong).length > 0) return { kind: 'wrong', wrong }
  return {
    kind: 'read',
    waiting: {
      ...{ clientId: client.clientId, typeId: type.id, executiveId: executive?.id ?? null },
      ...{ callerName: form.name, callerNumber: parsePhoneNumber(form.number) },
      ...{ callerEmail: form.email || null, language: client.language, note: form.note || null },
      ...{ suits: form.part, insteadOfId: form.instead },
      notBefore: notBefore === '' ? null : instantOf(notBefore, '00:00', timeZone),
      notAfter: notAfter === '' ? null : instantOf(plusDays(notAfter, 1), '00:00', timeZone),
    },
  }
}
