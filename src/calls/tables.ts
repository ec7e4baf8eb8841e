import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { clients } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import type { Outcome } from './outcomes.ts'
import type { Disposition, ExchangeStatus, LeftQueueHow } from './states.ts'

/**
 * One telephone call. `id` derives from the CallSid. Evidence columns only ever grow (earliest instant,
 * highest status), so that callbacks in any order leave the same row; `disposition` is concluded from them.
 */
export const calls = pgTable(
  'calls',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    callSid: text('call_sid').notNull(),
    line: text('line').$type<PhoneNumber>().notNull(),
    callerKind: text('caller_kind').$type<'number' | 'own' | 'withheld' | 'other'>().notNull(),
    /** E.164 for `number` and `own`; what came, for `other`; null when withheld. */
    caller: text('caller'),
    callerName: text('caller_name'),
    contactId: uuid('contact_id'),
    forwardedFrom: text('forwarded_from'),
    arrivedAt: instant('arrived_at').notNull(),
    decision: jsonb('decision').$type<StoredDecision>().notNull(),
    /** `outbound`: a secretary rang somebody for the client; `caller` is then who was rung. */
    direction: text('direction').$type<'inbound' | 'outbound'>().notNull().default('inbound'),
    /** The secretary who wrote it down by hand; null for what the exchange told us. */
    loggedById: uuid('logged_by_id'),
    /** Answered from memory because the database did not answer in time. */
    degraded: boolean('degraded').notNull(),

    dialledAt: instant('dialled_at'),
    dialledNumber: text('dialled_number'),
    acceptedAt: instant('accepted_at'),
    dialEndedAt: instant('dial_ended_at'),
    dialStatus: text('dial_status'),
    bridged: boolean('bridged').notNull().default(false),
    talkSeconds: integer('talk_seconds').notNull().default(0),
    /** He was asked to wait for a secretary; how the wait ended, and who answered him when. */
    queuedAt: instant('queued_at'),
    leftQueueAt: instant('left_queue_at'),
    leftQueueHow: text('left_queue_how').$type<LeftQueueHow>(),
    answeredAt: instant('answered_at'),
    answeredById: uuid('answered_by_id'),
    /** The greeting of the voicemail was sent to the caller. */
    voicemailAt: instant('voicemail_at'),
    /** After the ringing the rule's `otherwise` turned the caller away. */
    refusedAt: instant('refused_at'),
    /** The caller left the voicemail; seconds as the exchange last said. */
    recordedAt: instant('recorded_at'),
    recordedSeconds: integer('recorded_seconds'),
    exchangeStatus: text('exchange_status').$type<ExchangeStatus>().notNull(),
    statusSequence: integer('status_sequence').notNull().default(-1),
    endedAt: instant('ended_at'),
    durationSeconds: integer('duration_seconds'),

    /** For the bill and the report, beside talk, recording and whole duration: how long an executive's telephone rang. */
    rungSeconds: integer('rung_seconds'),
    heldSeconds: integer('held_seconds').notNull().default(0),
    /** She who spoke with him last wrote from then on, until then at the latest. */
    wrapUpFrom: instant('wrap_up_from'),
    wrapUpUntil: instant('wrap_up_until'),
    /** What the person who answered made of it, and whether the client pays for it; null until a person says. */
    outcome: text('outcome').$type<Outcome>(),
    billable: boolean('billable'),

    /** When the call is to be concluded at the latest; null once it is. */
    concludeAt: instant('conclude_at'),
    disposition: text('disposition').$type<Disposition>(),
    /** A person said of a discarded call that it mattered. */
    matteredAt: instant('mattered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    index('calls_arrived').on(t.clientId, t.arrivedAt.desc().nullsLast()),
    index('calls_caller').on(t.clientId, t.caller, t.arrivedAt.desc().nullsLast()),
    /** For the few who know a call by its CallSid alone: the exchange's list of recordings, steps of unknown lines. */
    index('calls_id').on(t.id),
    /** For the board: what just ended, whoever it was for. */
    index('calls_ended')
      .on(sql`(coalesce(ended_at, arrived_at)) desc nulls last`, t.clientId)
      .where(sql`ended_at is not null or conclude_at is null`),
    index('calls_to_conclude').on(t.concludeAt).where(sql`conclude_at is not null`),
    /** How much was called out for a client today. */
    index('calls_outbound').on(t.clientId, t.arrivedAt).where(sql`direction = 'outbound'`),
    /** For the service levels: calls in which somebody was to wait for a secretary, of one day. */
    index('calls_queued').on(t.queuedAt, t.clientId).where(sql`queued_at is not null`),
    index('calls_dialling').on(t.clientId, t.line).where(sql`dialled_at is not null and ended_at is null`),
  ],
)

/** Who looks after a call at the console. She also sees it when its client is not one of hers, for this call. */
export const callHandlings = pgTable(
  'call_handlings',
  {
    clientId: clientId(),
    callId: uuid('call_id').notNull(),
    secretaryId: uuid('secretary_id').notNull(),
    /** Who handed it to her; null when she took it herself. */
    givenById: uuid('given_by_id'),
    /** Who looked after it before her; null for nobody. */
    previousId: uuid('previous_id'),
    takenAt: instant('taken_at').notNull(),
    /** Why the caller rang, as the client's reasons stood then. */
    reasonKey: text('reason_key'),
    reasonVersion: integer('reason_version'),
    note: text('note'),
    wrappedUpAt: instant('wrapped_up_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.callId] }),
    foreignKey({ columns: [t.clientId, t.callId], foreignColumns: [calls.clientId, calls.id] }),
    index('call_handlings_secretary').on(t.secretaryId, t.takenAt.desc().nullsLast()),
    index('call_handlings_open').on(t.takenAt).where(sql`wrapped_up_at is null`),
  ],
)

/** The story of a call: each step once, under its own key (`arrived`, `accepted`, `status-2`, …). */
export const callEvents = pgTable(
  'call_events',
  {
    clientId: clientId(),
    callId: uuid('call_id').notNull(),
    key: text('key').notNull(),
    at: instant('at').notNull(),
    details: jsonb('details').$type<Record<string, string | number | boolean | null>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.callId, t.key] }),
    foreignKey({ columns: [t.clientId, t.callId], foreignColumns: [calls.clientId, calls.id] }),
  ],
)

/** Why audio goes: its time is over, or somebody does not want it kept. */
export type RemovalReason = 'retention' | 'refused' | 'objection' | 'health' | 'unannounced'

/** Audio of a voicemail or of a conversation: awaited at the exchange, stored here, then deleted there; later erased. */
export const recordings = pgTable(
  'recordings',
  {
    clientId: clientId(),
    id: id(),
    callId: uuid('call_id').notNull(),
    /** What a caller left for us, or what people said to each other: who may hear it differs. */
    kind: text('kind').$type<'voicemail' | 'conversation'>().notNull().default('voicemail'),
    recordingSid: text('recording_sid').notNull(),
    seconds: integer('seconds').notNull(),
    announcedAt: instant('announced_at').notNull(),
    /** Where the file store keeps it. */
    fileKey: text('file_key'),
    storedAt: instant('stored_at'),
    exchangeDeletedAt: instant('exchange_deleted_at'),
    attempts: integer('attempts').notNull().default(0),
    /** Null once stored and deleted at the exchange, or given up. */
    nextAttemptAt: instant('next_attempt_at'),
    /** Why it was given up, in words. */
    failure: text('failure'),

    /** It is to be erased, here and at the exchange; null `removedById`: by the software. */
    removalAskedAt: instant('removal_asked_at'),
    removalReason: text('removal_reason').$type<RemovalReason>(),
    removedById: uuid('removed_by_id'),
    removalAttempts: integer('removal_attempts').notNull().default(0),
    nextRemovalAt: instant('next_removal_at'),
    /** The exchange's list of that call was read and did not hold it, and the file store has no such file. */
    provedGoneAt: instant('proved_gone_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({ columns: [t.clientId, t.callId], foreignColumns: [calls.clientId, calls.id] }),
    index('recordings_due').on(t.nextAttemptAt).where(sql`next_attempt_at is not null`),
    index('recordings_call').on(t.clientId, t.callId),
    index('recordings_to_remove').on(t.nextRemovalAt).where(sql`next_removal_at is not null`),
    index('recordings_kept')
      .on(t.clientId, t.announcedAt)
      .where(sql`kind = 'conversation' and removal_asked_at is null`),
    index('recordings_voicemails')
      .on(t.announcedAt)
      .where(sql`kind = 'voicemail' and removal_asked_at is null`),
  ],
)
