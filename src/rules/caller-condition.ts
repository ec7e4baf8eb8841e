import type { Condition } from './rule.ts'
import { isTelemarketing } from './telemarketing.ts'
import type { CallerDescription, View } from './view-facts.ts'

export type CallerCondition = Extract<Condition, { kind: 'caller' }>
type CallerPart = Exclude<keyof CallerCondition, 'kind'>

/** Who called; `by` and `listed` say which part of the condition held. */
export type CallerSeen = CallerDescription & {
  readonly by?: CallerPart
  readonly listed?: string
}

/** Answers what was found in the list, or true; a telephone number never, so that no trace holds one. */
type Part = { readonly by: CallerPart; readonly match: (view: View) => string | boolean | undefined }

/** Holds when the caller is any one of what is listed. An own number is nothing but `own`. */
export function testCaller(condition: CallerCondition): {
  holds: (view: View) => boolean
  seen: (view: View, held: boolean) => CallerSeen
} {
  const parts = [...numberParts(condition), ...contactParts(condition), ...classParts(condition)]
  return {
    holds: (view) => parts.some(({ match }) => Boolean(match(view))),
    seen: (view, held) => (held ? { ...view.caller(), ...whatHeld(parts, view) } : view.caller()),
  }
}

function whatHeld(parts: readonly Part[], view: View): Pick<CallerSeen, 'by' | 'listed'> {
  for (const { by, match } of parts) {
    const found = match(view)
    if (found) return found === true ? { by } : { by, listed: found }
  }
  return {}
}

function* numberParts({ numbers, prefixes, telemarketing }: CallerCondition): Generator<Part> {
  if (numbers) {
    const listed = new Set(numbers)
    yield { by: 'numbers', match: ({ number }) => number !== null && listed.has(number) }
  }
  if (prefixes) {
    yield { by: 'prefixes', match: ({ number }) => prefixes.find((prefix) => number?.startsWith(prefix)) }
  }
  if (telemarketing) {
    yield { by: 'telemarketing', match: ({ number }) => number !== null && isTelemarketing(number) }
  }
}

function* contactParts({ tags, contactOf }: CallerCondition): Generator<Part> {
  if (tags) yield { by: 'tags', match: ({ contact }) => tags.find((tag) => contact?.tags.includes(tag)) }
  if (contactOf === 'anyExecutive') {
    yield { by: 'contactOf', match: ({ contact }) => contact?.executiveKey ?? undefined }
  } else if (contactOf) {
    yield { by: 'contactOf', match: ({ contact }) => contact?.executiveKey === contactOf && contactOf }
  }
}

function* classParts({ withheld, own, unknown }: CallerCondition): Generator<Part> {
  if (withheld) yield { by: 'withheld', match: ({ facts }) => facts.caller.kind === 'withheld' }
  if (own) yield { by: 'own', match: ({ facts }) => facts.caller.kind === 'own' }
  if (unknown)
    yield {
      by: 'unknown',
      match: ({ facts: { caller }, contact }) =>
        contact === null && (caller.kind === 'number' || caller.kind === 'other'),
    }
}
