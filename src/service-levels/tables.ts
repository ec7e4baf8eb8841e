import { date, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { clientId, instant } from '../db/columns.ts'
import type { CountName } from './levels.ts'

/**
 * Agency-wide: the days, on the agency's clock, whose calls are counted in the two tables below, so that a report reads
 * some thousand rows where there were hundreds of thousands of calls. Of a day that is not here the calls are read.
 */
export const countedDays = pgTable('counted_days', {
  day: date('day', { mode: 'string' }).primaryKey(),
  countedAt: instant('counted_at').notNull(),
})

/** As levels.ts explains them. */
const counts = () =>
  ({
    inTime: integer('in_time').notNull(),
    later: integer('later').notNull(),
    abandoned: integer('abandoned').notNull(),
    short: integer('short').notNull(),
    voicemail: integer('voicemail').notNull(),
    callback: integer('callback').notNull(),
    waiting: integer('waiting').notNull(),
    answerSeconds: integer('answer_seconds').notNull(),
    abandonedSeconds: integer('abandoned_seconds').notNull(),
    longestSeconds: integer('longest_seconds').notNull(),
    spoken: integer('spoken').notNull(),
    talkSeconds: integer('talk_seconds').notNull(),
    heldSeconds: integer('held_seconds').notNull(),
    wrapUps: integer('wrap_ups').notNull(),
    wrapUpSeconds: integer('wrap_up_seconds').notNull(),
  }) satisfies Record<CountName, unknown>

/** Stands for nobody: calls that no secretary answered. */
export const nobodyId = '00000000-0000-0000-0000-000000000000'

/** Agency-wide: what was counted in each hour of the agency's clock, by the client's team then, and who answered. */
export const levelHours = pgTable(
  'level_hours',
  {
    day: date('day', { mode: 'string' }).notNull(),
    hour: smallint('hour').notNull(),
    /** Its key; empty for clients without one. */
    team: text('team').notNull(),
    secretaryId: uuid('secretary_id').notNull(),
    ...counts(),
  },
  (t) => [primaryKey({ columns: [t.day, t.hour, t.team, t.secretaryId] })],
)

/** The same by client, on each day. */
export const levelDays = pgTable(
  'level_days',
  {
    clientId: clientId(),
    day: date('day', { mode: 'string' }).notNull(),
    team: text('team').notNull(),
    secretaryId: uuid('secretary_id').notNull(),
    ...counts(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.day, t.team, t.secretaryId] }),
    index('level_days_day').on(t.day),
  ],
)
