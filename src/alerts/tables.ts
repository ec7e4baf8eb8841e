import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { executives } from '../clients/tables.ts'
import { clientId, instant } from '../db/columns.ts'
import { messages } from '../messages/tables.ts'

/**
 * An urgent message that waits for one executive's word. Each step that brings none leads to the next, until
 * somebody acknowledges it; every step leaves an act.
 */
export const alerts = pgTable(
  'alerts',
  {
    clientId: clientId(),
    messageId: uuid('message_id').notNull(),
    executiveId: uuid('executive_id').notNull(),
    step: text('step').$type<AlertStep>().notNull(),
    /** 0 for the one it was for, then the place on the on-call list by which it came to her. */
    onCallRank: integer('on_call_rank').notNull(),
    startedAt: instant('started_at').notNull(),
    /** When the next step is due; null once there is none: it has ended, or waits for those it was passed on to. */
    nextAt: instant('next_at'),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by').$type<'acknowledged' | 'undone' | 'exhausted' | 'corrected'>(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.messageId, t.executiveId] }),
    foreignKey({ columns: [t.clientId, t.messageId], foreignColumns: [messages.clientId, messages.id] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    index('alerts_due').on(t.nextAt).where(sql`next_at is not null`),
  ],
)

/** What was done last: told by her channels, told again by the other, rung, handed to the next on the list. */
export type AlertStep = 'told' | 'repeated' | 'called' | 'passedOn'
