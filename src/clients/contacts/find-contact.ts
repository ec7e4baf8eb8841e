import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { idFrom } from '../../ids.ts'
import { inScope, type Scope } from '../../scope.ts'
import type { ContactDefinition } from '../agency-folder/definition.ts'
import { clients, contactNumbers, contacts, executives } from '../tables.ts'

export type ContactKey = { readonly clientId: number; readonly contactId: string }

export type FoundContact = {
  readonly clientId: number
  readonly id: string
  readonly client: { readonly name: string; readonly timeZone: string }
  readonly contact: ContactDefinition
  readonly executiveName: string | null
  /** Another one whenever the card is another. */
  readonly version: string
}

/** Null for what is not there and for what is not hers. */
export async function findContact(
  db: Pick<Db, 'select'>,
  scope: Scope,
  { clientId, contactId }: ContactKey,
): Promise<FoundContact | null> {
  const [row] = await db
    .select({ contact: contacts, client: clients, executive: executives })
    .from(contacts)
    .innerJoin(clients, eq(clients.clientId, contacts.clientId))
    .leftJoin(
      executives,
      and(eq(executives.clientId, contacts.clientId), eq(executives.id, contacts.executiveId)),
    )
    .where(
      and(inScope(scope, contacts.clientId), eq(contacts.clientId, clientId), eq(contacts.id, contactId)),
    )
  if (!row) return null
  const numbers = await db
    .select({ number: contactNumbers.number })
    .from(contactNumbers)
    .where(and(eq(contactNumbers.clientId, clientId), eq(contactNumbers.contactId, contactId)))
  const { key, name, company, email, tags } = row.contact
  const executive = row.executive?.key ?? null
  const contact = {
    key,
    name,
    company,
    email,
    tags,
    executive,
    numbers: numbers.map(({ number }) => number).sort(),
  }
  return {
    clientId,
    id: contactId,
    client: { name: row.client.name, timeZone: row.client.hours.timeZone },
    contact,
    executiveName: row.executive?.name ?? null,
    version: idFrom(JSON.stringify(contact)),
  }
}
