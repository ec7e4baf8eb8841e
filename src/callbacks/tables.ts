import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { appointments } from '../agenda/tables.ts'
import { calls } from '../calls/tables.ts'
import { clients, executives } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import { messages } from '../messages/tables.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { AttemptOutcome, CallbackState, CloseReason, WishSource } from './states.ts'

/** A promise to ring somebody back for a client. Why, and who wished it, stands in its wishes: two for one number are one call. */
export const callbacks = pgTable(
  'callbacks',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    state: text('state').$type<CallbackState>().notNull(),
    /** E.164; null where nobody knows it yet. */
    number: text('number').$type<PhoneNumber>(),
    name: text('name'),
    /** Of the client's contacts, while it has him. */
    contactId: uuid('contact_id'),
    priority: text('priority').$type<'ordinary' | 'urgent'>().notNull(),
    /** When he is to be rung next, and by when at the latest as it was promised; null for as soon as may be. */
    dueAt: instant('due_at').notNull(),
    until: instant('until'),
    /** From then on it is late; `raisedAt`: a supervisor was told so. */
    overdueAt: instant('overdue_at').notNull(),
    raisedAt: instant('raised_at'),
    /** Attempts in vain since it was last promised. */
    tries: integer('tries').notNull().default(0),
    /** The secretary who has it in hand. */
    takenById: uuid('taken_by_id'),
    createdAt: instant('created_at').notNull(),
    /** How it ended, by whom (null for the software), and what there was to say of it. */
    endedAt: instant('ended_at'),
    endedById: uuid('ended_by_id'),
    endReason: text('end_reason').$type<CloseReason | 'talked'>(),
    endNote: text('end_note'),
    /** Grows when it is opened again: what is told of its end is told once each time. */
    reopened: integer('reopened').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    /** Two wishes for one number at once: the second waits here, and joins the first. */
    uniqueIndex('callbacks_one_open').on(t.clientId, t.number).where(sql`state in ('open', 'undecided')`),
    index('callbacks_due').on(t.clientId, t.dueAt).where(sql`state in ('open', 'undecided')`),
    index('callbacks_overdue')
      .on(t.overdueAt)
      .where(sql`state in ('open', 'undecided') and raised_at is null`),
    index('callbacks_taken').on(t.takenById).where(sql`state in ('open', 'undecided')`),
    index('callbacks_ended').on(t.clientId, t.endedAt.desc().nullsLast()).where(sql`ended_at is not null`),
  ],
)

/** Who wished that somebody be rung back, and why. `key` names the cause, so that what comes twice is one wish. */
export const callbackWishes = pgTable(
  'callback_wishes',
  {
    clientId: clientId(),
    id: id(),
    callbackId: uuid('callback_id').notNull(),
    key: text('key').notNull(),
    source: text('source').$type<WishSource>().notNull(),
    why: text('why'),
    /** The executive who ordered it, or for whom it is; she is told how it ended. */
    executiveId: uuid('executive_id'),
    /** The secretary who promised it. */
    secretaryId: uuid('secretary_id'),
    callId: uuid('call_id'),
    messageId: uuid('message_id'),
    appointmentId: uuid('appointment_id'),
    at: instant('at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    unique('callback_wishes_once').on(t.clientId, t.key),
    foreignKey({ columns: [t.clientId, t.callbackId], foreignColumns: [callbacks.clientId, callbacks.id] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    foreignKey({ columns: [t.clientId, t.callId], foreignColumns: [calls.clientId, calls.id] }),
    foreignKey({ columns: [t.clientId, t.messageId], foreignColumns: [messages.clientId, messages.id] }),
    foreignKey({
      columns: [t.clientId, t.appointmentId],
      foreignColumns: [appointments.clientId, appointments.id],
    }),
    index('callback_wishes_of').on(t.clientId, t.callbackId),
    index('callback_wishes_hers').on(t.clientId, t.executiveId, t.at.desc().nullsLast()),
  ],
)

/** One try to reach him; `id` derives from the call where there is one. */
export const callbackAttempts = pgTable(
  'callback_attempts',
  {
    clientId: clientId(),
    id: id(),
    callbackId: uuid('callback_id').notNull(),
    /** Null where it was made by other means, such as her own mobile. */
    callId: uuid('call_id'),
    secretaryId: uuid('secretary_id').notNull(),
    begunAt: instant('begun_at').notNull(),
    endedAt: instant('ended_at'),
    outcome: text('outcome').$type<AttemptOutcome>(),
    note: text('note'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({ columns: [t.clientId, t.callbackId], foreignColumns: [callbacks.clientId, callbacks.id] }),
    foreignKey({ columns: [t.clientId, t.callId], foreignColumns: [calls.clientId, calls.id] }),
    /** Nobody is rung by two at once. */
    uniqueIndex('callback_attempts_under_way').on(t.clientId, t.callbackId).where(sql`ended_at is null`),
    index('callback_attempts_call').on(t.clientId, t.callId),
    index('callback_attempts_of').on(t.clientId, t.callbackId, t.begunAt),
    index('callback_attempts_lost').on(t.begunAt).where(sql`ended_at is null`),
  ],
)
