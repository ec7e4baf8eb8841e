import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../../db/db.ts'
import { contactNumbers, contacts, executives } from '../tables.ts'
import type { ContactDefinition } from './definition.ts'

export type StoredContact = { readonly id: string; readonly contact: ContactDefinition }

type Reader = Db | Transaction

/** Those of a client's contacts that have these keys. */
export function contactsByKey(
  db: Reader,
  clientId: number,
  keys: readonly string[],
): Promise<StoredContact[]> {
  const listed = sql`${contacts.key} in (select json_array_elements_text(${JSON.stringify(keys)}::text::json))`
  return withNumbers(db, clientId, select(db).where(and(eq(contacts.clientId, clientId), listed)))
}

/** All of a client's contacts in order of their keys, in batches. */
export async function* allContacts(
  db: Reader,
  clientId: number,
  size = 5_000,
): AsyncGenerator<StoredContact[]> {
  for (let after = ''; ; ) {
    const batch = await withNumbers(
      db,
      clientId,
      select(db)
        .where(and(eq(contacts.clientId, clientId), gt(contacts.key, after)))
        .orderBy(asc(contacts.key))
        .limit(size),
    )
    const last = batch.at(-1)
    if (!last) return
    yield batch
    after = last.contact.key
  }
}

const select = (db: Reader) =>
  db
    .select({
      id: contacts.id,
      key: contacts.key,
      name: contacts.name,
      company: contacts.company,
      email: contacts.email,
      tags: contacts.tags,
      executive: executives.key,
    })
    .from(contacts)
    .leftJoin(
      executives,
      and(eq(executives.clientId, contacts.clientId), eq(executives.id, contacts.executiveId)),
    )
    .$dynamic()

type Row = Omit<ContactDefinition, 'numbers'> & { id: string }

async function withNumbers(
  db: Reader,
  clientId: number,
  query: PromiseLike<Row[]>,
): Promise<StoredContact[]> {
  const rows = await query
  if (rows.length === 0) return []
  const found = await db
    .select({ contactId: contactNumbers.contactId, number: contactNumbers.number })
    .from(contactNumbers)
    .where(and(eq(contactNumbers.clientId, clientId), isOneOf(rows.map((row) => row.id))))
  const numbers = Map.groupBy(found, (row) => row.contactId)
  return rows.map(({ id, ...contact }) => ({
    id,
    contact: { ...contact, numbers: (numbers.get(id) ?? []).map((row) => row.number).sort() },
  }))
}

const isOneOf = (ids: readonly string[]) =>
  sql`${contactNumbers.contactId} in (select json_array_elements_text(${JSON.stringify(ids)}::text::json)::uuid)`
