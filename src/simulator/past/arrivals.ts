import { instantOf } from '../../rules/instant-of.ts'
import { localTime, type Weekday } from '../../rules/local-time.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import type { Chance } from './chance.ts'

export type Arrival = { readonly client: string; readonly at: Date }

const daysBack = 26
const dayMs = 86_400_000
/** A call that came later may not be over yet, nor its slip read. */
const settledMs = 12 * 60_000

/** Calls on an ordinary working day. */
const usual = { morel: 7, durand: 6, chauffage: 3, lenoir: 5 } as const
/** How many of them come on other days. */
const busyness: Partial<Record<Weekday, number>> = { mon: 1.3, fri: 0.9, sat: 0.25, sun: 0.12 }
/** Of the day: how the calls fall on its hours, from midnight on. */
const hours = [
  ...[
    0, 0, 0, 0, 0, 0, 0.05, 0.15, 0.8, 2.4, 2.6, 2.1, 0.8, 0.7, 1.9, 2, 1.8, 1.4, 0.5, 0.2, 0.15, 0.1, 0.05,
  ],
  0,
]

/** When the demo agency's telephones rang in the weeks up to `now`, in their order. */
export function arrivalsUntil(now: Date, chance: Chance): Arrival[] {
  const days = Array.from({ length: daysBack + 1 }, (_, place) => daysBack - place)
  return days
    .flatMap((ago) => {
      const { date, weekday } = localTime(new Date(now.getTime() - ago * dayMs), agencyTimeZone).today
      return Object.entries(usual).flatMap(([client, calls]) => {
        const expected = calls * (busyness[weekday] ?? 1) * (chance.between(80, 120) / 100)
        const count = Math.floor(expected) + (chance.happens(expected % 1) ? 1 : 0)
        return Array.from({ length: count }, () => ({ client, at: moment(date, chance) }))
      })
    })
    .concat(lately(now, chance))
    .filter(({ at }) => at.getTime() <= now.getTime() - settledMs)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** In the busy hours of a working day some calls have just ended, for the board. */
function lately(now: Date, chance: Chance): Arrival[] {
  const { today, time } = localTime(now, agencyTimeZone)
  const isBusy = (hours[Number(time.slice(0, 2))] ?? 0) >= 1 && (busyness[today.weekday] ?? 1) > 0.5
  const clients = isBusy ? ['morel', 'durand', 'lenoir'] : []
  return clients.map((client, place) => ({
    client,
    at: new Date(now.getTime() - settledMs - (place * 4 + 1) * 60_000 - chance.between(0, 90) * 1000),
  }))
}

function moment(date: string, chance: Chance): Date {
  const [hour, minute] = [chance.weighed(hours), chance.between(0, 59)].map((part) =>
    String(part).padStart(2, '0'),
  )
  const start = instantOf(date, `${hour}:${minute}`, agencyTimeZone)
  return new Date(start.getTime() + chance.between(0, 59) * 1000)
}
