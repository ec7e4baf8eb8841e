import { type CallerSeen, testCaller } from './caller-condition.ts'
import { windowDay } from './hours.ts'
import { fold } from './phrases.ts'
import type { Condition } from './rule.ts'
import type { View } from './view-facts.ts'

/** What a condition looked at, small enough to be stored with every call. Never a number or a text. */
export type Seen = string | number | boolean | null | readonly string[] | CallerSeen

/** A condition made ready: `holds` is asked for every call, `seen` only for the trace. */
export type Check = {
  readonly kind: Condition['kind']
  readonly holds: (view: View) => boolean
  readonly seen: (view: View, held: boolean) => Seen
}

type Test = Omit<Check, 'kind'>

export function compileCondition(condition: Condition): Check {
  return { kind: condition.kind, ...testOf(condition) }
}

function testOf(condition: Condition): Test {
  switch (condition.kind) {
    case 'caller':
      return testCaller(condition)
    case 'hours':
      return hoursTest(condition)
    case 'windows':
      return windowsTest(condition)
    case 'dates':
      return datesTest(condition)
    case 'publicHoliday':
      return { holds: (view) => view.isHoliday() === condition.is, seen: (view) => view.isHoliday() }
    case 'availability':
      return availabilityTest(condition)
    case 'line':
      return lineTest(condition)
    case 'channel':
      return { holds: ({ facts }) => facts.channel === condition.is, seen: ({ facts }) => facts.channel }
    case 'repeated':
      return repeatedTest(condition)
    case 'body':
      return bodyTest(condition)
    case 'expected':
      return expectedTest(condition)
    default:
      return condition satisfies never
  }
}

type Of<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>

function hoursTest({ of, is }: Of<'hours'>): Test {
  const state = (view: View) => (of === 'opening' ? view.opening() : view.cover())
  return { holds: (view) => (state(view) === 'inside') === (is === 'inside'), seen: state }
}

function windowsTest({ windows }: Of<'windows'>): Test {
  return {
    holds: (view) => windows.some((window) => windowDay(window, view.local()) !== null),
    seen: (view) => `${view.local().today.weekday} ${view.local().time}`,
  }
}

function datesTest({ from, to }: Of<'dates'>): Test {
  const date = (view: View) => view.local().today.date
  return { holds: (view) => from <= date(view) && date(view) <= to, seen: date }
}

function availabilityTest({ executive, is }: Of<'availability'>): Test {
  const state = ({ facts }: View) => facts.availability.get(executive) ?? 'available'
  return { holds: (view) => state(view) === is, seen: state }
}

function lineTest({ lines }: Of<'line'>): Test {
  const listed = new Set<string>(lines)
  return { holds: ({ facts }) => listed.has(facts.line), seen: ({ facts }) => facts.line }
}

/** This arrival counts. Nobody is known by a withheld number or by the client's own. */
function repeatedTest({ times, minutes }: Of<'repeated'>): Test {
  const count = ({ facts, number }: View) => {
    if (number === null) return 1
    const since = facts.now.getTime() - minutes * 60_000
    return 1 + facts.recentArrivals.filter((arrival) => arrival.getTime() >= since).length
  }
  return { holds: (view) => count(view) >= times, seen: count }
}

function bodyTest({ words }: Of<'body'>): Test {
  const phrases = words.map(fold)
  const found = (view: View) => {
    if (view.facts.channel !== 'text') return -1
    return phrases.findIndex((phrase) => view.body().includes(phrase))
  }
  return { holds: (view) => found(view) >= 0, seen: (view) => words[found(view)] ?? null }
}

function expectedTest({ by }: Of<'expected'>): Test {
  const expectedBy = ({ facts, number }: View) => (number === null ? [] : facts.expectedBy)
  return {
    holds: (view) => (by === 'anyExecutive' ? expectedBy(view).length > 0 : expectedBy(view).includes(by)),
    seen: expectedBy,
  }
}
