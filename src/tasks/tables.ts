import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { clients } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { TaskKind } from './task-kinds.ts'

/** A to-do or a warning for the people at the console. `key` names its cause, so that it is said once. */
export const tasks = pgTable(
  'tasks',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    audience: text('audience').$type<'secretary' | 'supervisor'>().notNull(),
    kind: text('kind').$type<TaskKind>().notNull(),
    key: text('key').notNull(),
    details: jsonb('details').$type<Record<string, string | number | null>>().notNull(),
    createdAt: instant('created_at').notNull(),
    /** Not before then, as when somebody is to be rung again; null for at once. */
    dueAt: instant('due_at'),
    doneAt: instant('done_at'),
    /** The secretary who works on it, and the one who did it; null for the software. */
    takenById: uuid('taken_by_id'),
    doneById: uuid('done_by_id'),
  },
  (t) => [
    index('tasks_open').on(t.clientId, t.createdAt).where(sql`done_at is null`),
    primaryKey({ columns: [t.clientId, t.id] }),
    unique('tasks_once').on(t.clientId, t.kind, t.key),
  ],
)
