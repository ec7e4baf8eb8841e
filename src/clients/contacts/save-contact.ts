import { and, eq, inArray, ne } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Scope } from '../../scope.ts'
import type { ContactDefinition } from '../agency-folder/definition.ts'
import { contactNumbers, contacts, executives } from '../tables.ts'
import { type ContactFields, type ContactProblems, checkContact } from './check-contact.ts'
import { findContact } from './find-contact.ts'
import { lockContacts } from './lock-contacts.ts'

type Saving = {
  readonly clientId: number
  /** Null for a new one. */
  readonly contactId: string | null
  readonly fields: ContactFields
  /** The card as she saw it, from `versionOf`; null for a new one. */
  readonly seen: string | null
}

export type ContactSaved =
  | { readonly kind: 'saved'; readonly contactId: string }
  | { readonly kind: 'wrong'; readonly problems: ContactProblems }
  /** The number already belongs to another contact of this client. */
  | {
      readonly kind: 'taken'
      readonly number: string
      readonly by: { readonly id: string; readonly name: string }
    }
  /** Somebody else changed it meanwhile. */
  | { readonly kind: 'stale' }

/** Writes a contact's card as the agency folder would have it. Rules look at contacts at each call: nobody need be told. */
export async function saveContact(
  { db, now, live }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  { clientId, contactId, fields, seen }: Saving,
): Promise<ContactSaved> {
  if (!scope.clientIds.includes(clientId)) throw new AppError(404, 'notFound', 'a client that is not hers')
  const saved = await db.transaction(async (tx): Promise<ContactSaved> => {
    await lockContacts(tx, clientId)
    const standing = contactId === null ? null : await findContact(tx, scope, { clientId, contactId })
    if (contactId !== null && !standing) throw new AppError(404, 'notFound', 'a contact that is not there')
    if (standing && standing.version !== seen) return { kind: 'stale' }
    const id = contactId ?? newId()
    const checked = checkContact(standing?.contact.key ?? `c-${id}`, fields)
    if ('problems' in checked) return { kind: 'wrong', problems: checked.problems }
    const { contact } = checked
    const executiveId = await executiveOf(tx, clientId, contact.executive)
    if (executiveId === undefined) return { kind: 'wrong', problems: { executive: [] } }
    const taken = await findTaken(tx, { clientId, id, contact })
    if (taken) return { kind: 'taken', ...taken }
    await write(tx, { clientId, id, contact, executiveId })
    await recordAct(tx, {
      clientId,
      actor: scope.actor,
      verb: standing ? 'contact.changed' : 'contact.created',
      subject: { kind: 'contact', id },
      before: standing?.contact ?? null,
      after: contact,
      authority: 'console',
      at: now(),
    })
    return { kind: 'saved', contactId: id }
  })
  if (saved.kind === 'saved') live.changed([clientId])
  return saved
}

/** Undefined where the client has nobody of that key. */
async function executiveOf(
  tx: Transaction,
  clientId: number,
  key: string | null,
): Promise<string | null | undefined> {
  if (key === null) return null
  const [row] = await tx
    .select({ id: executives.id })
    .from(executives)
    .where(and(eq(executives.clientId, clientId), eq(executives.key, key)))
  return row?.id
}

type Card = { readonly clientId: number; readonly id: string; readonly contact: ContactDefinition }

async function findTaken(tx: Transaction, { clientId, id, contact }: Card) {
  if (contact.numbers.length === 0) return null
  const [row] = await tx
    .select({ number: contactNumbers.number, id: contacts.id, name: contacts.name })
    .from(contactNumbers)
    .innerJoin(
      contacts,
      and(eq(contacts.clientId, contactNumbers.clientId), eq(contacts.id, contactNumbers.contactId)),
    )
    .where(
      and(
        eq(contactNumbers.clientId, clientId),
        inArray(contactNumbers.number, [...contact.numbers]),
        ne(contactNumbers.contactId, id),
      ),
    )
    .limit(1)
  return row ? { number: row.number, by: { id: row.id, name: row.name } } : null
}

async function write(
  tx: Transaction,
  { clientId, id, contact, executiveId }: Card & { executiveId: string | null },
) {
  const { key, name, company, email, tags, numbers } = contact
  const values = { name, company, email, tags: [...tags], executiveId }
  await tx
    .insert(contacts)
    .values({ clientId, id, key, ...values })
    .onConflictDoUpdate({ target: [contacts.clientId, contacts.id], set: values })
  await tx
    .delete(contactNumbers)
    .where(and(eq(contactNumbers.clientId, clientId), eq(contactNumbers.contactId, id)))
  if (numbers.length > 0)
    await tx.insert(contactNumbers).values(numbers.map((number) => ({ clientId, number, contactId: id })))
}
