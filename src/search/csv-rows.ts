import { guardedCell } from '../clients/agency-folder/guarded-cell.ts'
import { type Language, type TextKey, t } from '../i18n/text.ts'
import type { Rows } from './columns-pages.ts'
import type { ListKind } from './list-query.ts'
import { plainTime } from './shown.ts'

type Cell = string | number | null
type CsvColumn<Row> = readonly [head: TextKey, cell: (row: Row, language: Language) => Cell]

type When = { readonly at: Date; readonly timeZone: string }
const when = ({ at, timeZone }: When): string => plainTime(at, timeZone)

const csvColumns: { readonly [K in ListKind]: readonly CsvColumn<Rows[K]>[] } = {
  calls: [
    ['search.when', when],
    ['search.client', (row) => row.client],
    ['search.direction', (row, language) => t(language, `search.direction.${row.direction}`)],
    ['search.number', (row) => row.caller],
    ['search.caller', (row) => row.name],
    ['search.about', (row) => row.subject],
    ['search.disposition', (row, language) => t(language, `board.disposition.${row.disposition ?? 'none'}`)],
    ['search.outcome', (row, language) => row.outcome && t(language, `board.outcome.${row.outcome}`)],
    [
      'search.billable',
      ({ billable }, language) =>
        billable === null ? null : t(language, billable ? 'search.yes' : 'search.no'),
    ],
    ['search.seconds', (row) => row.durationSeconds],
    ['search.lookedAfterBy', (row) => row.by],
    ['search.id', (row) => row.id],
  ],
  texts: [
    ['search.when', when],
    ['search.client', (row) => row.client],
    ['search.number', (row) => row.sender],
    ['search.sender', (row) => row.name],
    ['search.body', (row) => row.body],
    ['search.disposition', (row, language) => t(language, `search.text.${row.disposition}`)],
    ['search.id', (row) => row.id],
  ],
  slips: [
    ['search.when', when],
    ['search.client', (row) => row.client],
    ['search.for', (row) => row.recipient],
    ['search.urgency', (row, language) => t(language, `search.urgency.${row.urgency}`)],
    ['search.caller', (row) => row.name],
    ['search.company', (row) => row.company],
    ['search.number', (row) => row.number],
    ['search.callback', (row) => row.callbackNumber],
    ['search.about', (row) => row.subject],
    ['search.body', (row) => row.body],
    ['search.wish', (row, language) => row.wish && t(language, `search.wish.${row.wish}`)],
    ['search.wishWhen', (row) => row.wishWhen],
    ['search.writtenBy', (row) => row.by],
    ['search.answer', (row, language) => (row.answered ? t(language, 'search.slip.answered') : null)],
    ['search.id', (row) => row.id],
  ],
  contacts: [
    ['search.client', (row) => row.client],
    ['search.key', (row) => row.key],
    ['search.name', (row) => row.name],
    ['search.company', (row) => row.company],
    ['search.numbers', (row) => row.numbers.join('|')],
    ['search.email', (row) => row.email],
    ['search.tags', (row) => row.tags.join(' ')],
    ['search.executive', (row) => row.executive],
  ],
  clients: [
    ['search.key', (row) => row.key],
    ['search.name', (row) => row.client],
    ['search.state', (row, language) => t(language, `search.client.${row.state}`)],
    ['search.lines', (row) => row.lines.join('|')],
    ['search.executives', (row) => row.executives.join(', ')],
    ['search.lastCall', (row) => row.lastCallAt && plainTime(new Date(row.lastCallAt), row.timeZone)],
  ],
}

export const csvHead = (kind: ListKind, language: Language): string[] =>
  csvColumns[kind].map(([head]) => t(language, head))

/** Cells that no spreadsheet runs as a formula: numbers of telephones begin with a plus, and callers choose names. */
export function csvCells<K extends ListKind>(kind: K, row: Rows[K], language: Language): string[] {
  const shown: readonly CsvColumn<Rows[K]>[] = csvColumns[kind]
  return shown.map(([, cell]) => guardedCell.write(String(cell(row, language) ?? '')))
}
