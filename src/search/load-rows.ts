import { and, eq, type SQL, sql } from 'drizzle-orm'
import { alias, type PgColumn } from 'drizzle-orm/pg-core'
import { callHandlings, calls } from '../calls/tables.ts'
import { clients, contactNumbers, contacts, executives, lines } from '../clients/tables.ts'
import type { SlipWay } from '../console/board/find-board-slips.ts'
import type { Db } from '../db/db.ts'
import { messages } from '../messages/tables.ts'
import { secretaries } from '../secretaries/tables.ts'
import { texts } from '../texts/tables.ts'
import type { Place } from './cursor.ts'

/** Those rows of a page, in no order; their places were found within the scope of who asks. */
const among = (places: readonly Place[], clientId: PgColumn, id: PgColumn): SQL => {
  const keys = JSON.stringify(places.map((place) => ({ client_id: place.clientId, id: place.id })))
  return sql`(${clientId}, ${id}) in (
    select p.client_id, p.id from json_to_recordset(${keys}::text::json) as p(client_id int, id uuid))`
}

const client = {
  clientId: clients.clientId,
  client: clients.name,
  timeZone: sql<string>`${clients.hours}->>'timeZone'`,
}

/** A number's contact, as a subquery: one number belongs to one contact of a client. */
const contactOf = (clientId: PgColumn, number: PgColumn) => sql<string | null>`(select ${contacts.name}
  from ${contactNumbers} join ${contacts} on ${contacts.clientId} = ${contactNumbers.clientId}
    and ${contacts.id} = ${contactNumbers.contactId}
  where ${contactNumbers.clientId} = ${clientId} and ${contactNumbers.number} = ${number})`

export const loadCalls = (db: Db, places: readonly Place[]) =>
  db
    .select({
      ...client,
      id: calls.id,
      at: calls.arrivedAt,
      direction: calls.direction,
      callerKind: calls.callerKind,
      caller: calls.caller,
      name: sql<
        string | null
      >`coalesce(${messages.callerName}, ${contactOf(calls.clientId, calls.caller)}, ${calls.callerName})`,
      disposition: calls.disposition,
      outcome: calls.outcome,
      billable: calls.billable,
      durationSeconds: calls.durationSeconds,
      slipId: messages.id,
      subject: messages.subject,
      by: secretaries.name,
    })
    .from(calls)
    .innerJoin(clients, eq(clients.clientId, calls.clientId))
    .leftJoin(messages, and(eq(messages.clientId, calls.clientId), eq(messages.sourceId, calls.id)))
    .leftJoin(
      callHandlings,
      and(eq(callHandlings.clientId, calls.clientId), eq(callHandlings.callId, calls.id)),
    )
    .leftJoin(secretaries, eq(secretaries.id, callHandlings.secretaryId))
    .where(among(places, calls.clientId, calls.id))

export const loadTexts = (db: Db, places: readonly Place[]) =>
  db
    .select({
      ...client,
      id: texts.id,
      at: texts.receivedAt,
      senderKind: texts.senderKind,
      sender: texts.sender,
      name: contactOf(texts.clientId, texts.sender),
      body: texts.body,
      mediaCount: texts.mediaCount,
      disposition: texts.disposition,
      lookedAt: texts.lookedAt,
    })
    .from(texts)
    .innerJoin(clients, eq(clients.clientId, texts.clientId))
    .where(among(places, texts.clientId, texts.id))

const author = alias(secretaries, 'author')

export const loadSlips = (db: Db, places: readonly Place[]) =>
  db
    .select({
      ...client,
      id: messages.id,
      at: messages.createdAt,
      kind: messages.kind,
      urgency: messages.urgency,
      revision: messages.revision,
      name: messages.callerName,
      number: messages.callerNumber,
      callbackNumber: messages.callbackNumber,
      company: messages.company,
      recipient: executives.name,
      subject: messages.subject,
      body: messages.body,
      wish: messages.wish,
      wishWhen: messages.wishWhen,
      by: author.name,
      answered: sql<string | null>`(select a.answer from acknowledgements a
        where a.client_id = ${messages.clientId} and a.message_id = ${messages.id} order by a.at desc limit 1)`,
      ways: sql<SlipWay[] | null>`(select json_agg(json_build_object('state', d.state, 'channel', d.channel,
          'failure', d.failure, 'dueAt', d.due_at)) from deliveries d
        where d.client_id = ${messages.clientId} and d.message_id = ${messages.id}
          and d.revision = ${messages.revision})`,
    })
    .from(messages)
    .innerJoin(clients, eq(clients.clientId, messages.clientId))
    .innerJoin(
      executives,
      and(eq(executives.clientId, messages.clientId), eq(executives.id, messages.recipientId)),
    )
    .leftJoin(author, eq(author.id, messages.authorId))
    .where(among(places, messages.clientId, messages.id))

export const loadContacts = (db: Db, places: readonly Place[]) =>
  db
    .select({
      ...client,
      id: contacts.id,
      key: contacts.key,
      name: contacts.name,
      company: contacts.company,
      email: contacts.email,
      tags: contacts.tags,
      executive: executives.name,
      numbers: sql<string[]>`array(select n.number from contact_numbers n
        where n.client_id = ${contacts.clientId} and n.contact_id = ${contacts.id} order by n.number)`,
    })
    .from(contacts)
    .innerJoin(clients, eq(clients.clientId, contacts.clientId))
    .leftJoin(
      executives,
      and(eq(executives.clientId, contacts.clientId), eq(executives.id, contacts.executiveId)),
    )
    .where(among(places, contacts.clientId, contacts.id))

/** In a query of one table Drizzle leaves its name out, and a subquery would take the column for its own. */
const thisClient = sql.raw('"clients"."client_id"')

export const loadClients = (db: Db, places: readonly Place[]) =>
  db
    .select({
      ...client,
      id: sql<string>`${clients.clientId}::text`,
      key: clients.key,
      state: clients.state,
      stateSince: clients.stateSince,
      lines: sql<string[]>`array(select l.number from ${lines} l
        where l.client_id = ${thisClient} order by l.number)`,
      executives: sql<string[]>`array(select e.name from ${executives} e
        where e.client_id = ${thisClient} and e.left_at is null order by e.name)`,
      lastCallAt: sql<
        string | null
      >`(select to_json(c.arrived_at) #>> '{}' from calls c where c.client_id = ${thisClient}
        order by c.arrived_at desc nulls last limit 1)`,
    })
    .from(clients)
    .where(
      sql`${clients.clientId} in (select value::int from json_array_elements_text(${JSON.stringify(places.map(({ id }) => id))}::text::json))`,
    )

type Loaded<L extends (db: Db, places: readonly Place[]) => PromiseLike<readonly unknown[]>> = Awaited<
  ReturnType<L>
>[number]
export type CallRow = Loaded<typeof loadCalls>
export type TextRow = Loaded<typeof loadTexts>
export type SlipRow = Loaded<typeof loadSlips>
export type ContactRow = Loaded<typeof loadContacts>
export type ClientRow = Loaded<typeof loadClients>
