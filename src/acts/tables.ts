import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { clients } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { Role } from '../secretaries/tables.ts'

/** What was done, by whom, under which mandate or order. Rows are only ever added. */
export const acts = pgTable(
  'acts',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    at: instant('at').notNull(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    /** The executive's or secretary's id; null for the software itself. */
    actorId: uuid('actor_id'),
    verb: text('verb').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
    /** The mandate, or the executive's spoken or written order, under which it was done. */
    authority: text('authority'),
    /** The act that this one takes back. */
    undoes: uuid('undoes'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    index('acts_subject').on(t.clientId, t.subjectKind, t.subjectId),
    index('acts_at').on(t.clientId, t.at.desc().nullsLast()),
  ],
)

/** `caller`: by the link that he was sent; his id is that of what it opens. */
export type ActorKind = 'software' | 'executive' | 'caller' | Role
