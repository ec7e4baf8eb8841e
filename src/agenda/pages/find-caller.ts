import { and, eq } from 'drizzle-orm'
import { contactNumbers, contacts } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { findSource } from '../../messages/find-source.ts'
import { formatNational, parsePhoneNumber } from '../../phone-number.ts'
import type { Scope } from '../../scope.ts'
import { type BookingForm, sourceOf } from './booking-form.ts'

type Reader = Pick<Db, 'select'>
/** The caller of the call or text from which she comes, filled in. Throws 404 for one that is not hers. */
export async function withCaller(
  db: Reader,
  scope: Scope,
  clientId: number,
  form: BookingForm,
): Promise<BookingForm> {
  const source = sourceOf(form)
  if (!source) return form
  const key = { clientId, sourceKind: source.kind, sourceId: source.id }
  const { callerName, callerNumber, contactId } = await findSource(db, scope, key)
  const contact = contactId ? await contactWith(db, clientId, eq(contacts.id, contactId)) : null
  return {
    ...form,
    name: contact?.name ?? callerName ?? '',
    number: callerNumber ? formatNational(callerNumber) : '',
    email: contact?.email ?? '',
    contact: contact?.id ?? null,
  }
}

/** Whose number she has typed; his name and address where she has typed none. */
export async function withContact(db: Reader, clientId: number, form: BookingForm): Promise<BookingForm> {
  const number = parsePhoneNumber(form.number)
  const found = number ? await contactWith(db, clientId, eq(contactNumbers.number, number)) : null
  if (!found) return { ...form, contact: number ? null : await knownContact(db, clientId, form) }
  return {
    ...form,
    contact: found.id,
    name: form.name || found.name,
    email: form.email || (found.email ?? ''),
  }
}

/** One with a number withheld is known by the call only. */
async function knownContact(db: Reader, clientId: number, { contact }: BookingForm): Promise<string | null> {
  return contact && ((await contactWith(db, clientId, eq(contacts.id, contact)))?.id ?? null)
}

async function contactWith(db: Reader, clientId: number, isIt: ReturnType<typeof eq>) {
  const [found] = await db
    .select({ id: contacts.id, name: contacts.name, email: contacts.email })
    .from(contacts)
    .leftJoin(
      contactNumbers,
      and(eq(contactNumbers.clientId, contacts.clientId), eq(contactNumbers.contactId, contacts.id)),
    )
    .where(and(eq(contacts.clientId, clientId), isIt))
    .limit(1)
  return found ?? null
}
