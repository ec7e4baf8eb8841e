import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { calls } from '../calls/tables.ts'
import { contacts } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { PlacedOutcome, Purpose } from './outgoing.ts'

/** What is particular to a call that a secretary placed; what it was for the client stays in `calls`. */
export const outgoingCalls = pgTable(
  'outgoing_calls',
  {
    clientId: clientId(),
    callId: uuid('call_id').notNull(),
    placedById: uuid('placed_by_id').notNull(),
    purpose: text('purpose').$type<Purpose>().notNull(),
    /** What gave rise to it. */
    slipId: uuid('slip_id'),
    callbackId: uuid('callback_id'),
    /** The line of whoever is rung, in `call_legs`. */
    legId: uuid('leg_id').notNull(),
    talkLimitSeconds: integer('talk_limit_seconds').notNull(),
    /** The exchange was asked to ring: never a second time. */
    dialledAt: instant('dialled_at'),
    /** Null as long as nothing is known. */
    outcome: text('outcome').$type<PlacedOutcome>(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.callId] }),
    foreignKey({ columns: [t.clientId, t.callId], foreignColumns: [calls.clientId, calls.id] }),
  ],
)

/** A contact said that he may be rung to be offered something. Never taken out: a consent that ended is withdrawn. */
export const contactConsents = pgTable(
  'contact_consents',
  {
    clientId: clientId(),
    id: id(),
    contactId: uuid('contact_id').notNull(),
    givenBy: text('given_by').notNull(),
    /** The day, by the client's calendar. */
    givenOn: text('given_on').notNull(),
    how: text('how').notNull(),
    notedById: uuid('noted_by_id').notNull(),
    notedAt: instant('noted_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnById: uuid('withdrawn_by_id'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({
      columns: [t.clientId, t.contactId],
      foreignColumns: [contacts.clientId, contacts.id],
    }).onDelete('cascade'),
    index('contact_consents_contact').on(t.clientId, t.contactId),
  ],
)

/** Contacts who are rung as a business, whom the law on prospecting consumers does not protect. */
export const businessContacts = pgTable(
  'business_contacts',
  {
    clientId: clientId(),
    contactId: uuid('contact_id').notNull(),
    notedById: uuid('noted_by_id').notNull(),
    notedAt: instant('noted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.contactId] }),
    foreignKey({
      columns: [t.clientId, t.contactId],
      foreignColumns: [contacts.clientId, contacts.id],
    }).onDelete('cascade'),
  ],
)
