import { sql } from 'drizzle-orm'
import {
  check,
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
import { clients, contacts, executives } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { Language } from '../i18n/text.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { AppointmentTypeDefinition, Colour, Venue } from './appointment-type.ts'
import type { AppointmentState } from './states.ts'

/** What can be booked with a client. The columns are what `appointmentTypeSchema` says of the fields of that name. */
export const appointmentTypes = pgTable(
  'appointment_types',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    minutes: integer('minutes').notNull(),
    bufferBefore: integer('buffer_before').notNull(),
    bufferAfter: integer('buffer_after').notNull(),
    venue: text('venue').$type<Venue>().notNull(),
    venueDetail: text('venue_detail'),
    colour: text('colour').$type<Colour>().notNull(),
    noticeMinutes: integer('notice_minutes').notNull(),
    horizonDays: integer('horizon_days').notNull(),
    stepMinutes: integer('step_minutes').$type<AppointmentTypeDefinition['stepMinutes']>().notNull(),
    questions: jsonb('questions').$type<string[]>().notNull(),
    executiveKeys: text('executive_keys').array().notNull(),
    bookableBy: text('bookable_by').$type<AppointmentTypeDefinition['bookableBy']>().notNull(),
    reminderHours: integer('reminder_hours').array().notNull(),
    place: integer('place').notNull(),
    /** Set when the client no longer offers it: appointments made of it stay. */
    removedAt: instant('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.id] }), unique('appointment_types_key').on(t.clientId, t.key)],
)

/**
 * A time in an executive's agenda, from the moment it is reserved. Nobody is booked twice: the migration adds an
 * exclusion over executive and `blockedFrom`–`blockedUntil` for the states that block time.
 */
export const appointments = pgTable(
  'appointments',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    executiveId: uuid('executive_id').notNull(),
    /** Null for one that was agreed elsewhere and only written down here. */
    typeId: uuid('type_id'),
    state: text('state').$type<AppointmentState>().notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** With the buffers of its type as they were then. */
    blockedFrom: instant('blocked_from').notNull(),
    blockedUntil: instant('blocked_until').notNull(),
    /** IANA name of the zone in which the time was agreed. */
    timeZone: text('time_zone').notNull(),
    /** What it is called: its type's name then, or as it was written down. */
    title: text('title').notNull(),
    venue: text('venue').$type<Venue>().notNull(),
    venueDetail: text('venue_detail'),
    callerName: text('caller_name'),
    callerNumber: text('caller_number').$type<PhoneNumber>(),
    callerEmail: text('caller_email'),
    contactId: uuid('contact_id'),
    /** In which the caller is written to. */
    language: text('language').$type<Language>().notNull(),
    /** What the caller answered to the questions of the type. */
    details: jsonb('details').$type<{ question: string; answer: string }[]>().notNull().default([]),
    /** For the executive and the secretaries, never told to the caller. */
    note: text('note'),
    /** The call or text in which it was agreed. */
    sourceKind: text('source_kind').$type<'call' | 'text'>(),
    sourceId: uuid('source_id'),
    /** Appointments of one series share it. */
    seriesId: uuid('series_id'),
    /** Where it was booked when not here: "Doctolib". */
    bookedElsewhere: text('booked_elsewhere'),
    /** The secretary who has it reserved or booked it; null for the software, an executive or a caller. */
    bookedById: uuid('booked_by_id'),
    /** Until when it is reserved. */
    reservedUntil: instant('reserved_until'),
    /** The UID that calendars know it by, for life. */
    uid: text('uid').notNull(),
    /** Of RFC 5545: grows with every change of time, place or state that others are told of. */
    sequence: integer('sequence').notNull().default(0),
    /** Grows with every change, so that two who look at it do not overwrite each other. */
    version: integer('version').notNull().default(1),
    /** Why it was declined or cancelled, in the words of whoever did it. */
    endReason: text('end_reason'),
    /** When a person last said what shall become of it: an earlier word that arrives later does not count. */
    decidedAt: instant('decided_at'),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    unique('appointments_uid').on(t.clientId, t.uid),
    check('appointments_end_after_start', sql`ends_at > starts_at`),
    check('appointments_buffers_around', sql`blocked_from <= starts_at and blocked_until >= ends_at`),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    foreignKey({
      columns: [t.clientId, t.typeId],
      foreignColumns: [appointmentTypes.clientId, appointmentTypes.id],
    }),
    foreignKey({
      columns: [t.clientId, t.contactId],
      foreignColumns: [contacts.clientId, contacts.id],
    }),
    index('appointments_agenda').on(t.clientId, t.executiveId, t.startsAt),
    index('appointments_caller').on(t.clientId, t.callerNumber, t.startsAt.desc().nullsLast()),
    index('appointments_source').on(t.clientId, t.sourceId),
    /** What reminders and closing look for, over all clients. */
    index('appointments_standing').on(t.startsAt).where(sql`state in ('proposed', 'confirmed')`),
    index('appointments_reserved').on(t.reservedUntil).where(sql`state = 'reserved'`),
  ],
)

/** When an executive is not to be booked: holidays, a day in court. */
export const absences = pgTable(
  'absences',
  {
    clientId: clientId(),
    id: id(),
    executiveId: uuid('executive_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    label: text('label'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    check('absences_end_after_start', sql`ends_at > starts_at`),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    index('absences_agenda').on(t.clientId, t.executiveId, t.endsAt),
  ],
)
