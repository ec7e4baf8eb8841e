import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../db/columns.ts'

/** Agency-wide: what reached us for numbers that nobody owns. */
export const unroutedEvents = pgTable('unrouted_events', {
  id: uuid('id').primaryKey(),
  kind: text('kind').$type<'call' | 'text' | 'status' | 'fallback'>().notNull(),
  /** The signed form fields, as they came. */
  fields: jsonb('fields').$type<Record<string, string>>().notNull(),
  at: instant('at').notNull(),
})

/** Agency-wide: how far the exchange's lists have been read (`calls`, `texts`, `recordings`). */
export const exchangeBookmarks = pgTable('exchange_bookmarks', {
  list: text('list').primaryKey(),
  readUntil: instant('read_until').notNull(),
})

/** Agency-wide: errors that the exchange reported through its fallback address. */
export const exchangeIncidents = pgTable('exchange_incidents', {
  id: uuid('id').primaryKey(),
  errorCode: text('error_code').notNull(),
  errorUrl: text('error_url'),
  callSid: text('call_sid'),
  at: instant('at').notNull(),
})
