import type { Condition } from './rule.ts'
import { isTelemarketing } from './telemarketing.ts'
import type { View } from './view-facts.ts'

export type CallerCondition = Extract<Condition, { kind: 'caller' }>
export type CallerPart = Exclude<keyof CallerCondition, 'kind'>

/** Who called; `by` and `listed` say which part of the condition held, `tags` which the contact has. */
export type CallerSeen = {
  readonly class: 'contact' | 'unknown' | 'own' | 'withheld' | 'other'
  readonly tags?: readonly string[]
  readonly by?: CallerPart
  readonly listed?: string
}

/** Answers what was found in the list, or true; a telephone number never, so that no trace holds one. */
type Part = { readonly by: CallerPart; readonly match: (view: View) => string | boolean | undefined }

/** Holds when the caller is any one of what is listed. An own number is nothing but `own`. */
export function testCaller(condition: CallerCondition): {
  holds: (view: View) => boolean
  seen: (view: View) => CallerSeen
} {
  const parts = [...numberParts(condition), ...contactParts(condition), ...classParts(condition)]
  return {
    holds: (view) => parts.some(({ match }) => Boolean(match(view))),
    seen: (view) => ({ ...describeCaller(view), ...whatHeld(parts, view) }),
  }
}

function describeCaller(view: View): CallerSeen {
  const { contact } = view
  if (contact?.tags.length) return { class: 'contact', tags: contact.tags }
  return { class: classOf(view) }
}

function whatHeld(parts: readonly Part[], view: View): Pick<CallerSeen, 'by' | 'listed'> {
  for (const { by, match } of parts) {
    const found = match(view)
    if (found) return found === true ? { by } : { by, listed: found }
  }
  return {}
}

function classOf({ facts: { caller }, contact }: View): CallerSeen['class'] {
  if (contact) return 'contact'
  return caller.kind === 'number' ? 'unknown' : caller.kind
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
  if (withheld) yield { by: 'withheld', match: (view) => classOf(view) === 'withheld' }
  if (own) yield { by: 'own', match: (view) => classOf(view) === 'own' }
  if (unknown) yield { by: 'unknown', match: (view) => ['unknown', 'other'].includes(classOf(view)) }
}
