import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AnsweredVia } from '../answers/tables.ts'
import type { Wish } from '../clients/slip-form.ts'
import { clients, executives } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { PhoneNumber } from '../phone-number.ts'

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
    /** Where to ring back, when a secretary asked: E.164. */
    callbackNumber: text('callback_number').$type<PhoneNumber>(),
    company: text('company'),
    subject: text('subject'),
    body: text('body'),
    wish: text('wish').$type<Wish>(),
    /** When he wants to be rung or rings again, in his words. */
    wishWhen: text('wish_when'),
    details: jsonb('details').$type<SlipDetails>(),
    /** The secretary who wrote this revision; null for the software. */
    authorId: uuid('author_id'),
    voicemailSeconds: integer('voicemail_seconds'),
    receivedAt: instant('received_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    unique('messages_source').on(t.clientId, t.sourceId),
    index('messages_created').on(t.clientId, t.createdAt.desc().nullsLast()),
    /** For the board: the newest that are urgent, whoever they are for. */
    index('messages_urgent').on(t.createdAt.desc().nullsLast(), t.clientId).where(sql`urgency = 'urgent'`),
    foreignKey({
      columns: [t.clientId, t.recipientId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)

/**
 * `taken`: written by a secretary while or after she spoke. `mattered`: a discarded call or text of which a person
 * said that it mattered.
 */
export type MessageKind = 'voicemail' | 'missedCall' | 'text' | 'mattered' | 'taken'

/** What only slips of secretaries have: answers as they were asked for, so that later changes do not touch them. */
export type SlipDetails = {
  readonly reason: {
    readonly key: string
    readonly name: string
    readonly version: number
    readonly answers: readonly { readonly question: string; readonly answer: string }[]
  } | null
  readonly fields: readonly { readonly key: string; readonly label: string; readonly value: string }[]
  /** She read the number back to the caller. */
  readonly readBackAt: string | null
  /** Versions of the instructions that stood before her. */
  readonly instructions: readonly {
    readonly key: string
    readonly version: number
    /** The version that she said to have read; null for none. */
    readonly read?: number | null
  }[]
  /** When this revision was written. */
  readonly writtenAt?: string
  /** The revision that a secretary had sent and this one puts right. */
  readonly corrects?: number
  /** Who were told of an earlier revision, which was for them, and have nothing to do with this one. */
  readonly formerRecipientIds?: readonly string[]
}

/** What a slip said before it was corrected: every revision but the last. */
export const messageRevisions = pgTable(
  'message_revisions',
  {
    clientId: clientId(),
    messageId: uuid('message_id').notNull(),
    revision: integer('revision').notNull(),
    /** The row as it was. */
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    authorId: uuid('author_id'),
    writtenAt: instant('written_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.messageId, t.revision] }),
    foreignKey({ columns: [t.clientId, t.messageId], foreignColumns: [messages.clientId, messages.id] }),
  ],
)

/** A slip that is being written, saved at every pause. One for each call or text; `version` keeps two from mixing. */
export const slipDrafts = pgTable(
  'slip_drafts',
  {
    clientId: clientId().references(() => clients.clientId),
    sourceId: uuid('source_id').notNull(),
    sourceKind: text('source_kind').$type<'call' | 'text'>().notNull(),
    secretaryId: uuid('secretary_id').notNull(),
    /** The form's fields as they stood, by name. */
    fields: jsonb('fields').$type<Record<string, string | readonly string[]>>().notNull(),
    version: integer('version').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.sourceId] })],
)

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
