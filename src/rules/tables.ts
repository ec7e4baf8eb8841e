import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
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
    /** The supervisor who published it; null for an agency folder. */
    publishedById: uuid('published_by_id'),
    /** Why, in her words. */
    note: text('note'),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.version] })],
)

/** Rules that a supervisor is trying before they are published: at most one draft for each client. */
export const ruleDrafts = pgTable('rule_drafts', {
  clientId: clientId()
    .primaryKey()
    .references(() => clients.clientId),
  ruleSet: jsonb('rule_set').$type<RuleSet>().notNull(),
  /** The published version that it started from. */
  basedOn: integer('based_on').notNull(),
  secretaryId: uuid('secretary_id').notNull(),
  version: integer('version').notNull(),
  savedAt: instant('saved_at').notNull(),
})
