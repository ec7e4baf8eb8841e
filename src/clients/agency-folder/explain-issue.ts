import { z } from 'zod'
import { nearestWord } from './nearest-word.ts'
import type { Path } from './problem.ts'

/** What zod found, in terms of the file: where, which value, what was expected instead. */
export type Issue = { readonly path: Path; readonly value: unknown; readonly expected: string }

type ZodIssue = z.core.$ZodIssue

/** Checks `input`; answers either what it means or every issue. */
export function check<S extends z.ZodType>(
  schema: S,
  input: unknown,
): { value: z.output<S> } | { issues: Issue[] } {
  const result = schema.safeParse(input)
  if (result.success) return { value: result.data }
  return { issues: result.error.issues.flatMap((issue) => explain(issue, input, schema)) }
}

function explain(issue: ZodIssue, input: unknown, schema: z.ZodType): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path, input)
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      value: null,
      expected: unknownKey(key, known),
    }))
  }
  return [{ path: issue.path, value: valueAt(input, issue.path), expected: expectation(issue) }]
}

export function unknownKey(key: string, known: readonly string[]): string {
  const near = nearestWord(key, known)
  const names = known.join(', ')
  return near ? `unknown; did you mean ${near}? (known here: ${names})` : `unknown; known here: ${names}`
}

const words: Record<string, string> = {
  string: 'text (a number goes in quotes)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys and values',
  record: 'keys and values',
}

function expectation(issue: ZodIssue): string {
  if (issue.code === 'custom') return issue.message
  if (!/^(?:Invalid|Too (?:small|big))/.test(issue.message)) return `expected ${issue.message}`
  return `expected ${expected(issue)}`
}

function expected(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return words[issue.expected] ?? issue.expected
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'invalid_format':
      return issue.format === 'date' ? 'a date such as 2026-12-24' : `the format ${issue.format}`
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.origin)}`
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`
    case 'invalid_union':
      return expectedOfUnion(issue)
    default:
      return issue.message
  }
}

function expectedOfUnion(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.errors.length === 0 && 'options' in issue && Array.isArray(issue.options)) {
    return oneOf(issue.options.map(String))
  }
  const branches = issue.errors.flatMap((branch) =>
    branch.map((inner) => expectation(inner).replace(/^expected /, '')),
  )
  return [...new Set(branches)].join(', or ')
}

const oneOf = (values: string[]) => (values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`)

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters'
  return origin === 'array' ? ' entries' : ''
}

export function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => childOf(value, step), input)
}

function childOf(value: unknown, step: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
}

/** Read off the JSON Schema, whose shape is public, rather than off zod's own objects. */
function knownKeys(schema: z.ZodType, path: Path, input: unknown): string[] {
  let nodes: unknown[] = [z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })]
  for (const [depth, step] of path.entries()) {
    const value = valueAt(input, path.slice(0, depth))
    nodes = nodes.flatMap((node) => branches(node, value)).map((node) => schemaOfChild(node, step))
  }
  const found = nodes.flatMap((node) => branches(node, valueAt(input, path)))
  return [...new Set(found.flatMap((node) => Object.keys(Object(childOf(node, 'properties')))))]
}

function schemaOfChild(node: unknown, step: PropertyKey): unknown {
  if (typeof step === 'number') return childOf(node, 'items')
  return childOf(childOf(node, 'properties'), step) ?? childOf(node, 'additionalProperties')
}

/** The branches of a union that the value's `kind` allows. */
function branches(node: unknown, value: unknown): unknown[] {
  const options = childOf(node, 'oneOf') ?? childOf(node, 'anyOf') ?? childOf(node, 'allOf')
  if (!Array.isArray(options)) return [node]
  const kind = childOf(value, 'kind')
  const flat: unknown[] = options.flatMap((option) => branches(option, value))
  const matching = flat.filter(
    (option) => childOf(childOf(childOf(option, 'properties'), 'kind'), 'const') === kind,
  )
  return matching.length > 0 ? matching : flat
}
