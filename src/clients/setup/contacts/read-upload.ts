import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { sniffBytes } from '../../agency-folder/sniff-csv.ts'

export const mostBytes = 5 * 1024 * 1024
export const mostRows = 20_000
export const mostColumns = 50

/** One row of the file, with the line it begins on. */
export type Row = { readonly line: number; readonly cells: readonly string[] }

export type Refused = {
  readonly kind: 'refused'
  readonly why: 'notText' | 'empty' | 'tooManyRows' | 'tooManyColumns' | 'brokenQuote'
  /** Where it went wrong; null where the file as a whole is meant. */
  readonly line: number | null
}

export type Upload = {
  readonly kind: 'read'
  readonly encoding: string
  readonly delimiter: string
  readonly content: string
}

/** Other programs' files under the name of a CSV: archives, programs, documents, pictures. */
const otherFiles = [
  'PK',
  'MZ',
  '%PDF',
  '\x1f\x8b',
  '\x7fELF',
  'Rar!',
  '7z\xbc',
  '\x89PNG',
  '\xff\xd8\xff',
  '\xd0\xcf',
]

/** A file as somebody's spreadsheet saved it, decoded; refused where it is no text. */
export function readUpload(bytes: Uint8Array): Upload | Refused {
  if (bytes.length === 0) return refused('empty')
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (otherFiles.some((magic) => head.startsWith(magic))) return refused('notText')
  const form = sniffBytes(bytes)
  if ('refused' in form) return refused('notText')
  const content = new TextDecoder(form.encoding).decode(bytes)
  if (content.includes('\0')) return refused('notText')
  return { kind: 'read', ...form, content }
}

export const refused = (why: Refused['why'], line: number | null = null): Refused => ({
  kind: 'refused',
  why,
  line,
})

const recordSchema = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) })

/** The rows of the file, the header first; refused at the line where it is no table, or too long a one. */
export async function readRows({
  content,
  delimiter,
}: Pick<Upload, 'content' | 'delimiter'>): Promise<Row[] | Refused> {
  const rows: Row[] = []
  // The parser runs ahead of what is taken from it, and counts further than to the record that it cannot read.
  let lastLine = 0
  const note = (line: number) => {
    lastLine = line
  }
  try {
    for await (const read of openRows(content, delimiter, note)) {
      const { record, info } = recordSchema.parse(read)
      const line = info.lines - breaksIn(record)
      if (record.length > mostColumns) return refused('tooManyColumns', line)
      if (rows.length > mostRows) return refused('tooManyRows', line)
      rows.push({ line, cells: record })
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refused('brokenQuote', lastLine + 1)
  }
  return rows.length === 0 ? refused('empty') : rows
}

const openRows = (content: string, delimiter: string, note: (line: number) => void): AsyncIterable<unknown> =>
  parse(content, {
    on_record: (record, { lines }) => {
      note(lines)
      return record
    },
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: 65_536,
  })

/** The parser counts to the end of a record; a quoted field may have run over several lines. */
const breaksIn = (record: readonly string[]) =>
  record.reduce((count, cell) => count + cell.split('\n').length - 1, 0)
