import { and, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { ContactKey } from '../../clients/contacts/find-contact.ts'
import type { Db } from '../../db/db.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { businessContacts, contactConsents } from '../tables.ts'

const noter = alias(secretaries, 'noter')
const withdrawer = alias(secretaries, 'withdrawer')

/** What stands written of prospecting a contact, the newest first. */
export async function findConsents(db: Db, { clientId, contactId }: ContactKey) {
  const [business, consents] = await Promise.all([
    db
      .select({ contactId: businessContacts.contactId })
      .from(businessContacts)
      .where(and(eq(businessContacts.clientId, clientId), eq(businessContacts.contactId, contactId))),
    db
      .select({
        ...{ id: contactConsents.id, givenBy: contactConsents.givenBy, givenOn: contactConsents.givenOn },
        ...{ how: contactConsents.how, notedAt: contactConsents.notedAt, notedBy: noter.name },
        ...{ withdrawnAt: contactConsents.withdrawnAt, withdrawnBy: withdrawer.name },
      })
      .from(contactConsents)
      .leftJoin(noter, eq(noter.id, contactConsents.notedById))
      .leftJoin(withdrawer, eq(withdrawer.id, contactConsents.withdrawnById))
      .where(and(eq(contactConsents.clientId, clientId), eq(contactConsents.contactId, contactId)))
      .orderBy(desc(contactConsents.notedAt)),
  ])
  return { isBusiness: business.length > 0, consents }
}

export type ContactConsents = Awaited<ReturnType<typeof findConsents>>
