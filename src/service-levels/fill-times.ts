import type { Level } from './levels.ts'
import { sumOf } from './levels.ts'
import { type Days, everyDay } from './period.ts'

export type TimeRow<Key> = { readonly key: Key; readonly level: Level }

const nothing: Level = { counts: sumOf([]), people: 0 }

/** Every day of the period, those without a call too. */
export const everyDayOf = (days: Days, found: ReadonlyMap<string, Level>): TimeRow<string>[] =>
  everyDay(days).map((key) => ({ key, level: found.get(key) ?? nothing }))

const [opens, closes] = [8, 18]

/** The hours of an office, and those beyond them in which there were calls. */
export function everyHourOf(found: ReadonlyMap<number, Level>): TimeRow<number>[] {
  const first = Math.min(opens, ...found.keys())
  const last = Math.max(closes, ...found.keys())
  return Array.from({ length: last - first + 1 }, (_, place) => {
    const key = first + place
    return { key, level: found.get(key) ?? nothing }
  })
}
