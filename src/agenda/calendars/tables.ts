import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { executives } from '../../clients/tables.ts'
import { clientId, id, instant } from '../../db/columns.ts'
import { appointments } from '../tables.ts'
import type { FailureKind } from './failures.ts'
import type { RefusedWhy } from './reading/read-text.ts'

/**
 * A calendar of an executive's own. `caldav`: read and, with `writes`, written. `ics`: an address that is fetched,
 * read only.
 */
export const calendars = pgTable(
  'calendars',
  {
    clientId: clientId(),
    id: id(),
    executiveId: uuid('executive_id').notNull(),
    kind: text('kind').$type<'caldav' | 'ics'>().notNull(),
    name: text('name').notNull(),
    /** Of the CalDAV collection; of an ICS file only its host, since whoever has such an address reads the calendar. */
    url: text('url').notNull(),
    username: text('username'),
    /** Sealed: the password, or the whole address of an ICS file. Null once it is disconnected. */
    secret: text('secret'),
    /** Our appointments appear there. */
    writes: boolean('writes').notNull(),
    /** When it was last read to its end. */
    readAt: instant('read_at'),
    /** Since when it cannot be read or written; null while it can. */
    failingSince: instant('failing_since'),
    failure: text('failure').$type<FailureKind>(),
    /** It was suddenly empty, which is obeyed only when a person says so. */
    emptySince: instant('empty_since'),
    /** Where the next reading goes on (RFC 6578). */
    syncToken: text('sync_token'),
    /** Of the calendar as a whole: the ctag of a collection, the ETag of a file. */
    etag: text('etag'),
    /** Repetitions are written out until then. */
    expandedUntil: instant('expanded_until'),
    nextAt: instant('next_at').notNull(),
    /** Until then somebody is reading it. */
    claimedUntil: instant('claimed_until'),
    attempts: integer('attempts').notNull().default(0),
    endedAt: instant('ended_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    index('calendars_next').on(t.nextAt),
  ],
)

/** One item of a calendar as both sides last agreed on it (the status of vdirsyncer). */
export const calendarItems = pgTable(
  'calendar_items',
  {
    clientId: clientId(),
    calendarId: uuid('calendar_id').notNull(),
    href: text('href').notNull(),
    uid: text('uid').notNull(),
    etag: text('etag'),
    /** SHA-256 of what matters of its content: an etag may change without it. */
    contentHash: text('content_hash').notNull(),
    /** Why it cannot be read; null for one that can. */
    refused: text('refused').$type<RefusedWhy>(),
    /** Ours: the appointment it shows, and the version of it that both sides agree on; null while ours is to be written. */
    appointmentId: uuid('appointment_id'),
    appointmentVersion: integer('appointment_version'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.calendarId, t.href] }),
    unique('calendar_items_appointment').on(t.clientId, t.calendarId, t.appointmentId),
    foreignKey({
      columns: [t.clientId, t.calendarId],
      foreignColumns: [calendars.clientId, calendars.id],
    }),
    foreignKey({
      columns: [t.clientId, t.appointmentId],
      foreignColumns: [appointments.clientId, appointments.id],
    }),
  ],
)

/** When an executive is busy by a calendar of hers: every occurrence of its items, up to 24 months ahead. */
export const busyTimes = pgTable(
  'busy_times',
  {
    clientId: clientId(),
    calendarId: uuid('calendar_id').notNull(),
    executiveId: uuid('executive_id').notNull(),
    href: text('href').notNull(),
    /** Of the occurrence. */
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** Shown to nobody but whom she lets see it. */
    summary: text('summary'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.calendarId, t.href, t.startsAt] }),
    foreignKey({
      columns: [t.clientId, t.calendarId],
      foreignColumns: [calendars.clientId, calendars.id],
    }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    index('busy_times_agenda').on(t.clientId, t.executiveId, t.endsAt),
  ],
)
