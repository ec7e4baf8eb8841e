import { z } from 'zod'
import { singleLine, stripControls } from '../../../plain-text.ts'
import { instantOf } from '../../../rules/instant-of.ts'
import { localTime } from '../../../rules/local-time.ts'
import type { AgendaEvent, EventStep, NewEvent } from '../../events/event.ts'
import { localMoment } from '../../local-moment.ts'
import { type EnteredStretch, enterStretch, readStretch, type WrongMoment } from '../entered-stretch.ts'

const longestDays = 31
/** Empty lines under those of the checklist, and how many in all. */
const emptyLines = 4
const mostLines = 100

/** One line of the checklist as it stands in its fields; `due` is a date or nothing. */
export type EnteredStep = { readonly id: string | null; readonly what: string; readonly due: string }

/** All that the pages of events send. */
export type EventForm = EnteredStretch & {
  readonly title: string
  readonly venueDetail: string
  readonly note: string
  readonly blocks: boolean
  readonly who: readonly string[]
  /** One to a line. */
  readonly guests: string
  readonly steps: readonly EnteredStep[]
  /** The one that she looked at. */
  readonly version: number
}

export type WrongEvent = {
  readonly moments: readonly WrongMoment[]
  readonly title: boolean
  /** Places of steps with a date that does not exist. */
  readonly steps: readonly number[]
}
export const nothingWrong: WrongEvent = { moments: [], title: false, steps: [] }

const line = (max: number) =>
  z
    .string()
    .catch('')
    .transform((text) => singleLine(text, max))
const words = (max: number) =>
  z
    .string()
    .catch('')
    .transform((text) => stripControls(text).trim().slice(0, max))

const schema = z.object({
  ...{ from: line(10), fromTime: line(5), until: line(10), untilTime: line(5) },
  ...{ title: line(200), venueDetail: line(300), note: words(5_000), guests: words(20_000) },
  blocks: z.literal('yes').optional().catch(undefined),
  who: z.union([z.array(z.uuid()).max(50), z.uuid().transform((id) => [id])]).catch([]),
  version: z.coerce.number().int().catch(0),
})
const stepSchema = z.object({ id: z.uuid().nullable().catch(null), what: line(300), due: line(10) })

export function readEventForm(body: unknown): EventForm {
  const posted = z.record(z.string(), z.unknown()).catch({}).parse(body)
  const { blocks, ...form } = schema.parse(posted)
  const steps = Array.from({ length: mostLines }, (_, place) =>
    stepSchema.parse({
      id: posted[`step.${place}.id`],
      what: posted[`step.${place}.what`],
      due: posted[`step.${place}.due`],
    }),
  )
  return { ...form, blocks: blocks === 'yes', steps: steps.filter(({ what }) => what !== '') }
}

export const emptyForm: EventForm = { ...readEventForm({}), blocks: true }

/** The fields of one that is there already, with room for more steps. */
export function enterEvent(event: AgendaEvent, steps: readonly EventStep[], timeZone: string): EventForm {
  const { title, venueDetail, note, blocks, executiveIds, guests, version } = event
  return {
    ...enterStretch(event, timeZone),
    ...{ title, venueDetail: venueDetail ?? '', note: note ?? '', blocks, who: executiveIds, version },
    guests: guests.join('\n'),
    steps: steps.map(({ id, what, dueAt }) => ({
      ...{ id, what, due: dueAt ? localTime(dueAt, timeZone).today.date : '' },
    })),
  }
}

export const withRoom = (steps: readonly EnteredStep[]): EnteredStep[] =>
  [...steps, ...Array<EnteredStep>(emptyLines).fill({ id: null, what: '', due: '' })].slice(0, mostLines)

type ReadEvent =
  | { readonly kind: 'read'; readonly entered: NewEvent }
  | { readonly kind: 'wrong'; readonly wrong: WrongEvent }

/** What was entered of an event. A step is due at the end of its day. */
export function readEvent(form: EventForm, timeZone: string, now: Date): ReadEvent {
  const stretch = readStretch(form, { timeZone, now, longestDays })
  const steps = form.steps.flatMap(({ due }, place) => {
    return due !== '' && localMoment(due, '12:00', 'UTC').kind !== 'once' ? [place] : []
  })
  if (stretch.kind === 'wrong' || form.title === '' || steps.length > 0)
    return {
      kind: 'wrong',
      wrong: {
        moments: stretch.kind === 'wrong' ? stretch.wrong : [],
        ...{ title: form.title === '', steps },
      },
    }
  const { startsAt, endsAt } = stretch
  const guests = form.guests.split('\n').map((name) => singleLine(name, 200))
  return {
    kind: 'read',
    entered: {
      ...{ title: form.title, startsAt, endsAt, blocks: form.blocks, executiveIds: [...form.who] },
      ...{ venueDetail: form.venueDetail || null, note: form.note || null },
      guests: guests.filter((name) => name !== '').slice(0, 200),
      steps: form.steps.map(({ id, what, due }) => ({
        ...{ id, what, dueAt: due === '' ? null : instantOf(due, '23:59', timeZone) },
      })),
    },
  }
}
