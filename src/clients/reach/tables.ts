import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { clientId, id, instant } from '../../db/columns.ts'
import { clients, executives } from '../tables.ts'

/** A number or an address of the client's people that was changed at the console: they are told of it, and a number waits. */
export const reachChanges = pgTable(
  'reach_changes',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    kind: text('kind').$type<'mobile' | 'email' | 'emergencyNumber'>().notNull(),
    /** Null for the emergency number, which is the client's. */
    executiveId: uuid('executive_id'),
    /** Of a number, the one that calls go to as long as the new one waits. */
    before: text('before'),
    after: text('after'),
    /** Her address as it stood before the change, to which she is told of it. */
    formerEmail: text('former_email'),
    changedAt: instant('changed_at').notNull(),
    /** The supervisor who changed it. */
    changedById: uuid('changed_by_id'),
    /** From when calls are put through to the new number; null where nothing waits. */
    effectiveAt: instant('effective_at'),
    /** Whom the mail has reached, by id, and since when nobody is left to tell. */
    told: uuid('told').array().notNull().default([]),
    toldAt: instant('told_at'),
    settled: text('settled').$type<Settled>(),
    settledAt: instant('settled_at'),
    /** The supervisor or the executive who said so; null for time. */
    settledById: uuid('settled_by_id'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    index('reach_changes_executive').on(t.clientId, t.executiveId, t.changedAt),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)

/**
 * Why a number waits no more: a second person or she herself confirmed it, its time came, or another took its place.
 * `refused`: she said that it is not hers, and it waits until it is replaced.
 */
export type Settled = 'confirmed' | 'elapsed' | 'replaced' | 'refused'
