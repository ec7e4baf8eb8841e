import { Temporal } from 'temporal-polyfill'
import type { Facts } from '../../src/rules/facts.ts'
import type { Hours } from '../../src/rules/hours.ts'
import type { Action, Condition, RuleSet, Window } from '../../src/rules/rule.ts'
import { executives } from './arbitrary-rules.ts'

/** The rules said again, as plainly as can be and by other means: which rule decides, or `default`. */
export function ruleThatDecides({ rules }: RuleSet, facts: Facts, hours: Hours): string {
  const rule = rules.find(
    ({ when, action }) => when.every((c) => holds(c, facts, hours)) && !isSpared(action, facts),
  )
  return rule?.key ?? 'default'
}

export function isSpared(action: Action, { caller }: Facts): boolean {
  if (caller.kind !== 'own') return false
  return (
    action.kind === 'discard' ||
    (action.kind === 'forward' && executives.get(action.to)?.number === caller.number)
  )
}

function holds(c: Condition, facts: Facts, hours: Hours): boolean {
  const number = facts.caller.kind === 'number' ? facts.caller.number : null
  const contact = facts.caller.kind === 'own' || facts.caller.kind === 'withheld' ? null : facts.contact
  const local = Temporal.Instant.from(facts.now.toISOString())
    .toZonedDateTimeISO(hours.timeZone)
    .toPlainDateTime()
  const today = local.toPlainDate().toString()
  switch (c.kind) {
    case 'caller':
      return Boolean(
        (number && c.numbers?.includes(number)) ||
          c.prefixes?.some((prefix) => number?.slice(0, prefix.length) === prefix) ||
          (c.telemarketing && (number === '+33162000000' || number === '+262947800000')) ||
          c.tags?.some((tag) => contact?.tags.some((its) => its === tag)) ||
          (c.contactOf &&
            contact?.executiveKey &&
            [contact.executiveKey, 'anyExecutive'].includes(c.contactOf)) ||
          (c.withheld && facts.caller.kind === 'withheld') ||
          (c.own && facts.caller.kind === 'own') ||
          (c.unknown && !contact && facts.caller.kind !== 'own' && facts.caller.kind !== 'withheld'),
      )
    case 'hours':
      return (c.is === 'inside') === isInside(hours, c.of, local)
    case 'windows':
      return c.windows.some((window) => startDates(window, local).length > 0)
    case 'dates':
      return Temporal.PlainDate.compare(c.from, today) <= 0 && Temporal.PlainDate.compare(today, c.to) <= 0
    case 'publicHoliday':
      return c.is === holidays2026.includes(today)
    case 'availability':
      return c.is === (facts.availability.get(c.executive) ?? 'available')
    case 'line':
      return c.lines.some((line) => line === facts.line)
    case 'channel':
      return c.is === facts.channel
    case 'repeated': {
      const since = facts.now.getTime() - c.minutes * 60_000
      return (
        number !== null && facts.recentArrivals.filter((at) => at.getTime() >= since).length + 1 >= c.times
      )
    }
    case 'body':
      return facts.channel === 'text' && c.words.some((word) => bare(facts.body ?? '').includes(bare(word)))
    case 'expected':
      return number !== null && facts.expectedBy.some((key) => c.by === 'anyExecutive' || c.by === key)
  }
}

const holidays2026 = '01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25'
  .split(' ')
  .map((day) => `2026-${day}`)

function isInside(hours: Hours, of: 'opening' | 'cover', local: Temporal.PlainDateTime): boolean {
  const worked = of === 'opening' ? hours.holidays.openOn : hours.holidays.coverOn
  return hours[of]
    .flatMap((window) => startDates(window, local))
    .some((date) => {
      const isClosed = hours.closures.some(
        (c) => (c.of === of || c.of === 'both') && date >= c.from && date <= c.to,
      )
      return !isClosed && (worked === 'all' || worked.includes(date) || !holidays2026.includes(date))
    })
}

/** The dates on which the window opened that is open at this moment. */
function startDates({ days, from, to }: Window, local: Temporal.PlainDateTime): string[] {
  return [local.toPlainDate(), local.toPlainDate().subtract({ days: 1 })]
    .filter((date) =>
      days.some((day) => ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][date.dayOfWeek - 1] === day),
    )
    .filter((date) => {
      const start = date.toPlainDateTime(from)
      const end = to === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(to)
      const later = Temporal.PlainDateTime.compare(end, start) > 0 ? end : end.add({ days: 1 })
      return (
        Temporal.PlainDateTime.compare(start, local) <= 0 && Temporal.PlainDateTime.compare(local, later) < 0
      )
    })
    .map((date) => date.toString())
}

function bare(text: string): string {
  const plain = text.replace(/[àâ]/gi, 'a').replace(/[éèê]/gi, 'e').toUpperCase()
  return ` ${plain
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
    .join(' ')} `
}
