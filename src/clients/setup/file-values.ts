import type { FileObject } from '../change-client.ts'
import { type Entered, type Field, one, ticked } from './field.ts'

/** What the fields say, as the client's file would: nothing is left out, and wrong values stay as they were typed. */
export function toFileValues(fields: readonly Field[], entered: Entered): FileObject {
  const file: Record<string, unknown> = {}
  for (const field of fields) put(file, field.name.split('.'), fileValue(field, entered))
  return file
}

function fileValue(field: Field, entered: Entered): unknown {
  const text = one(entered, field.name).trim()
  switch (field.kind) {
    case 'line':
    case 'text':
    case 'date':
    case 'time':
    case 'choice':
      return text === '' ? undefined : text
    case 'tick':
      return text === ticked
    case 'ticks':
      return entered[field.name] ?? []
    case 'number':
      return text === '' ? undefined : /^\d{1,6}$/.test(text) ? Number(text) : text
    case 'list':
      return text.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
    case 'words':
      return text.split(/[\s,;]+/).filter((word) => word !== '')
    default:
      return field satisfies never
  }
}

function put(file: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path
  if (rest.length === 0) {
    if (value !== undefined) file[first] = value
    return
  }
  const inner = { ...objectAt(file, first) }
  put(inner, rest, value)
  file[first] = inner
}

/** What a file says, as it stands in the fields. */
export function toEntered(fields: readonly Field[], file: FileObject): Entered {
  return Object.fromEntries(
    fields.map((field) => [field.name, shown(field, valueAt(file, field.name.split('.')))]),
  )
}

function shown(field: Field, value: unknown): string[] {
  if (field.kind === 'tick') return value === true ? [ticked] : []
  if (Array.isArray(value)) {
    const entries = value.map(String)
    if (field.kind === 'ticks') return entries
    return [entries.join(field.kind === 'list' ? '\n' : ' ')]
  }
  return value === undefined || value === null ? [] : [String(value)]
}

function valueAt(file: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    file,
  )
}

/** The object under this name, or an empty one. */
export function objectAt(file: FileObject, name: string): Record<string, unknown> {
  const value = file[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** The list of objects under this name, or an empty one. */
export function listAt(file: FileObject, name: string): Record<string, unknown>[] {
  const value = file[name]
  return Array.isArray(value) ? value.map((item) => ({ ...item })) : []
}
