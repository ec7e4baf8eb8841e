import { and, eq, gt, sql } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { contactNumbers, contacts } from '../tables.ts'
import { type ContactBatch, compareContacts } from './compare-contacts.ts'
import type { ContactDefinition } from './definition.ts'
import type { ClientPlan } from './plan-import.ts'
import { Problems } from './problem.ts'
import type { StoredContact } from './stored-contacts.ts'
import { validContacts } from './valid-contacts.ts'

/** Streams one client's contacts into the database, in batches, each as two statements with one parameter. */
export async function saveContacts(
  tx: Transaction,
  { read, stored, contacts: counts }: ClientPlan,
  clientId: number,
  executiveIds: ReadonlyMap<string, string>,
): Promise<void> {
  if (!counts || counts.created + counts.changed + counts.removed === 0) return
  const problems = new Problems()
  const keys = new Set<string>()
  for await (const batch of validContacts(read, problems)) {
    if (counts.removed > 0) for (const { key } of batch) keys.add(key)
    const isFirst = !stored || stored.contacts === 0
    const { created, changed } = isFirst ? allNew(batch) : await compareContacts(tx, clientId, batch)
    await deleteNumbers(tx, clientId, changed)
    const fresh = created.map((contact) => ({ id: newId(), contact }))
    await upsert(tx, clientId, [...fresh, ...changed], executiveIds)
  }
  if (problems.count > 0)
    throw new Error(`Contacts of ${read.definition.key} changed while they were being imported`)
  if (counts.removed > 0) await deleteOthers(tx, clientId, keys)
}

const allNew = (batch: readonly ContactDefinition[]): ContactBatch => ({
  created: batch,
  changed: [],
  kept: 0,
})

/**
 * A number that moves from one contact to another is taken over by whichever statement comes first; the
 * deletion for its former contact then no longer finds it.
 */
async function upsert(
  tx: Transaction,
  clientId: number,
  batch: readonly StoredContact[],
  executiveIds: ReadonlyMap<string, string>,
): Promise<void> {
  if (batch.length === 0) return
  const rows = JSON.stringify(
    batch.map(({ id, contact: { executive, ...contact } }) => ({
      ...contact,
      id,
      executive_id: executive === null ? null : executiveIds.get(executive),
    })),
  )
  await tx.execute(sql`
    insert into ${contacts} (client_id, id, key, name, company, email, tags, executive_id)
    select ${clientId}::integer, id, key, name, company, email, tags, executive_id
    from json_to_recordset(${rows}::text::json) as described(
      id uuid, key text, name text, company text, email text, tags text[], executive_id uuid)
    on conflict (client_id, id) do update set
      name = excluded.name, company = excluded.company, email = excluded.email,
      tags = excluded.tags, executive_id = excluded.executive_id`)
  await tx.execute(sql`
    insert into ${contactNumbers} (client_id, number, contact_id)
    select ${clientId}::integer, number, id
    from json_to_recordset(${rows}::text::json) as described(id uuid, numbers text[]), unnest(numbers) as number
    on conflict (client_id, number) do update set contact_id = excluded.contact_id`)
}

async function deleteNumbers(
  tx: Transaction,
  clientId: number,
  changed: readonly StoredContact[],
): Promise<void> {
  if (changed.length === 0) return
  const ids = JSON.stringify(changed.map(({ id }) => id))
  const listed = sql`${contactNumbers.contactId} in (select json_array_elements_text(${ids}::text::json)::uuid)`
  await tx.delete(contactNumbers).where(and(eq(contactNumbers.clientId, clientId), listed))
}

/** Their numbers go with them, by the foreign key. */
async function deleteOthers(tx: Transaction, clientId: number, kept: ReadonlySet<string>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await tx
      .select({ key: contacts.key })
      .from(contacts)
      .where(and(eq(contacts.clientId, clientId), gt(contacts.key, after)))
      .orderBy(contacts.key)
      .limit(10_000)
    const last = rows.at(-1)
    if (!last) return
    after = last.key
    const gone = JSON.stringify(rows.map(({ key }) => key).filter((key) => !kept.has(key)))
    const listed = sql`${contacts.key} in (select json_array_elements_text(${gone}::text::json))`
    await tx.delete(contacts).where(and(eq(contacts.clientId, clientId), listed))
  }
}
