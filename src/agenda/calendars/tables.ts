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
    /** Of the CalDAV collection or of the ICS file. */
    url: text('url').notNull(),
    username: text('username'),
    /** Sealed with the session secret. */
    password: text('password'),
    /** Our appointments appear there. */
    writes: boolean('writes').notNull(),
    /** When it was last read to its end. */
    readAt: instant('read_at'),
    /** Since when it cannot be read or written; null while it can. */
    failingSince: instant('failing_since'),
    /** In words that a secretary can read. */
    failure: text('failure'),
    /** It was suddenly empty, which is obeyed only when a person says so. */
    emptySince: instant('empty_since'),
    syncToken: text('sync_token'),
    etag: text('etag'),
    nextAt: instant('next_at').notNull(),
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
    /** Ours: the appointment it shows, and the version of it that was last written or read there. */
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
