import { sql } from 'drizzle-orm'
import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../db/columns.ts'
import { secretaries } from '../secretaries/tables.ts'
import type { SwitchName } from './switch.ts'

/** Agency-wide: each time a switch was turned on, by whom, until when. It is on while such a time has no end. */
export const agencySwitches = pgTable(
  'agency_switches',
  {
    id: uuid('id').primaryKey(),
    name: text('name').$type<SwitchName>().notNull(),
    onAt: instant('on_at').notNull(),
    onById: uuid('on_by_id')
      .notNull()
      .references(() => secretaries.id),
    offAt: instant('off_at'),
    offById: uuid('off_by_id').references(() => secretaries.id),
  },
  (t) => [uniqueIndex('agency_switches_on').on(t.name).where(sql`off_at is null`)],
)
