import {
  boolean,
  date,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { clientId, id, instant } from '../../db/columns.ts'
import { clients } from '../tables.ts'

/** Why somebody calls: what to ask, for whom, how urgent, and the one treatment. */
export const reasons = pgTable(
  'reasons',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    questions: jsonb('questions').$type<string[]>().notNull(),
    recipientKey: text('recipient_key'),
    urgent: boolean('urgent').notNull(),
    treatment: text('treatment')
      .$type<'connect' | 'message' | 'appointment' | 'onCall' | 'turnAway'>()
      .notNull(),
    place: integer('place').notNull(),
    /** Grows with every change; a slip keeps the version by which it was taken. */
    version: integer('version').notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.id] }), unique('reasons_key').on(t.clientId, t.key)],
)

/** What the secretary reads before she speaks; with dates, a dated note. */
export const instructions = pgTable(
  'instructions',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    key: text('key').notNull(),
    body: text('body').notNull(),
    fromDate: date('from_date'),
    untilDate: date('until_date'),
    place: integer('place').notNull(),
    /** Grows with every change of its words or dates; secretaries say that they have read it. */
    version: integer('version').notNull().default(1),
    changedAt: instant('changed_at'),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.id] }), unique('instructions_key').on(t.clientId, t.key)],
)

/** The version of an instruction that a secretary last said to have read. */
export const instructionReadings = pgTable(
  'instruction_readings',
  {
    clientId: clientId(),
    instructionId: uuid('instruction_id').notNull(),
    secretaryId: uuid('secretary_id').notNull(),
    version: integer('version').notNull(),
    readAt: instant('read_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.instructionId, t.secretaryId] }),
    foreignKey({
      name: 'instruction_readings_instruction',
      columns: [t.clientId, t.instructionId],
      foreignColumns: [instructions.clientId, instructions.id],
    }).onDelete('cascade'),
  ],
)
