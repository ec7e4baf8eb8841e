import { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { agendaEvents, eventSteps } from './tables.ts'

export type AgendaEvent = typeof agendaEvents.$inferSelect
export type EventStep = typeof eventSteps.$inferSelect

const longestDays = 31
const line = (max: number) => z.string().trim().min(1).max(max)

/** What a secretary enters of an event. */
export const newEventSchema = z.strictObject({
  title: line(200),
  startsAt: z.date(),
  endsAt: z.date(),
  venueDetail: line(300).nullable().default(null),
  note: line(5_000).nullable().default(null),
  blocks: z.boolean().default(true),
  executiveIds: z.array(z.uuid()).max(50),
  guests: z.array(line(200)).max(200).default([]),
  /** Those with an id stay as they are otherwise; the others are new. */
  steps: z
    .array(
      z.strictObject({
        id: z.uuid().nullable().default(null),
        what: line(300),
        dueAt: z.date().nullable().default(null),
      }),
    )
    .max(100)
    .default([]),
})
export type NewEvent = z.output<typeof newEventSchema>

/** A fair lasts for days, but not for months. */
export function checkEventTimes({ startsAt, endsAt }: Pick<NewEvent, 'startsAt' | 'endsAt'>): void {
  const days = (endsAt.getTime() - startsAt.getTime()) / 86_400_000
  const times = `${startsAt.toISOString()} to ${endsAt.toISOString()}`
  if (days <= 0)
    throw new AppError(
      422,
      'endsBeforeStart',
      `${times} ends before it begins; expected an end after the start`,
    )
  if (days > longestDays)
    throw new AppError(
      422,
      'tooLong',
      `${times} lasts ${Math.ceil(days)} days; expected at most ${longestDays}`,
    )
}

/** What an act keeps of an event, before and after. */
export const eventSnapshot = ({
  title,
  startsAt,
  endsAt,
  blocks,
  executiveIds,
  guests,
  cancelledAt,
}: AgendaEvent) => ({
  ...{ title, startsAt, endsAt, blocks, executiveIds, guests, cancelledAt },
})
