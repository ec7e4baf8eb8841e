import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Language } from '../i18n/text.ts'

/** Agency-wide: the people at our console. Their accounts come with the console. */
export const secretaries = pgTable('secretaries', {
  id: uuid('id').primaryKey(),
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  role: text('role').$type<'secretary' | 'supervisor'>().notNull(),
  language: text('language').$type<Language>().notNull(),
})
