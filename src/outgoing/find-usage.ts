import { and, count, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import { calls } from '../calls/tables.ts'
import { contactNumbers, contacts, lines } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { Used } from './limits.ts'
import { spanDays } from './prospecting.ts'
import { businessContacts, contactConsents, outgoingCalls } from './tables.ts'

/** What was called out for a client since an instant; what is written down by hand cost us nothing. */
export async function findUsed(
  tx: Transaction,
  clientId: number,
  { since, at }: { readonly since: Date; readonly at: Date },
): Promise<Used> {
  const running = sql`extract(epoch from ${at.toISOString()}::timestamptz - ${calls.answeredAt})`
  const seconds = sql`case when ${calls.endedAt} is null and ${calls.answeredAt} is not null
    then greatest(${calls.talkSeconds}, ${running}) else ${calls.talkSeconds} end`
  const [used] = await tx
    .select({ calls: count(), seconds: sql`coalesce(sum(${seconds}), 0)`.mapWith(Number) })
    .from(calls)
    .where(
      and(
        eq(calls.clientId, clientId),
        eq(calls.direction, 'outbound'),
        isNull(calls.loggedById),
        gte(calls.arrivedAt, since),
      ),
    )
  return { calls: used?.calls ?? 0, seconds: used?.seconds ?? 0 }
}

export type Callee = {
  readonly contactId: string | null
  readonly name: string | null
  readonly isBusiness: boolean
  readonly hasConsent: boolean
}

/** Whose number it is, as far as the client's contacts say. */
export async function findCallee(tx: Transaction, clientId: number, number: PhoneNumber): Promise<Callee> {
  const isOf = (table: typeof contactConsents | typeof businessContacts) =>
    and(eq(table.clientId, contacts.clientId), eq(table.contactId, contacts.id))
  const [found] = await tx
    .select({
      contactId: contacts.id,
      name: contacts.name,
      isBusiness: sql<boolean>`exists (select from ${businessContacts} where ${isOf(businessContacts)})`,
      hasConsent: sql<boolean>`exists (select from ${contactConsents}
        where ${isOf(contactConsents)} and ${contactConsents.withdrawnAt} is null)`,
    })
    .from(contactNumbers)
    .innerJoin(
      contacts,
      and(eq(contacts.clientId, contactNumbers.clientId), eq(contacts.id, contactNumbers.contactId)),
    )
    .where(and(eq(contactNumbers.clientId, clientId), eq(contactNumbers.number, number)))
  return found ?? { contactId: null, name: null, isBusiness: false, hasConsent: false }
}

const dayMs = 24 * 60 * 60 * 1000

/** Prospecting calls to that number for that client, in the days that the law counts. */
export async function countProspecting(
  tx: Transaction,
  clientId: number,
  number: PhoneNumber,
  at: Date,
): Promise<number> {
  const [found] = await tx
    .select({ calls: count() })
    .from(calls)
    .innerJoin(
      outgoingCalls,
      and(eq(outgoingCalls.clientId, calls.clientId), eq(outgoingCalls.callId, calls.id)),
    )
    .where(
      and(
        ...[eq(calls.clientId, clientId), eq(calls.caller, number)],
        gte(calls.arrivedAt, new Date(at.getTime() - spanDays * dayMs)),
        eq(outgoingCalls.purpose, 'prospecting'),
      ),
    )
  return found?.calls ?? 0
}

/** The client's line that he knows, since he rang it last; else the first. Null for a client without any. */
export async function findLine(
  tx: Transaction,
  clientId: number,
  number: PhoneNumber,
): Promise<PhoneNumber | null> {
  const known = await tx
    .select({ number: lines.number })
    .from(lines)
    .where(eq(lines.clientId, clientId))
    .orderBy(lines.key)
  const [last] = await tx
    .select({ line: calls.line })
    .from(calls)
    .where(and(eq(calls.clientId, clientId), eq(calls.caller, number)))
    .orderBy(desc(calls.arrivedAt))
    .limit(1)
  const isTheirs = known.some((line) => line.number === last?.line)
  return (isTheirs ? last?.line : known[0]?.number) ?? null
}
