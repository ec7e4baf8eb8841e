import { localTime } from '../../rules/local-time.ts'
import type { CalendarColumn, CalendarEntry } from './calendar.ts'

/** Where an entry lies in its day: rows of a quarter of an hour, and beside how many others. */
export type Placed = {
  readonly entry: CalendarEntry
  readonly row: number
  readonly rows: number
  readonly lane: number
  readonly lanes: number
}

const rowMinutes = 15
const mostLanes = 4

/** The entries of one date on the wall clock of her zone; what lasts over midnight lies in both days. */
export function layOutDay(
  { entries, timeZone }: Pick<CalendarColumn, 'entries' | 'timeZone'>,
  date: string,
): Placed[] {
  const ofDay = entries.flatMap((entry) => {
    const [from, until] = minutesOn(entry, date, timeZone)
    if (until <= from) return []
    const row = Math.floor(from / rowMinutes)
    return [{ entry, row, rows: Math.max(1, Math.ceil(until / rowMinutes) - row) }]
  })
  const busy = ofDay.filter(({ entry }) => entry.kind === 'busy')
  const rest = ofDay.filter(({ entry }) => entry.kind !== 'busy')
  return [...busy.map((one) => ({ ...one, lane: 0, lanes: 1 })), ...inLanes(rest)]
}

/** From the first to the last hour that has to be shown, office hours at least. */
export function hoursOf(days: readonly (readonly Placed[])[]): { first: number; last: number } {
  const fixed = days.flat().filter(({ entry }) => entry.kind !== 'busy')
  const starts = fixed.filter((one) => one.row > 0 || !isEvent(one))
  const ends = fixed.filter((one) => one.row + one.rows < 96 || !isEvent(one))
  const first = Math.min(8, ...starts.map(({ row }) => Math.floor(row / 4)))
  return { first, last: Math.max(19, ...ends.map(({ row, rows }) => Math.ceil((row + rows) / 4))) }
}

/** A fair of whole days is seen at every hour, so that no night need be shown for it. */
const isEvent = ({ entry }: Placed): boolean => entry.kind === 'event'

/** As clocks go back an entry may seem to end before it begins; it takes a row all the same. */
function minutesOn(entry: CalendarEntry, date: string, timeZone: string): [number, number] {
  const start = localTime(entry.startsAt, timeZone)
  const end = localTime(entry.endsAt, timeZone)
  if (start.today.date > date || end.today.date < date) return [0, 0]
  const from = start.today.date < date ? 0 : minutesOf(start.time)
  const until = end.today.date > date ? 1_440 : minutesOf(end.time)
  return start.today.date === date && until <= from ? [from, from + rowMinutes] : [from, until]
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

type Rowed = Pick<Placed, 'entry' | 'row' | 'rows'>

/** Those that meet lie beside each other. */
function inLanes(entries: readonly Rowed[]): Placed[] {
  const placed: Placed[] = []
  let group: (Rowed & { lane: number })[] = []
  let end = 0
  const close = () => {
    const lanes = Math.min(mostLanes, 1 + Math.max(0, ...group.map(({ lane }) => lane)))
    placed.push(...group.map((one) => ({ ...one, lane: Math.min(one.lane, lanes - 1), lanes })))
    group = []
  }
  for (const entry of entries.toSorted((a, b) => a.row - b.row)) {
    if (entry.row >= end) close()
    const taken = group.filter((one) => one.row + one.rows > entry.row).map(({ lane }) => lane)
    let lane = 0
    while (taken.includes(lane)) lane++
    group.push({ ...entry, lane })
    end = Math.max(end, entry.row + entry.rows)
  }
  close()
  return placed
}
