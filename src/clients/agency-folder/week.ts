import { z } from 'zod'
import { type Window, weekdaySchema, windowSchema } from '../../rules/rule.ts'

export type Weekday = Window['days'][number]
export const days = weekdaySchema.options
export const daysExpected = 'expected days such as mon-fri, or mon, wed, sat'
const timesExpected = 'expected times such as 09:00-12:00, 14:00-18:00'

/** `mon-fri: 09:00-12:00, 14:00-18:00` and so on, read into weekly windows in a fixed order. */
export const weekSchema = z
  .record(z.string(), z.string(timesExpected.slice(9)))
  .transform((week, context): Window[] => {
    const windows: Window[] = []
    for (const [dayText, timeText] of Object.entries(week)) {
      const refuse = (message: string) => context.addIssue({ code: 'custom', path: [dayText], message })
      const on = readDays(dayText)
      if (!on) refuse(daysExpected)
      const times = readTimes(timeText)
      if (!times) refuse(timesExpected)
      for (const time of times ?? []) windows.push({ days: on ?? [], ...time })
    }
    return inOrder(windows)
  })

/** The same windows as the file would give them: as many entries as there are sets of days. */
export function printWeek(windows: readonly Window[]): Record<string, string> {
  const byDays = Map.groupBy(inOrder(windows), (window) => printDays(window.days))
  return Object.fromEntries(
    [...byDays].map(([on, group]) => [on, group.map(({ from, to }) => `${from}-${to}`).join(', ')]),
  )
}

/** One order for the same hours, however they were written. */
export function inOrder(windows: readonly Window[]): Window[] {
  return windows
    .map((window) => ({ ...window, days: days.filter((day) => window.days.includes(day)) }))
    .sort((a, b) => compare(sortKey(a), sortKey(b)))
    .filter((window, index, all) => index === 0 || sortKey(window) !== sortKey(all[index - 1]))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const sortKey = (window: Window | undefined) =>
  window ? `${window.days.map((day) => days.indexOf(day)).join('')} ${window.from}-${window.to}` : ''

export function readDays(text: string): Weekday[] | null {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)
  const read = parts.map(readDayRange)
  return read.includes(null) ? null : days.filter((day) => read.some((range) => range?.includes(day)))
}

/** `fri-mon` runs over the weekend. */
function readDayRange(text: string): Weekday[] | null {
  const [first, last, ...more] = (text.includes('-') ? text : `${text}-${text}`)
    .split('-')
    .map((day) => weekdaySchema.safeParse(day).data)
  if (!first || !last || more.length > 0) return null
  const from = days.indexOf(first)
  const length = ((days.indexOf(last) - from + 7) % 7) + 1
  return [...days, ...days].slice(from, from + length)
}

function readTimes(text: string): Pick<Window, 'from' | 'to'>[] | null {
  const time = windowSchema.pick({ from: true, to: true })
  const read = text.split(',').map((range) => {
    const [from, to, ...more] = range.trim().split(/\s*[-–]\s*/)
    return more.length === 0 ? time.safeParse({ from, to }).data : undefined
  })
  const good = read.filter((range) => range !== undefined)
  return good.length === read.length ? good : null
}

export function printDays(on: readonly Weekday[]): string {
  const first = on[0]
  const last = on.at(-1)
  if (!first || !last || on.length < 3) return on.join(', ')
  const isRun = days.indexOf(last) - days.indexOf(first) === on.length - 1
  return isRun ? `${first}-${last}` : on.join(', ')
}
