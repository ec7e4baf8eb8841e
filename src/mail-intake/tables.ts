import { foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { executives } from '../clients/tables.ts'
import { clientId, instant } from '../db/columns.ts'

/**
 * The address that one mail of ours asks replies to be sent to. It says who replies and to what, so it is kept
 * for good; only the token's SHA-256 is.
 */
export const replyAddresses = pgTable(
  'reply_addresses',
  {
    clientId: clientId(),
    tokenHash: text('token_hash').notNull(),
    executiveId: uuid('executive_id').notNull(),
    /** What the mail brought: a message, a digest or an appointment; none, when it was the echo of an answer. */
    messageId: uuid('message_id'),
    digestId: uuid('digest_id'),
    appointmentId: uuid('appointment_id'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.tokenHash] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)
