import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../../db/columns.ts'

/** Agency-wide, only ever added to: what is left of a client whose data were purged. */
export const formerClients = pgTable('former_clients', {
  /** The id that it had; ids are never given twice. */
  formerId: integer('former_id').primaryKey(),
  key: text('key').notNull(),
  name: text('name').notNull(),
  endedAt: instant('ended_at').notNull(),
  endedById: uuid('ended_by_id'),
  exportedAt: instant('exported_at'),
  purgedAt: instant('purged_at').notNull(),
  /** How many rows went, by table, and how many files. */
  rows: jsonb('rows').$type<Readonly<Record<string, number>>>().notNull(),
})
