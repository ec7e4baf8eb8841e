import { type SQL, sql } from 'drizzle-orm'
import { calls } from '../calls/tables.ts'
import { clients, contacts } from '../clients/tables.ts'
import { messages } from '../messages/tables.ts'
import { texts } from '../texts/tables.ts'
import type { InRange, Listed } from './find-page.ts'
import { foundContacts, holds, holdsContact, isPartOf, ofClients, type Sought } from './match.ts'

const uuid = sql`uuid`

const columnsOfSlip = (m: SQL) => ({
  search: sql`${m}.search`,
  numbers: sql`(coalesce(substr(${m}.caller_number, 3), '') || ' ' || coalesce(substr(${m}.callback_number, 3), ''))`,
})

export const slipList: Listed = {
  table: sql`${messages}`,
  key: sql`r.created_at`,
  keyKind: 'instant',
  idType: uuid,
  candidates: (sought, clientIds, inRange) => [
    sql`select m.client_id, m.created_at as sort_key, m.id from messages m
      where ${holds(sought, columnsOfSlip(sql`m`), clientIds)} and ${ofClients(sql`m.client_id`, clientIds)}
      ${inRange(sql`m.created_at`, sql`m.id`)}`,
  ],
  matches: (sought) => holds(sought, columnsOfSlip(sql`w`)),
}

/** A text holds what is written in it, or comes from a contact of that name. */
export const textList: Listed = {
  table: sql`${texts}`,
  key: sql`r.received_at`,
  keyKind: 'instant',
  idType: uuid,
  isOfContacts: true,
  candidates: (sought, clientIds, inRange) => [
    sql`select x.client_id, x.received_at as sort_key, x.id from texts x
      where ${holds(sought, columnsOfText(sql`x`), clientIds)} and ${ofClients(sql`x.client_id`, clientIds)}
      ${inRange(sql`x.received_at`, sql`x.id`)}`,
    sql`select k.client_id, r.sort_key, r.id from known k, lateral (
      select x.received_at as sort_key, x.id from texts x
      where x.client_id = k.client_id and x.sender = k.number ${inRange(sql`x.received_at`, sql`x.id`)}
      order by x.received_at desc nulls last limit ${ofOneNumber}) r`,
  ],
  matches: (sought) =>
    sql`(${holds(sought, columnsOfText(sql`w`))} or ${isOfContact(sought, sql`w.sender`)})`,
}

const columnsOfText = (x: SQL) => ({
  search: sql`${x}.search`,
  numbers: sql`substr(${x}.sender, 3)`,
})

/** The limit also makes the database look each number up by itself, whatever it thinks there are. */
const ofOneNumber = 500

/**
 * A call bears no words of its own: it is found by its slip, by the contact who rang, by his number. A slip about a
 * call was received when that arrived, to the microsecond.
 */
export const callList: Listed = {
  table: sql`${calls}`,
  key: sql`r.arrived_at`,
  keyKind: 'instant',
  idType: uuid,
  isOfContacts: true,
  candidates: (sought, clientIds, inRange) => [
    ...callsByNumber(sought, clientIds, inRange),
    sql`select m.client_id, m.received_at as sort_key, m.source_id as id from messages m
      where m.source_kind = 'call' and ${holds(sought, columnsOfSlip(sql`m`), clientIds)}
      and ${ofClients(sql`m.client_id`, clientIds)} ${inRange(sql`m.received_at`, sql`m.source_id`)}`,
    sql`select k.client_id, r.sort_key, r.id from known k, lateral (
      select c.arrived_at as sort_key, c.id from calls c
      where c.client_id = k.client_id and c.caller = k.number ${inRange(sql`c.arrived_at`, sql`c.id`)}
      order by c.arrived_at desc nulls last limit ${ofOneNumber}) r`,
  ],
  matches: (sought) => sql`(${isRungFrom(sought, sql`w`)} or coalesce((
      select ${holds(sought, columnsOfSlip(sql`m`))} from messages m
      where m.client_id = w.client_id and m.source_id = w.id), false)
    or ${isOfContact(sought, sql`w.caller`)})`,
}

/** Calls that are concluded are in one index, the few others in another. */
function callsByNumber(sought: Sought, clientIds: readonly number[], inRange: InRange): SQL[] {
  if (sought.words !== null) return []
  return [sql`r.conclude_at is null`, sql`r.conclude_at is not null`].map(
    (state) => sql`select r.client_id, r.arrived_at as sort_key, r.id from calls r
      where ${state} and ${isRungFrom(sought, sql`r`)} and ${ofClients(sql`r.client_id`, clientIds)}
      ${inRange(sql`r.arrived_at`, sql`r.id`)}`,
  )
}

const isRungFrom = ({ words, numbers }: Sought, r: SQL): SQL =>
  words === null
    ? sql.join(
        numbers.map((number) => isPartOf(number, sql`substr(${r}.caller, 3)`)),
        sql` and `,
      )
    : sql`false`

const isOfContact = (sought: Sought, number: SQL): SQL => sql`coalesce((
  select ${holdsContact(sought, sql`c`)}
  from contact_numbers o join contacts c on c.client_id = o.client_id and c.id = o.contact_id
  where o.client_id = w.client_id and o.number = ${number}), false)`

export const contactList: Listed = {
  table: sql`${contacts}`,
  key: sql`r.sort_name`,
  keyKind: 'name',
  idType: uuid,
  candidates: (sought, clientIds, inRange) => [
    sql`select c.client_id, c.sort_name as sort_key, c.id from ${foundContacts(sought, clientIds)}
      where true ${inRange(sql`c.sort_name`, sql`c.id`)}`,
  ],
  matches: (sought) => holdsContact(sought, sql`w`),
}

/** Agency-wide and small. Found by name, key or a line's number. */
export const clientList: Listed = {
  table: sql`(select x.*, x.client_id as id from ${clients} x)`,
  key: sql`r.sort_name`,
  keyKind: 'name',
  idType: sql`int`,
  candidates: (sought, clientIds, inRange) => [
    sql`select w.client_id, w.sort_name as sort_key, w.client_id as id from clients w
      where ${isCalled(sought)} and ${ofClients(sql`w.client_id`, clientIds)}
      ${inRange(sql`w.sort_name`, sql`w.client_id`)}`,
  ],
  matches: (sought) => isCalled(sought),
}

const isCalled = ({ words, numbers }: Sought): SQL => {
  const called = sql`w.search`
  return sql.join(
    [
      ...(words === null ? [] : [sql`${called} @@ ${words}::tsquery`]),
      ...numbers.map(
        (number) => sql`(exists (select from lines l where l.client_id = w.client_id
            and ${isPartOf(number, sql`substr(l.number, 3)`)})
          or ${isPartOf(number, sql`coalesce(substr(w.public_number, 3), '')`)}
          or ${called} @@ ${number.reference}::tsquery)`,
      ),
    ],
    sql` and `,
  )
}
