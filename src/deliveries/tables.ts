import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { appointmentNotices } from '../agenda/telling/tables.ts'
import { answers } from '../answers/tables.ts'
import { callbackWishes } from '../callbacks/tables.ts'
import type { Channel } from '../clients/executive.ts'
import { executives } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import { digests } from '../digests/tables.ts'
import { messages } from '../messages/tables.ts'
import { notices } from '../notices/tables.ts'
import type { DeliveryState } from './states.ts'

/** One thing to bring to one person by one channel, with its fate. Written in the transaction of its cause. */
export const deliveries = pgTable(
  'deliveries',
  {
    clientId: clientId(),
    id: id(),
    kind: text('kind').$type<DeliveryKind>().notNull().default('message'),
    /** One of these six says what it brings; of what kind it is says which. */
    messageId: uuid('message_id'),
    digestId: uuid('digest_id'),
    answerId: uuid('answer_id'),
    noticeId: uuid('notice_id'),
    appointmentNoticeId: uuid('appointment_notice_id'),
    callbackWishId: uuid('callback_wish_id'),
    /** The message's. */
    revision: integer('revision').notNull().default(1),
    /** Grows when an urgent message is told once more by the same channel, or a callback ends once more. */
    repeat: integer('repeat').notNull().default(0),
    /** Null where it goes to a caller. */
    executiveId: uuid('executive_id'),
    channel: text('channel').$type<Channel | 'call'>().notNull(),
    urgency: text('urgency').$type<'ordinary' | 'urgent'>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    /** Where it went: an E.164 number or an e-mail address, fixed at the first attempt. */
    destination: text('destination'),
    /** What was sent, for look-ups at the exchange; SMS only. */
    sentBody: text('sent_body'),
    segments: integer('segments'),
    /** MessageSid, or the Message-ID that an e-mail keeps over all its attempts. */
    providerId: text('provider_id'),
    attempts: integer('attempts').notNull().default(0),
    /** Claims that ended without a word, because a worker died: five, and it is quarantined. */
    crashes: integer('crashes').notNull().default(0),
    /** Grows with every job made for this row, so that the queue takes a new one. */
    epoch: integer('epoch').notNull().default(0),
    dueAt: instant('due_at'),
    enqueuedAt: instant('enqueued_at'),
    claimedAt: instant('claimed_at'),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    /**
     * When the exchange's list was seen without it: seen so twice, half a minute apart, it was not sent. Of an
     * e-mail: when its one repetition was allowed.
     */
    absentAt: instant('absent_at'),
    /** The exchange's code, and the words for it that a secretary can read. */
    errorCode: text('error_code'),
    failure: text('failure'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    unique('deliveries_once').on(t.clientId, t.messageId, t.revision, t.executiveId, t.channel, t.repeat),
    check(
      'deliveries_one_subject',
      sql`num_nonnulls(message_id, digest_id, answer_id, notice_id, appointment_notice_id, callback_wish_id) = 1`,
    ),
    index('deliveries_message').on(t.clientId, t.messageId),
    foreignKey({ columns: [t.clientId, t.messageId], foreignColumns: [messages.clientId, messages.id] }),
    foreignKey({ columns: [t.clientId, t.digestId], foreignColumns: [digests.clientId, digests.id] }),
    foreignKey({ columns: [t.clientId, t.answerId], foreignColumns: [answers.clientId, answers.id] }),
    foreignKey({ columns: [t.clientId, t.noticeId], foreignColumns: [notices.clientId, notices.id] }),
    foreignKey({
      columns: [t.clientId, t.appointmentNoticeId],
      foreignColumns: [appointmentNotices.clientId, appointmentNotices.id],
    }),
    foreignKey({
      columns: [t.clientId, t.callbackWishId],
      foreignColumns: [callbackWishes.clientId, callbackWishes.id],
    }),
    index('deliveries_appointment')
      .on(t.clientId, t.appointmentNoticeId)
      .where(sql`appointment_notice_id is not null`),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    index('deliveries_calls').on(t.clientId, t.claimedAt).where(sql`channel = 'call'`),
    /** For the pages of the console: one client's, and everybody's that need a person. */
    index('deliveries_created').on(t.clientId, t.createdAt.desc().nullsLast()),
    index('deliveries_latest').on(t.createdAt.desc().nullsLast(), t.id.desc().nullsLast()),
    index('deliveries_stuck')
      .on(t.createdAt.desc().nullsLast())
      .where(sql`state in ('failed', 'uncertain', 'quarantined')`),
    index('deliveries_due').on(t.dueAt).where(sql`due_at is not null`),
  ],
)

/**
 * `echo`: what became of her answer. `notice`: to a caller. `appointment`: a notice of one, to whomever. `callback`: how
 * one that she ordered ended.
 */
export type DeliveryKind = 'message' | 'digest' | 'echo' | 'notice' | 'appointment' | 'callback'
