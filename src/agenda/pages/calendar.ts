import type { HolidayRegion } from '../../rules/public-holidays.ts'
import type { Absence } from '../absences/absence.ts'
import type { AgendaEvent } from '../events/event.ts'
import type { FoundAppointment } from '../find-appointment.ts'
import type { Busy } from '../slot-facts.ts'
import type { View } from './calendar-query.ts'
import type { Executive } from './find-bookable.ts'

/** Something that takes time in a calendar. */
export type CalendarEntry = { readonly startsAt: Date; readonly endsAt: Date } & (
  | { readonly kind: 'appointment'; readonly found: FoundAppointment }
  | { readonly kind: 'event'; readonly event: AgendaEvent }
  | {
      readonly kind: 'busy'
      readonly by: Busy['by'] | 'elsewhere'
      /** An absence that was noted here. */
      readonly absence?: Absence
    }
)

/** One person's calendar, on the clock of her zone. */
export type CalendarColumn = {
  readonly executive: Executive
  readonly clientName: string
  readonly timeZone: string
  readonly entries: readonly CalendarEntry[]
}

export type Calendar = {
  readonly view: View
  readonly gone: boolean
  readonly date: string
  readonly today: string
  readonly dates: readonly string[]
  readonly columns: readonly CalendarColumn[]
  readonly region: HolidayRegion | null
  /** What can be chosen. */
  readonly clientId: number | null
  readonly clients: readonly { readonly clientId: number; readonly name: string }[]
  readonly people: readonly Executive[]
}
