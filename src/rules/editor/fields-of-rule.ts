import { formatNational } from '../../phone-number.ts'
import type { CallerCondition } from '../caller-condition.ts'
import type { Action, Condition, Discard, Forward, Rule, RuleSet, TakeMessage, Window } from '../rule.ts'
import type { Fields } from './form-fields.ts'

type Entry = readonly [name: string, values: readonly string[]]

/** What stands in the fields of actions that are not the rule's, should one be chosen. */
const forOtherActions: readonly Entry[] = [
  ['a.ringSeconds', ['20']],
  ['o.kind', ['takeMessage']],
]

/** A rule as the form shows it; without one, the form of a new rule. */
export function fieldsOfRule(rule: Omit<Rule, 'key'> & { readonly key?: string }): Fields {
  return new Map<string, readonly string[]>([
    ...forOtherActions,
    ['key', [rule.key ?? '']],
    ['name', [rule.name ?? '']],
    ...rule.when.flatMap((condition, place) => conditionEntries(condition, place)),
    ...actionEntries(rule.action),
  ])
}

/** The action that closes the list, as the form shows it. */
export const fieldsOfDefault = (action: RuleSet['default']): Fields =>
  new Map<string, readonly string[]>([...forOtherActions, ['key', ['default']], ...actionEntries(action)])

/** The fields of a condition, at its place in the form. */
export function conditionEntries(condition: Condition, place: number): Entry[] {
  const at = (entries: readonly Entry[]): Entry[] => [
    [`kind.${place}`, [condition.kind]],
    ...entries.map(([name, values]): Entry => [`${place}.${name}`, values]),
  ]
  switch (condition.kind) {
    case 'caller':
      return at(callerEntries(condition))
    case 'windows':
      return at(condition.windows.flatMap(windowEntries))
    case 'line':
      return at([['lines', condition.lines]])
    case 'body':
      return at([['words', [condition.words.join('\n')]]])
    default: {
      const { kind: _, ...values } = condition
      return at(Object.entries(values).map(([name, value]) => [name, [String(value)]]))
    }
  }
}

function callerEntries(condition: CallerCondition): Entry[] {
  const { numbers = [], prefixes = [], tags = [], contactOf = '' } = condition
  const ticked = (['telemarketing', 'withheld', 'own', 'unknown'] as const).filter((sort) => condition[sort])
  return [
    ['numbers', [numbers.map(formatNational).join('\n')]],
    ['prefixes', [prefixes.join(', ')]],
    ['tags', [tags.join(', ')]],
    ['contactOf', [contactOf]],
    ...ticked.map((sort): Entry => [sort, ['yes']]),
  ]
}

const windowEntries = ({ days, from, to }: Window, row: number): Entry[] => [
  [`days.${row}`, days],
  [`from.${row}`, [from]],
  [`to.${row}`, [to]],
]

function actionEntries(action: Action): Entry[] {
  switch (action.kind) {
    case 'forward':
      return [['a.kind', ['forward']], ...forwardEntries(action)]
    case 'takeMessage':
      return [['a.kind', ['takeMessage']], ...messageEntries('a', action)]
    case 'discard':
      return [['a.kind', ['discard']], ...discardEntries('a', action)]
    default:
      return action satisfies never
  }
}

const forwardEntries = ({ to, ringSeconds, screen, otherwise }: Forward): Entry[] => [
  ['a.to', [to]],
  ['a.ringSeconds', [String(ringSeconds)]],
  ...(screen ? [] : ([['a.unscreened', ['yes']]] satisfies Entry[])),
  ['o.kind', [otherwise.kind]],
  ...(otherwise.kind === 'discard' ? discardEntries('o', otherwise) : messageEntries('o', otherwise)),
]

const messageEntries = (prefix: string, action: TakeMessage): Entry[] => [
  [`${prefix}.for`, [action.for ?? '']],
  [`${prefix}.copies`, action.copies],
  [`${prefix}.urgency`, [action.urgency]],
  [`${prefix}.by`, [action.by]],
  [`${prefix}.greeting`, [action.greeting ?? '']],
]

const discardEntries = (prefix: string, { how, announcement }: Discard): Entry[] => [
  [`${prefix}.how`, [how]],
  [`${prefix}.announcement`, [announcement ?? '']],
]
