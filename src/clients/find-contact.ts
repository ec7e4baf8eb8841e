import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { contactNumbers, contacts, executives } from './tables.ts'

/** Somebody the client knows. */
export type ShownContact = {
  readonly id: string
  readonly name: string
  readonly company: string | null
  readonly email: string | null
  readonly tags: readonly string[]
  readonly numbers: readonly string[]
  /** Whose contact it is. */
  readonly executiveKey: string | null
  readonly executiveName: string | null
}

/** The contact of a call or text that is hers, or null. */
export async function findContact(
  db: Pick<Db, 'select'>,
  clientId: number,
  contactId: string | null,
): Promise<ShownContact | null> {
  if (contactId === null) return null
  const [found] = await db
    .select({ contact: contacts, executiveKey: executives.key, executiveName: executives.name })
    .from(contacts)
    .leftJoin(
      executives,
      and(eq(executives.clientId, contacts.clientId), eq(executives.id, contacts.executiveId)),
    )
    .where(and(eq(contacts.clientId, clientId), eq(contacts.id, contactId)))
  if (!found) return null
  const numbers = await db
    .select({ number: contactNumbers.number })
    .from(contactNumbers)
    .where(and(eq(contactNumbers.clientId, clientId), eq(contactNumbers.contactId, contactId)))
    .orderBy(asc(contactNumbers.number))
  const { id, name, company, email, tags } = found.contact
  const { executiveKey, executiveName } = found
  return {
    id,
    name,
    company,
    email,
    tags,
    numbers: numbers.map((row) => row.number),
    executiveKey,
    executiveName,
  }
}
