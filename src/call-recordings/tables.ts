import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { calls } from '../calls/tables.ts'
import { clientId, instant } from '../db/columns.ts'
import type { RecorderState } from './recorder.ts'
import type { Purpose } from './recording.ts'

/**
 * A call that is one of the share to be recorded: what its caller was told, what he said to it, and how the recorder
 * stands. Its sound, once there is some, is a row of `recordings`.
 */
export const callRecordings = pgTable(
  'call_recordings',
  {
    clientId: clientId(),
    callId: uuid('call_id').notNull(),
    /** As it was when he was told: later settings make it shorter, never longer. */
    purpose: text('purpose').$type<Purpose>().notNull(),
    retentionDays: smallint('retention_days').notNull(),
    share: smallint('share').notNull(),
    /** The very words. */
    announcement: text('announcement').notNull(),
    /** The words were sent to the exchange; he has heard them to their end. */
    announcedAt: instant('announced_at').notNull(),
    heardAt: instant('heard_at'),
    refusedAt: instant('refused_at'),
    /** A secretary wants nothing kept of what is said now. */
    pausedAt: instant('paused_at'),
    pausedById: uuid('paused_by_id'),
    /** As the exchange said last. */
    state: text('state').$type<RecorderState>().notNull().default('none'),
    recordingSid: text('recording_sid'),
    startedAt: instant('started_at'),
    /** It will not record any more. */
    closedAt: instant('closed_at'),
    /** Somebody is telling the exchange, until then. */
    busyUntil: instant('busy_until'),
    attempts: integer('attempts').notNull().default(0),
    /** Why it could not be recorded, as the exchange said. */
    failure: text('failure'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.callId] }),
    foreignKey({ columns: [t.clientId, t.callId], foreignColumns: [calls.clientId, calls.id] }),
    index('call_recordings_open').on(t.clientId, t.callId).where(sql`closed_at is null`),
  ],
)
