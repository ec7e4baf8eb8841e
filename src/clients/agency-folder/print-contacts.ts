import { contactColumns } from './contact-row.ts'
import type { ContactDefinition } from './definition.ts'
import { guardedCell } from './guarded-cell.ts'

export const contactsHeader = `${contactColumns.join(';')}\n`

/** One row of a client's CSV file. */
export function printContact(contact: ContactDefinition): string {
  const cells = {
    ...contact,
    company: contact.company ?? '',
    email: contact.email ?? '',
    executive: contact.executive ?? '',
    numbers: contact.numbers.join('|'),
    tags: contact.tags.join(' '),
  }
  return `${contactColumns.map((column) => quote(guardedCell.write(cells[column]))).join(';')}\n`
}

const quote = (cell: string) => (/[;"\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
