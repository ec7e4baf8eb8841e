import { classesOf, excludesCaller, impliesCaller } from './compare-callers.ts'
import { minutesOfWeek, WEEK } from './minutes-of-week.ts'
import { fold } from './phrases.ts'
import type { Condition } from './rule.ts'

type Of<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>

/** Whenever `narrow` holds, does `wide` hold? No where it cannot be told from the two alone. */
export function implies(narrow: Condition, wide: Condition): boolean {
  if (wide.kind === 'channel' && narrow.kind === 'body') return wide.is === 'text'
  switch (wide.kind) {
    case 'caller':
      return narrow.kind === 'caller' && impliesCaller(narrow, wide)
    case 'windows':
      return narrow.kind === 'windows' && covers(minutesOfWeek(wide.windows), minutesOfWeek(narrow.windows))
    case 'dates':
      return narrow.kind === 'dates' && wide.from <= narrow.from && narrow.to <= wide.to
    case 'line':
      return narrow.kind === 'line' && narrow.lines.every((line) => wide.lines.includes(line))
    case 'repeated':
      return narrow.kind === 'repeated' && narrow.times >= wide.times && narrow.minutes <= wide.minutes
    case 'body':
      return narrow.kind === 'body' && narrow.words.every((word) => says(wide, word))
    case 'expected':
      return narrow.kind === 'expected' && (wide.by === 'anyExecutive' || wide.by === narrow.by)
    case 'hours':
    case 'publicHoliday':
    case 'availability':
    case 'channel':
      return sameSubject(narrow, wide) && 'is' in narrow && narrow.is === wide.is
    default:
      return wide satisfies never
  }
}

/** Can the two never hold together? No where it cannot be told from the two alone. */
export function excludes(one: Condition, two: Condition): boolean {
  if (sameSubject(one, two)) return 'is' in one && 'is' in two && one.is !== two.is
  if (one.kind === 'caller' && two.kind === 'caller') return excludesCaller(one, two)
  if (one.kind === 'dates' && two.kind === 'dates') return one.to < two.from || two.to < one.from
  if (one.kind === 'line' && two.kind === 'line') return !one.lines.some((line) => two.lines.includes(line))
  if (one.kind === 'windows' && two.kind === 'windows') {
    const minutes = minutesOfWeek(two.windows)
    return ![...minutesOfWeek(one.windows)].some((minute) => minutes.has(minute))
  }
  return excludesKnown(one, two) || excludesKnown(two, one)
}

/** True of every call whatever it is. */
export function alwaysHolds(condition: Condition, lines: readonly string[]): boolean {
  if (condition.kind === 'windows') return minutesOfWeek(condition.windows).size === WEEK
  return condition.kind === 'line' && lines.every((line) => condition.lines.some((listed) => listed === line))
}

/** Texts alone have words, and nobody is known by a withheld number or by the client's own. */
function excludesKnown(one: Condition, two: Condition): boolean {
  if (one.kind === 'body') return two.kind === 'channel' && two.is === 'voice'
  const needsNumber = one.kind === 'repeated' || one.kind === 'expected'
  return needsNumber && two.kind === 'caller' && !classesOf(two).includes('shown')
}

/** Two conditions that put the same question, so that only the answers can differ. */
function sameSubject(one: Condition, two: Condition): boolean {
  if (one.kind === 'hours') return two.kind === 'hours' && one.of === two.of
  if (one.kind === 'availability') return two.kind === 'availability' && one.executive === two.executive
  return one.kind === two.kind && (one.kind === 'publicHoliday' || one.kind === 'channel')
}

function says(wide: Of<'body'>, word: string): boolean {
  return wide.words.some((phrase) => fold(word).includes(fold(phrase)))
}

function covers(wide: ReadonlySet<number>, narrow: ReadonlySet<number>): boolean {
  for (const minute of narrow) if (!wide.has(minute)) return false
  return true
}
