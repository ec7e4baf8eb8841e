import { parsePhoneNumber } from '../../../phone-number.ts'
import type { PlacedContact } from '../../agency-folder/agency.ts'
import { contactColumns, readContactRow } from '../../agency-folder/contact-row.ts'
import type { ExecutiveDefinition } from '../../agency-folder/definition.ts'
import { type Place, type Problem, Problems } from '../../agency-folder/problem.ts'
import { newKey } from '../new-key.ts'
import type { Row } from './read-upload.ts'

/** Every problem in full, for the table that shows them. */
export class RowProblems extends Problems {
  readonly all: Problem[] = []
  override add(problem: Problem): void {
    super.add(problem)
    this.all.push(problem)
  }
}

type Source = {
  readonly rows: readonly Row[]
  readonly mapping: readonly string[]
  readonly executives: readonly Pick<ExecutiveDefinition, 'key' | 'name'>[]
}

/** The contacts of a file by its columns; rows with problems are told and left out. The first row is the header. */
export function readContactsOf(source: Source, problems: RowProblems): PlacedContact[] {
  const [header, ...rows] = source.rows
  return rows.flatMap(({ line, cells }) => {
    const place: Place = { file: '', line, column: 1 }
    if (cells.length !== header?.cells.length) {
      const expected = `${cells.length} fields; expected ${header?.cells.length ?? 0}, as in the header`
      problems.add({ place, path: '', value: null, expected })
      return []
    }
    const contact = readContactRow([...contactColumns], recordOf(source, cells), place, problems)
    return contact ? [{ place, contact }] : []
  })
}

/** The cells in the order of a folder's columns; several columns of numbers are joined. */
function recordOf({ mapping, executives }: Source, cells: readonly string[]): string[] {
  const cellsOf = (column: string) => cells.filter((cell, index) => mapping[index] === column && cell !== '')
  const values = {
    name: cellsOf('name').join(' '),
    company: cellsOf('company').join(' '),
    numbers: cellsOf('numbers').join('|'),
    email: cellsOf('email').join(' '),
    tags: cellsOf('tags').join(' '),
    executive: executiveKey(cellsOf('executive').join(' '), executives),
  }
  const key = cellsOf('key')[0] ?? keyOf(values)
  return contactColumns.map((column) => (column === 'key' ? key : values[column]))
}

/** The same contact gets the same key from the next file too: by its first number, else by its name. */
function keyOf({ numbers, name }: { numbers: string; name: string }): string {
  const number = numbers.split('|').flatMap((text) => parsePhoneNumber(text.replace(/^'/, '')) ?? [])[0]
  return number ? number.slice(1) : newKey(name, [])
}

/** Files name people as people do. */
const executiveKey = (cell: string, executives: Source['executives']): string =>
  executives.find(({ name }) => name.toLowerCase() === cell.toLowerCase())?.key ?? cell
