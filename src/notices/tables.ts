import { foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { clientId, id, instant } from '../db/columns.ts'
import { messages } from '../messages/tables.ts'
import type { PhoneNumber } from '../phone-number.ts'

/** One text to a caller about his own message. `id` derives from message and kind, so that it is said once. */
export const notices = pgTable(
  'notices',
  {
    clientId: clientId(),
    id: id(),
    messageId: uuid('message_id').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    number: text('number').$type<PhoneNumber>().notNull(),
    body: text('body').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Taken back before it went out. */
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({ columns: [t.clientId, t.messageId], foreignColumns: [messages.clientId, messages.id] }),
  ],
)

/** `passedOn`: his message was handed on. The next two follow from her answer; `correction` takes them back. */
export type NoticeKind = 'passedOn' | 'secretaryCalls' | 'executiveCalls' | 'correction'
