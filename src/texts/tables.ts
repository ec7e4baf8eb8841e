import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { clients } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'

/** One inbound SMS. `id` derives from the MessageSid. */
export const texts = pgTable(
  'texts',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    messageSid: text('message_sid').notNull(),
    line: text('line').$type<PhoneNumber>().notNull(),
    senderKind: text('sender_kind').$type<'number' | 'own' | 'withheld' | 'other'>().notNull(),
    sender: text('sender'),
    contactId: uuid('contact_id'),
    body: text('body').notNull(),
    segments: integer('segments').notNull(),
    mediaCount: integer('media_count').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** Null for an executive's text and for opt-out words, which no rule sees. */
    decision: jsonb('decision').$type<StoredDecision>(),
    disposition: text('disposition').$type<TextDisposition>().notNull(),
    matteredAt: instant('mattered_at'),
    /** When a secretary first looked at it, and who; until then it stands on the board. */
    lookedAt: instant('looked_at'),
    lookedById: uuid('looked_by_id'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    index('texts_received').on(t.clientId, t.receivedAt.desc().nullsLast()),
    index('texts_unseen')
      .on(t.clientId, t.receivedAt.desc().nullsLast())
      .where(sql`looked_at is null and disposition = 'messageTaken'`),
    index('texts_sender').on(t.clientId, t.sender, t.receivedAt.desc().nullsLast()),
  ],
)

/** `order`: from an executive. `optOut`, `optIn`: STOP, START and their French forms. */
export type TextDisposition = 'messageTaken' | 'discarded' | 'order' | 'optOut' | 'optIn'

export const textMedia = pgTable(
  'text_media',
  {
    clientId: clientId(),
    textId: uuid('text_id').notNull(),
    place: integer('place').notNull(),
    url: text('url').notNull(),
    contentType: text('content_type').notNull(),
    fileKey: text('file_key'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    failure: text('failure'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.textId, t.place] }),
    foreignKey({ columns: [t.clientId, t.textId], foreignColumns: [texts.clientId, texts.id] }),
    index('text_media_due').on(t.nextAttemptAt).where(sql`next_attempt_at is not null`),
  ],
)

/** A number that wants no texts from a line; `endedAt` when it asked for them again. */
export const optOuts = pgTable(
  'opt_outs',
  {
    clientId: clientId(),
    line: text('line').$type<PhoneNumber>().notNull(),
    number: text('number').$type<PhoneNumber>().notNull(),
    since: instant('since').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.line, t.number] })],
)

/** The last automatic reply to each sender: at most one an hour. */
export const automaticReplies = pgTable(
  'automatic_replies',
  {
    clientId: clientId(),
    number: text('number').$type<PhoneNumber>().notNull(),
    repliedAt: instant('replied_at').notNull(),
    textId: uuid('text_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.number] })],
)
