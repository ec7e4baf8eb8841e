import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { clientId, id, instant } from '../../../db/columns.ts'
import { clients } from '../../tables.ts'

/** A file of contacts that somebody looks at before it is imported; gone once it is, or after a day. */
export const contactImports = pgTable(
  'contact_imports',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    secretaryId: uuid('secretary_id').notNull(),
    createdAt: instant('created_at').notNull(),
    fileName: text('file_name').notNull(),
    /** As the file had it: `utf-8`, `windows-1252`, … */
    encoding: text('encoding').notNull(),
    delimiter: text('delimiter').notNull(),
    content: text('content').notNull(),
    /** For each column of the file the contact's field that it holds; an empty one is passed over. */
    mapping: jsonb('mapping').$type<string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.id] })],
)
