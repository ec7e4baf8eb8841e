import { stringify } from 'csv-stringify/sync'
import { and, asc, eq, gt } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { type Act, recordAct } from '../../../acts/record-act.ts'
import { acts } from '../../../acts/tables.ts'
import { calls } from '../../../calls/tables.ts'
import type { Context } from '../../../context.ts'
import type { Db } from '../../../db/db.ts'
import { messages } from '../../../messages/tables.ts'
import { texts } from '../../../texts/tables.ts'
import { guardedCell } from '../../agency-folder/guarded-cell.ts'
import type { StoredClient } from '../../agency-folder/load-stored.ts'
import { printClient } from '../../agency-folder/print-client.ts'
import { contactsHeader, printContact } from '../../agency-folder/print-contacts.ts'
import { allContacts } from '../../agency-folder/stored-contacts.ts'
import { type ZipFile, zipOf } from './zip-entries.ts'

type Exporting = { readonly stored: StoredClient; readonly actor: Act['actor'] }

/**
 * All that a client leaves with: its part of the agency folder, and its calls, texts, messages and acts as CSV. The act
 * is written before the first byte: whoever begins to take the data with him is on record.
 */
export async function exportClient(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { stored, actor }: Exporting,
): Promise<AsyncGenerator<Buffer>> {
  const { clientId } = stored
  await db.transaction((tx) =>
    recordAct(tx, {
      ...{ clientId, actor, verb: 'client.exported', authority: 'console', before: null, after: null },
      ...{ subject: { kind: 'client', id: String(clientId) }, at: now() },
    }),
  )
  return zipOf(filesOf(db, stored))
}

function* filesOf(db: Db, { clientId, definition }: StoredClient): Generator<ZipFile> {
  yield { name: `clients/${definition.key}.yaml`, chunks: [printClient(definition)] }
  yield { name: `contacts/${definition.key}.csv`, chunks: contactsCsv(db, clientId) }
  yield { name: 'calls.csv', chunks: csvOf(db, calls, calls.clientId, calls.id, clientId) }
  yield { name: 'texts.csv', chunks: csvOf(db, texts, texts.clientId, texts.id, clientId) }
  yield { name: 'messages.csv', chunks: csvOf(db, messages, messages.clientId, messages.id, clientId) }
  yield { name: 'acts.csv', chunks: csvOf(db, acts, acts.clientId, acts.id, clientId) }
}

async function* contactsCsv(db: Db, clientId: number): AsyncGenerator<string> {
  yield contactsHeader
  for await (const batch of allContacts(db, clientId))
    yield batch.map(({ contact }) => printContact(contact)).join('')
}

const batch = 2_000
/** So that a spreadsheet takes the file for UTF-8. */
const byteOrderMark = '\ufeff'

/** Every row of the client in order of the ids, each value as text; what is not plain is JSON. */
async function* csvOf(
  db: Db,
  table: PgTable,
  client: PgColumn,
  id: PgColumn,
  clientId: number,
): AsyncGenerator<string> {
  let header = byteOrderMark
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows: Record<string, unknown>[] = await db
      .select()
      .from(table)
      .where(and(eq(client, clientId), gt(id, after)))
      .orderBy(asc(id))
      .limit(batch)
    const [first] = rows
    if (!first) return header === byteOrderMark ? yield header : undefined
    if (header) yield header + stringify([Object.keys(first)], { delimiter: ';' })
    header = ''
    yield stringify(
      rows.map((row) => Object.values(row).map(cellOf)),
      { delimiter: ';' },
    )
    if (rows.length < batch) return
    after = String(rows.at(-1)?.id)
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return guardedCell.write(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
