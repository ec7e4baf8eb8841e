import { sql } from 'drizzle-orm'
import {
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
import { executives } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'

/** One digest to one executive at one due time. `id` derives from executive and due time. */
export const digests = pgTable(
  'digests',
  {
    clientId: clientId(),
    id: id(),
    executiveId: uuid('executive_id').notNull(),
    dueAt: instant('due_at').notNull(),
    /** When the digest before it was due: what happened since belongs to this one. */
    since: instant('since').notNull(),
    /** `nothing`: there was nothing to tell, and she wants none then. */
    state: text('state').$type<'due' | 'composed' | 'nothing'>().notNull(),
    lines: jsonb('lines').$type<StoredLine[]>().notNull().default([]),
    /** Appointments that wait for her yes or no, and in the evening tomorrow's. */
    agenda: jsonb('agenda').$type<StoredAgendaLine[]>().notNull().default([]),
    counts: jsonb('counts')
      .$type<DigestCounts>()
      .notNull()
      .default({ forwarded: 0, discarded: 0, inYourName: 0 }),
    composedAt: instant('composed_at'),
    epoch: integer('epoch').notNull().default(0),
    enqueuedAt: instant('enqueued_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    unique('digests_once').on(t.clientId, t.executiveId, t.dueAt),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    index('digests_to_compose').on(t.dueAt).where(sql`state = 'due'`),
  ],
)

/** What a line stood for when it was sent; what has become of it is read when somebody looks. */
export type StoredLine = {
  /** Null when all 99 were taken: that line is answered on the page. */
  readonly number: number | null
  readonly kind: 'urgent' | 'message' | 'callbackWanted' | 'callback' | 'missedCall'
  readonly messageId: string
}

export type StoredAgendaLine = {
  readonly number: number | null
  readonly kind: 'question' | 'tomorrow'
  readonly appointmentId: string
}

/** Calls and texts of the period that need no answer. */
export type DigestCounts = {
  readonly forwarded: number
  readonly discarded: number
  /** Acts of secretaries on what is hers. */
  readonly inYourName: number
}
