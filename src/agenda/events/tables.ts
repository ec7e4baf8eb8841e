import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { clients } from '../../clients/tables.ts'
import { clientId, id, instant } from '../../db/columns.ts'

/** A fair, a board meeting: several people, and what has to be done for it. */
export const agendaEvents = pgTable(
  'agenda_events',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    title: text('title').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    venueDetail: text('venue_detail'),
    note: text('note'),
    /** Executives who take part are not booked meanwhile. */
    blocks: boolean('blocks').notNull().default(true),
    executiveIds: uuid('executive_ids').array().notNull(),
    /** Others who take part, by name. */
    guests: text('guests').array().notNull(),
    version: integer('version').notNull().default(1),
    cancelledAt: instant('cancelled_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    check('agenda_events_end_after_start', sql`ends_at > starts_at`),
    index('agenda_events_agenda').on(t.clientId, t.endsAt),
  ],
)

/** One line of an event's checklist. */
export const eventSteps = pgTable(
  'event_steps',
  {
    clientId: clientId(),
    id: id(),
    eventId: uuid('event_id').notNull(),
    what: text('what').notNull(),
    place: integer('place').notNull(),
    dueAt: instant('due_at'),
    doneAt: instant('done_at'),
    doneById: uuid('done_by_id'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({
      columns: [t.clientId, t.eventId],
      foreignColumns: [agendaEvents.clientId, agendaEvents.id],
    }),
    index('event_steps_event').on(t.clientId, t.eventId, t.place),
  ],
)
