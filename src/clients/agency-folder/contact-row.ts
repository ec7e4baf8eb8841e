import { type PhoneNumber, parsePhoneNumber } from '../../phone-number.ts'
import { contactCellsSchema } from './contact.ts'
import type { ContactDefinition } from './definition.ts'
import { check, unknownKey } from './explain-issue.ts'
import { whyNoNumber } from './fields.ts'
import { guardedCell } from './guarded-cell.ts'
import { type Place, type Problems, sayPath, showValue } from './problem.ts'
import { toContact } from './to-definition.ts'

export const contactColumns = ['key', 'name', 'company', 'numbers', 'email', 'tags', 'executive'] as const
const needed = ['key', 'name', 'numbers'] as const

/** The columns of a CSV file in their order; null when they make no sense. */
export function readHeader(record: readonly string[], place: Place, problems: Problems): string[] | null {
  const header = record.map((name) => name.trim().toLowerCase())
  const before = problems.count
  const add = (column: number, value: string | null, expected: string) =>
    problems.add({ place: { ...place, column: column + 1 }, path: 'header', value, expected })
  for (const [index, name] of header.slice(0, 50).entries()) {
    if (!contactColumns.some((known) => known === name))
      add(index, showValue(name), unknownKey(name, contactColumns))
    else if (header.indexOf(name) !== index) add(index, showValue(name), 'expected each column once')
  }
  for (const name of needed) {
    if (!header.includes(name)) add(0, null, `no column ${name}; expected ${contactColumns.join(', ')}`)
  }
  return problems.count === before ? header : null
}

/** One contact; null when a field is wrong, and then `problems` names the field. */
export function readContactRow(
  header: readonly string[],
  record: readonly string[],
  place: Place,
  problems: Problems,
): ContactDefinition | null {
  if (record.length !== header.length) {
    const expected = `${record.length} fields; expected ${header.length}, as in the header`
    problems.add({ place, path: '', value: null, expected })
    return null
  }
  const cells = Object.fromEntries(header.map((name, index) => [name, guardedCell.read(record[index] ?? '')]))
  const numbers = readNumbers(cells.numbers ?? '')
  const checked = check(contactCellsSchema, contactOf(cells))
  const wrong = numbers.filter((number) => number.parsed === null)
  const at = (name: string): Place => ({ ...place, column: header.indexOf(name) + 1 })
  for (const { text } of wrong) {
    problems.add({
      place: at('numbers'),
      path: 'numbers',
      value: showValue(text),
      expected: whyNoNumber(text),
    })
  }
  if ('value' in checked) {
    const parsed = numbers.flatMap((number) => number.parsed ?? [])
    return wrong.length === 0 ? toContact({ ...checked.value, numbers: parsed }) : null
  }
  for (const { path, value, expected } of checked.issues) {
    const column = String(path[0])
    problems.add({ place: at(column), path: sayPath(path.slice(0, 1)), value: showValue(value), expected })
  }
  return null
}

type ReadNumber = { readonly text: string; readonly parsed: PhoneNumber | null }

function contactOf({ numbers: _, ...cells }: Record<string, string>): Record<string, unknown> {
  const filled = Object.entries(cells).filter(([, cell]) => cell !== '')
  return {
    ...Object.fromEntries(filled),
    tags: (cells.tags ?? '').split(/[\s|]+/).filter((tag) => tag !== ''),
  }
}

/** `|` always separates; a space does where the whole is not one number written in groups. */
function readNumbers(cell: string): ReadNumber[] {
  return cell.split('|').flatMap((part) => {
    const text = part.trim()
    if (text === '') return []
    const whole = parsePhoneNumber(text)
    if (whole) return [{ text, parsed: whole }]
    const several = text.split(/\s+/).map((piece) => ({ text: piece, parsed: parsePhoneNumber(piece) }))
    return several.every(({ parsed }) => parsed) ? several : [{ text, parsed: null }]
  })
}
