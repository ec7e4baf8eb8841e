import { actionSchema, conditionSchema, keySchema, type Rule, type RuleSet, ruleSetSchema } from '../rule.ts'
import { type Fields, placesOf, textOf } from './form-fields.ts'
import { newKey } from './new-key.ts'
import { rawAction, rawCondition } from './raw-rule.ts'

/** What is wrong, by the name of the field beside which it is said. */
export type Problems = ReadonlyMap<string, Problem>
export type Problem =
  | 'numbers'
  | 'prefixes'
  | 'words'
  | 'windows'
  | 'dates'
  | 'number'
  | 'ringSeconds'
  | 'choose'
  | 'nothing'
  | 'noCondition'
  | 'tooLong'

export type ReadRule = { kind: 'rule'; rule: Rule } | { kind: 'problems'; problems: Problems }

/** The rule that the form describes. A new one gets a key of its own, after its name. */
export function readRule(fields: Fields, takenKeys: readonly string[]): ReadRule {
  const problems = new Map<string, Problem>()
  const when = placesOf(fields).flatMap((place) => {
    const read = conditionSchema.safeParse(rawCondition(fields, place))
    if (read.success) return [read.data]
    for (const { path } of read.error.issues) addProblem(problems, String(place), path)
    return []
  })
  if (placesOf(fields).length === 0) problems.set('conditions', 'noCondition')
  const action = readAction(fields, problems)
  const name = textOf(fields, 'name')
  if (name.length > 200) problems.set('name', 'tooLong')
  if (problems.size > 0 || !action) return { kind: 'problems', problems }
  const key = keySchema.safeParse(textOf(fields, 'key')).data ?? newKey(name, takenKeys)
  return { kind: 'rule', rule: { key, ...(name === '' ? {} : { name }), when, action } }
}

export type ReadDefault =
  | { kind: 'default'; action: RuleSet['default'] }
  | { kind: 'problems'; problems: Problems }

export function readDefault(fields: Fields): ReadDefault {
  const problems = new Map<string, Problem>()
  const read = ruleSetSchema.shape.default.safeParse(readAction(fields, problems))
  if (read.success) return { kind: 'default', action: read.data }
  if (problems.size === 0) problems.set('a.kind', 'choose')
  return { kind: 'problems', problems }
}

function readAction(fields: Fields, problems: Map<string, Problem>) {
  const read = actionSchema.safeParse(rawAction(fields))
  if (read.success) return read.data
  for (const { path } of read.error.issues)
    if (path[0] === 'otherwise') addProblem(problems, 'o', path.slice(1))
    else addProblem(problems, 'a', path)
  return null
}

/** An issue without a field is about the condition as a whole. */
function addProblem(problems: Map<string, Problem>, prefix: string, [field]: readonly PropertyKey[]): void {
  const name = field === undefined ? 'kind' : String(field)
  const isAction = prefix === 'a' || prefix === 'o'
  problems.set(`${prefix}.${name}`, (isAction ? ofAction : ofCondition).get(name) ?? 'choose')
}

const ofAction: ReadonlyMap<string, Problem> = new Map([
  ['ringSeconds', 'ringSeconds'],
  ['greeting', 'tooLong'],
  ['announcement', 'tooLong'],
])

const ofCondition: ReadonlyMap<string, Problem> = new Map([
  ['kind', 'nothing'],
  ['numbers', 'numbers'],
  ['prefixes', 'prefixes'],
  ['words', 'words'],
  ['windows', 'windows'],
  ['from', 'dates'],
  ['to', 'dates'],
  ['times', 'number'],
  ['minutes', 'number'],
])
