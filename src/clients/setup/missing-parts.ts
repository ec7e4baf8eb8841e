import type { ClientDefinition } from '../agency-folder/definition.ts'

export type MissingPart = 'executive' | 'line' | 'cover' | 'test'
export type AdvisedPart =
  | 'publicNumber'
  | 'greeting'
  | 'opening'
  | 'reasons'
  | 'instructions'
  | 'contacts'
  | 'secretaries'

type Known = {
  readonly definition: ClientDefinition
  readonly contacts: number
  readonly secretaries: number
  readonly tested: boolean
}

/** Without these a client cannot go live. */
export const missingParts = ({ definition, tested }: Known): MissingPart[] => [
  ...(definition.executives.length === 0 ? (['executive'] as const) : []),
  ...(definition.lines.length === 0 ? (['line'] as const) : []),
  ...(definition.hours.cover.length === 0 ? (['cover'] as const) : []),
  ...(tested ? [] : (['test'] as const)),
]

/** With these it is looked after better. */
export const advisedParts = ({ definition, contacts, secretaries }: Known): AdvisedPart[] => [
  ...(definition.settings.publicNumber === null ? (['publicNumber'] as const) : []),
  ...(definition.settings.greeting === null ? (['greeting'] as const) : []),
  ...(definition.hours.opening.length === 0 ? (['opening'] as const) : []),
  ...(definition.reasons.length === 0 ? (['reasons'] as const) : []),
  ...(definition.instructions.length === 0 ? (['instructions'] as const) : []),
  ...(contacts === 0 ? (['contacts'] as const) : []),
  ...(secretaries === 0 ? (['secretaries'] as const) : []),
]
