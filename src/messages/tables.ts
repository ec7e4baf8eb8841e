import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { AnsweredVia } from '../answers/tables.ts'
import { clients, executives } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'

/**
 * A message slip: the note for an executive, from a voicemail, a missed call or a text. One for each call or
 * text (`sourceId`); a later finding, such as a recording that turned up, is a new revision of it.
 */
export const messages = pgTable(
  'messages',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    kind: text('kind').$type<MessageKind>().notNull(),
    sourceKind: text('source_kind').$type<'call' | 'text'>().notNull(),
    sourceId: uuid('source_id').notNull(),
    revision: integer('revision').notNull(),
    recipientId: uuid('recipient_id').notNull(),
    copyIds: uuid('copy_ids').array().notNull(),
    urgency: text('urgency').$type<'ordinary' | 'urgent'>().notNull(),
    callerName: text('caller_name'),
    /** E.164, or null when withheld or not a number. */
    callerNumber: text('caller_number'),
    body: text('body'),
    voicemailSeconds: integer('voicemail_seconds'),
    receivedAt: instant('received_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    unique('messages_source').on(t.clientId, t.sourceId),
    index('messages_created').on(t.clientId, t.createdAt.desc().nullsLast()),
    foreignKey({
      columns: [t.clientId, t.recipientId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)

/** `mattered`: a discarded call or text of which a person said that it mattered. */
export type MessageKind = 'voicemail' | 'missedCall' | 'text' | 'mattered'

/** Her word on a message; the acts tell how it came to be and what it was before. */
export const acknowledgements = pgTable(
  'acknowledgements',
  {
    clientId: clientId(),
    messageId: uuid('message_id').notNull(),
    executiveId: uuid('executive_id').notNull(),
    answer: text('answer').$type<Acknowledgement>().notNull(),
    via: text('via').$type<AnsweredVia>().notNull(),
    at: instant('at').notNull(),
    /** Null while she still means to ring back herself: until then her digests remind her. */
    doneAt: instant('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.messageId, t.executiveId] }),
    foreignKey({ columns: [t.clientId, t.messageId], foreignColumns: [messages.clientId, messages.id] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)

/** `received`: she knows. `secretaryCalls`: the secretary rings back. `executiveCalls`: she does. */
export type Acknowledgement = 'received' | 'secretaryCalls' | 'executiveCalls'
