import { integer, jsonb, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { clients } from '../clients/tables.ts'
import { clientId, instant } from '../db/columns.ts'
import type { RuleSet } from './rule.ts'

/** Every version of every client's rules; the highest is in force. Rows are never changed. */
export const ruleSets = pgTable(
  'rule_sets',
  {
    clientId: clientId().references(() => clients.clientId),
    version: integer('version').notNull(),
    ruleSet: jsonb('rule_set').$type<RuleSet>().notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.version] })],
)
