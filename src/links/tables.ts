import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { executives } from '../clients/tables.ts'
import { clientId, instant } from '../db/columns.ts'

/** A signed link: one thing, for one person, for one purpose. Only the token's SHA-256 is kept. */
export const links = pgTable(
  'links',
  {
    clientId: clientId(),
    tokenHash: text('token_hash').notNull(),
    purpose: text('purpose').$type<LinkPurpose>().notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Null where it was sent to a caller. */
    executiveId: uuid('executive_id'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.tokenHash] }),
    index('links_subject').on(t.clientId, t.subjectId),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)

/**
 * `message`: one slip. `digest`: the lines of one digest. `number`: a number that was set for her. `appointment`: one
 * appointment of hers. `agenda`: all of hers at this client. `callbacks`: whom we ring back for her. `feed`: the same, for a calendar program. To callers:
 * `callerAppointment`, one appointment; `offer`, a time that is kept for him. The others: her own availability and choices.
 */
export type LinkPurpose =
  | 'message'
  | 'digest'
  | 'availability'
  | 'settings'
  | 'number'
  | 'appointment'
  | 'agenda'
  | 'feed'
  | 'callbacks'
  | 'callerAppointment'
  | 'offer'
