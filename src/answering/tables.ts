import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { calls } from '../calls/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { LegRole, LiveState, Move, SupervisorMode, Wish } from './states.ts'

/**
 * A call that people of the agency speak in, or that waits for one of them: from the queue, or from dialling out, to
 * its end. What it was for the client stays in `calls`; this row says how it stands now, and each step of it is a
 * conditional UPDATE of `state`.
 */
export const liveCalls = pgTable(
  'live_calls',
  {
    clientId: clientId(),
    callId: uuid('call_id').notNull(),
    state: text('state').$type<LiveState>().notNull(),
    /** Of the caller's leg, or of whoever was rung for an outgoing call; null until the exchange has named it. */
    callSid: text('call_sid'),
    /** Of the conference `call-<callId>`; null until the exchange has told. */
    conferenceSid: text('conference_sid'),
    /** Lower waits less; the client's own, or -1 for one who was already being spoken to. */
    priority: smallint('priority').notNull().default(0),
    queuedAt: instant('queued_at'),
    /** Whoever still waits then goes on to the voicemail. */
    answerBy: instant('answer_by'),
    /** The key he pressed while he waited. */
    wish: text('wish').$type<Wish>(),
    claimedById: uuid('claimed_by_id'),
    claimedAt: instant('claimed_at'),
    /** She who spoke with him last: he comes back to her first. */
    lastSecretaryId: uuid('last_secretary_id'),
    /** She spoke with him first. */
    joinedAt: instant('joined_at'),
    heldSince: instant('held_since'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.callId] }),
    foreignKey({ columns: [t.clientId, t.callId], foreignColumns: [calls.clientId, calls.id] }),
    index('live_calls_waiting').on(t.priority, t.queuedAt).where(sql`state = 'waiting'`),
    index('live_calls_running').on(t.clientId).where(sql`ended_at is null`),
  ],
)

/** One party's line in a live call: the caller's, a secretary's, an executive's, a supervisor's. */
export const callLegs = pgTable(
  'call_legs',
  {
    clientId: clientId(),
    id: id(),
    callId: uuid('call_id').notNull(),
    role: text('role').$type<LegRole>().notNull(),
    secretaryId: uuid('secretary_id'),
    executiveId: uuid('executive_id'),
    number: text('number'),
    /** She answered at her telephone, which the caller's own line has dialled. */
    byTelephone: boolean('by_telephone').notNull().default(false),
    /** Of her telephone into the conference; null as long as nothing needed one. */
    move: text('move').$type<Move>(),
    moveAskedAt: instant('move_asked_at'),
    callSid: text('call_sid'),
    /** In which it was seen. */
    conferenceSid: text('conference_sid'),
    /** How a supervisor takes part; null for everybody else. */
    mode: text('mode').$type<SupervisorMode>(),
    startedAt: instant('started_at').notNull(),
    joinedAt: instant('joined_at'),
    leftAt: instant('left_at'),
    /** Why she was not had: `busy`, `no-answer`, `failed`, …, as the exchange said. */
    failure: text('failure'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({
      columns: [t.clientId, t.callId],
      foreignColumns: [liveCalls.clientId, liveCalls.callId],
    }),
    index('call_legs_call').on(t.clientId, t.callId),
  ],
)
