import { createReadStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import type { ContactSource, PlacedContact } from './agency.ts'
import { readContactRow, readHeader } from './contact-row.ts'
import type { Problems } from './problem.ts'
import { type CsvForm, sniffCsv } from './sniff-csv.ts'

const batchSize = 5_000

/** Every contact in batches of 5,000, never all at once; rows with problems are told and left out. */
export async function* readContacts(
  source: ContactSource,
  problems: Problems,
): AsyncGenerator<PlacedContact[]> {
  if (source.kind === 'inline') {
    yield [...source.contacts]
    return
  }
  const form = await sniffCsv(source.path)
  if ('refused' in form) {
    problems.add({
      place: { file: source.file, line: 1, column: 1 },
      path: '',
      value: null,
      expected: form.refused,
    })
    return
  }
  if (form.encoding === 'windows-1252')
    problems.warnings.push(`${source.file} is read as Windows-1252; see to its accents`)
  const read = { lines: 0 }
  try {
    yield* readRows(source, form, read, problems)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    problems.add(brokenCsv(error, source.file, read.lines + 1))
  }
}

const recordSchema = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) })

async function* readRows(
  { path, file }: { path: string; file: string },
  form: CsvForm,
  read: { lines: number },
  problems: Problems,
) {
  const rows = openRows(path, form, read)
  let header: string[] | null = null
  let batch: PlacedContact[] = []
  for await (const row of rows) {
    const { record, info } = recordSchema.parse(row)
    // `lines` counts to the end of the record; a quoted field may have run over several.
    const place = { file, line: info.lines - lineBreaks(record), column: 1 }
    if (!header) {
      header = readHeader(record, place, problems)
      if (!header) return
      continue
    }
    const contact = readContactRow(header, record, place, problems)
    if (contact) batch.push({ place, contact })
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (!header) readHeader([], { file, line: 1, column: 1 }, problems)
  if (batch.length > 0) yield batch
}

/** `read.lines` follows the parser itself, since rows on their way are lost when a later one is broken. */
function openRows(path: string, { encoding, delimiter }: CsvForm, read: { lines: number }) {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: 65_536,
    on_record: (record, { lines }) => {
      read.lines = lines
      return record
    },
  })
  const decoder = new TextDecoder(encoding)
  const decode = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  }
  pipeline(createReadStream(path), decode, new PassThrough(), parser).catch((error) => parser.destroy(error))
  return parser
}

const lineBreaks = (record: readonly string[]) =>
  record.reduce((count, field) => count + (field.includes('\n') ? field.split('\n').length - 1 : 0), 0)

function brokenCsv(error: CsvError, file: string, line: number) {
  const expected: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: 'a quotation mark opens here and never closes',
    CSV_MAX_RECORD_SIZE: 'a row longer than 65,536 characters; a quotation mark probably never closes',
    CSV_INVALID_CLOSING_QUOTE: 'a quotation mark inside a quoted field; expected it doubled',
    INVALID_OPENING_QUOTE: 'a quotation mark inside a field; expected the whole field in quotation marks',
  }
  return {
    place: { file, line, column: 1 },
    path: '',
    value: null,
    expected: expected[error.code] ?? error.message,
  }
}
