import { isDeepStrictEqual } from 'node:util'
import type { RuleSet } from '../../rules/rule.ts'
import type { ClientDefinition } from './definition.ts'
import { inOrder } from './week.ts'

export const parts = [
  'settings',
  'hours',
  'executives',
  'lines',
  'reasons',
  'instructions',
  'appointmentTypes',
  'mandates',
  'ruleSet',
] as const
export type Part = (typeof parts)[number]

/** One thing that an import would change; `before` is null when it is new, `after` when it goes. */
export type Change = {
  readonly part: Part
  /** Of the executive, line, reason, instruction, appointment type, mandate; null where a client has but one. */
  readonly key: string | null
  /** What differs in it: names of fields, or for the rules their keys. */
  readonly fields: readonly string[]
  readonly before: unknown
  readonly after: unknown
}

/** What turns the stored client into the described one; nothing when they say the same. */
export function compareDefinitions(stored: ClientDefinition, described: ClientDefinition): Change[] {
  return [
    ...compareOne('settings', stored.settings, described.settings),
    ...compareOne('hours', orderHours(stored.hours), orderHours(described.hours)),
    ...compareLists('executives', stored.executives, described.executives),
    ...compareLists('lines', stored.lines, described.lines),
    ...compareLists('reasons', withPlace(stored.reasons), withPlace(described.reasons)),
    ...compareLists('instructions', withPlace(stored.instructions), withPlace(described.instructions)),
    ...compareLists(
      'appointmentTypes',
      withPlace(stored.appointmentTypes),
      withPlace(described.appointmentTypes),
    ),
    ...compareLists('mandates', withPlace(stored.mandates), withPlace(described.mandates)),
    ...compareRules(stored.ruleSet, described.ruleSet),
  ]
}

const orderHours = (hours: ClientDefinition['hours']) => ({
  ...hours,
  opening: inOrder(hours.opening),
  cover: inOrder(hours.cover),
})

const withPlace = <T extends object>(items: readonly T[]) => items.map((item, place) => ({ ...item, place }))

function compareOne(part: Part, before: object, after: object): Change[] {
  const fields = differingFields(before, after)
  return fields.length > 0 ? [{ part, key: null, fields, before, after }] : []
}

type Keyed = { readonly key: string }

function compareLists(part: Part, before: readonly Keyed[], after: readonly Keyed[]): Change[] {
  const old = new Map(before.map((item) => [item.key, item]))
  const kept = new Set(after.map((item) => item.key))
  const gone = before.filter((item) => !kept.has(item.key))
  return [
    ...gone.map((item) => ({ part, key: item.key, fields: [], before: item, after: null })),
    ...after.flatMap((item): Change[] => {
      const known = old.get(item.key)
      if (!known) return [{ part, key: item.key, fields: [], before: null, after: item }]
      const fields = differingFields(known, item)
      return fields.length > 0 ? [{ part, key: item.key, fields, before: known, after: item }] : []
    }),
  ]
}

function compareRules(before: RuleSet, after: RuleSet): Change[] {
  if (isDeepStrictEqual(before, after)) return []
  const lists = compareLists('ruleSet', before.rules, after.rules).map((change) => change.key ?? '')
  const isDefault = isDeepStrictEqual(before.default, after.default) ? [] : ['default']
  const fields = [...lists, ...isDefault]
  return [{ part: 'ruleSet', key: null, fields: fields.length > 0 ? fields : ['order'], before, after }]
}

export function differingFields(before: object, after: object): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields].filter(
    (field) => !isDeepStrictEqual(Reflect.get(before, field), Reflect.get(after, field)),
  )
}
