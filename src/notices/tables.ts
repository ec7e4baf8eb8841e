import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { executives } from '../clients/tables.ts'
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
    /** From whose answer it follows; null when it follows from none. */
    executiveId: uuid('executive_id'),
    kind: text('kind').$type<NoticeKind>().notNull(),
    number: text('number').$type<PhoneNumber>().notNull(),
    body: text('body').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Taken back: what had not gone out by then never does. */
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({ columns: [t.clientId, t.messageId], foreignColumns: [messages.clientId, messages.id] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    index('notices_number').on(t.clientId, t.number, t.createdAt),
  ],
)

/** `passedOn`: his message was handed on. The next two follow from her answer; `correction` takes them back. */
export type NoticeKind = 'passedOn' | 'secretaryCalls' | 'executiveCalls' | 'correction'
