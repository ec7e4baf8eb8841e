import { sql } from 'drizzle-orm'
import {
  date,
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
import type { AnsweredVia } from '../answers/tables.ts'
import { clients, executives } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { MandateDefinition, MandateLimits, Power } from './mandate.ts'

/** Standing authority: what the secretary may do in an executive's name. The columns are `mandateSchema`'s fields. */
export const mandates = pgTable(
  'mandates',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    key: text('key').notNull(),
    power: text('power').$type<Power>().notNull(),
    executiveKeys: text('executive_keys').array().notNull(),
    appointmentTypeKeys: text('appointment_type_keys').array().notNull(),
    secretary: text('secretary').$type<MandateDefinition['secretary']>().notNull(),
    limits: jsonb('limits').$type<MandateLimits>().notNull(),
    fromDate: date('from_date'),
    untilDate: date('until_date'),
    answerMinutes: integer('answer_minutes').notNull(),
    ifSilent: text('if_silent').$type<MandateDefinition['ifSilent']>().notNull(),
    place: integer('place').notNull(),
    /** Grows with every change; acts cite it. */
    version: integer('version').notNull().default(1),
    /** Set when it is withdrawn: acts that cite it stay. */
    removedAt: instant('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.id] }), unique('mandates_key').on(t.clientId, t.key)],
)

/** One question put to an executive under a mandate; she answers it as a numbered line. */
export const approvals = pgTable(
  'approvals',
  {
    clientId: clientId(),
    id: id(),
    executiveId: uuid('executive_id').notNull(),
    /** Null where no mandate covers it, so that she is asked. */
    mandateId: uuid('mandate_id'),
    subjectKind: text('subject_kind').$type<'appointment'>().notNull(),
    subjectId: uuid('subject_id').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** When `ifSilent` happens. */
    answerBy: instant('answer_by').notNull(),
    ifSilent: text('if_silent').$type<MandateDefinition['ifSilent']>().notNull(),
    /** `lapsed`: nobody answered in time. `void`: the question fell away. */
    answer: text('answer').$type<'approved' | 'declined' | 'lapsed' | 'void'>(),
    answeredAt: instant('answered_at'),
    via: text('via').$type<AnsweredVia>(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    foreignKey({ columns: [t.clientId, t.mandateId], foreignColumns: [mandates.clientId, mandates.id] }),
    index('approvals_subject').on(t.clientId, t.subjectId),
    index('approvals_open').on(t.answerBy).where(sql`answer is null`),
  ],
)

/** The word by which a secretary knows that it is the executive who gives her an order on the telephone. */
export const codeWords = pgTable(
  'code_words',
  {
    clientId: clientId(),
    executiveId: uuid('executive_id').notNull(),
    /** argon2id in PHC form, of the word without capitals and accents. */
    wordHash: text('word_hash').notNull(),
    setAt: instant('set_at').notNull(),
    failures: integer('failures').notNull().default(0),
    failedAt: instant('failed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.executiveId] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)
