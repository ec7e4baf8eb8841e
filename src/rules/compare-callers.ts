import type { CallerCondition } from './caller-condition.ts'
import { telemarketingPrefixes } from './telemarketing.ts'

/** Does whoever fits `narrow` also fit `wide`? */
export function impliesCaller(narrow: CallerCondition, wide: CallerCondition): boolean {
  const prefixes = allPrefixes(wide)
  const startsWide = (digits: string) => prefixes.some((prefix) => digits.startsWith(prefix))
  const { numbers = [], tags = [], contactOf } = narrow
  return (
    numbers.every((number) => wide.numbers?.includes(number) || startsWide(number)) &&
    allPrefixes(narrow).every(startsWide) &&
    tags.every((tag) => wide.tags?.includes(tag)) &&
    (!contactOf || wide.contactOf === 'anyExecutive' || wide.contactOf === contactOf) &&
    (['withheld', 'own', 'unknown'] as const).every((part) => !narrow[part] || wide[part])
  )
}

/** Can nobody fit both? Contacts may have any tags and numbers, so only what shows in the number is compared. */
export function excludesCaller(one: CallerCondition, two: CallerCondition): boolean {
  return !classesOf(one).some((name) => classesOf(two).includes(name)) || numbersApart(one, two)
}

/** An own number counts as nothing else, and withheld means that there is no number. */
export function classesOf(condition: CallerCondition): ('own' | 'withheld' | 'shown')[] {
  const { kind: _, own, withheld, ...shown } = condition
  return [
    ...(own ? (['own'] as const) : []),
    ...(withheld ? (['withheld'] as const) : []),
    ...(Object.keys(shown).length > 0 ? (['shown'] as const) : []),
  ]
}

function numbersApart(one: CallerCondition, two: CallerCondition): boolean {
  if (!onlyNumbers(one) || !onlyNumbers(two)) return false
  return !startsOf(one).some((a) => startsOf(two).some((b) => overlap(a, b)))
}

function onlyNumbers({ tags, contactOf, withheld, own, unknown }: CallerCondition): boolean {
  return !tags && !contactOf && !withheld && !own && !unknown
}

type Start = { readonly digits: string; readonly whole: boolean }

function startsOf(condition: CallerCondition): Start[] {
  return [
    ...(condition.numbers ?? []).map((digits) => ({ digits, whole: true })),
    ...allPrefixes(condition).map((digits) => ({ digits, whole: false })),
  ]
}

function overlap(a: Start, b: Start): boolean {
  if (a.whole && b.whole) return a.digits === b.digits
  if (a.whole) return a.digits.startsWith(b.digits)
  if (b.whole) return b.digits.startsWith(a.digits)
  return a.digits.startsWith(b.digits) || b.digits.startsWith(a.digits)
}

function allPrefixes({ prefixes = [], telemarketing }: CallerCondition): readonly string[] {
  return telemarketing ? [...prefixes, ...telemarketingPrefixes] : prefixes
}
