import { z } from 'zod'
import { weekdaySchema } from '../../rules/rule.ts'
import { type Repeating, repeatingShape } from './series-form.ts'

export const spans = ['next', 'week', 'nextWeek'] as const
export const parts = ['any', 'mornings', 'afternoons'] as const

/** Which free times she looks for. */
export type Look = {
  /** Ids; null for the first type, and for whoever is free. */
  readonly type: string | null
  readonly executive: string | null
  readonly span: (typeof spans)[number]
  readonly part: (typeof parts)[number]
  readonly weekdays: readonly z.output<typeof weekdaySchema>[]
  /** A date from which on; it goes before the span. */
  readonly from: string | null
}

export type Picked = { readonly executiveId: string; readonly startsAt: Date }

/** All that the page of a booking sends. */
export type BookingForm = Look &
  Repeating & {
    readonly call: string | null
    readonly text: string | null
    readonly name: string
    readonly number: string
    readonly email: string
    readonly contact: string | null
    readonly note: string
    readonly answers: readonly string[]
    readonly codeWord: string
    /** The call in which the executive gave the order. */
    readonly orderCall: string | null
    /** What she has picked before, for which type, and its reservation. */
    readonly picked: Picked | null
    readonly pickedType: string | null
    readonly reserved: string | null
    /** The button that sent it: a time, or a step; with neither she confirms. */
    readonly slot: Picked | null
    readonly step: 'look' | 'release' | null
  }

export type Source = { readonly kind: 'call' | 'text'; readonly id: string }

export const sourceOf = ({ call, text }: Pick<BookingForm, 'call' | 'text'>): Source | null =>
  call ? { kind: 'call', id: call } : text ? { kind: 'text', id: text } : null

const one = (max: number) =>
  z
    .union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')])
    .catch('')
    .transform((text) => text.trim().slice(0, max))
const id = z.uuid().nullable().catch(null)
const picked = z
  .string()
  .transform((text) => {
    const [executiveId = '', at = ''] = text.split('/')
    const startsAt = new Date(at)
    return z.uuid().safeParse(executiveId).success && !Number.isNaN(startsAt.getTime())
      ? { executiveId, startsAt }
      : null
  })
  .nullable()
  .catch(null)
const weekdays = z.union([z.array(weekdaySchema), weekdaySchema.transform((day) => [day])]).catch([])

const schema = z.object({
  ...{ type: id, executive: id, span: z.enum(spans).catch('next'), part: z.enum(parts).catch('any') },
  ...{ weekdays, from: z.iso.date().nullable().catch(null), call: id, text: id },
  ...{ name: one(200), number: one(40), email: one(254), contact: id, note: one(2_000) },
  ...{ codeWord: one(100), orderCall: id, picked, pickedType: id, reserved: id },
  ...repeatingShape,
  ...{ slot: picked, step: z.enum(['look', 'release']).nullable().catch(null) },
})

/** What was sent, with whatever is no answer left out. */
export function readBookingForm(body: unknown): BookingForm {
  const posted = z.record(z.string(), z.unknown()).catch({}).parse(body)
  const answers = Array.from({ length: 20 }, (_, place) => one(1_000).parse(posted[`answer.${place}`]))
  return { ...schema.parse(posted), answers }
}

export const pickedValue = ({ executiveId, startsAt }: Picked): string =>
  `${executiveId}/${startsAt.toISOString()}`
