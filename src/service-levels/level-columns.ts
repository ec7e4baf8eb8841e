import { type SQL, sql } from 'drizzle-orm'
import { type CountName, type Counts, countNames, type Level } from './levels.ts'
import { countOf } from './offered-calls.ts'
import { levelHours, nobodyId } from './tables.ts'

const column = (name: CountName): SQL => sql`${sql.identifier(levelHours[name].name)}`
/** As they are stored, and as they are had of `offeredCalls`: in the same order. */
export const storedColumns = sql.join(countNames.map(column), sql`, `)
export const rawColumns = sql.join(
  countNames.map((name) => sql`${countOf[name]} as ${column(name)}`),
  sql`, `,
)

const total = (name: CountName) =>
  name === 'longestSeconds'
    ? sql<number>`coalesce(max(${column(name)}), 0)::int`
    : sql<number>`coalesce(sum(${column(name)}), 0)::int`

const people = sql<number>`count(distinct secretary_id) filter (where secretary_id <> ${nobodyId}::uuid)::int`

/** Sums over rows that have these columns and `secretary_id`. */
export const levelColumns = {
  inTime: total('inTime'),
  later: total('later'),
  abandoned: total('abandoned'),
  short: total('short'),
  voicemail: total('voicemail'),
  callback: total('callback'),
  waiting: total('waiting'),
  answerSeconds: total('answerSeconds'),
  abandonedSeconds: total('abandonedSeconds'),
  longestSeconds: total('longestSeconds'),
  spoken: total('spoken'),
  talkSeconds: total('talkSeconds'),
  heldSeconds: total('heldSeconds'),
  wrapUps: total('wrapUps'),
  wrapUpSeconds: total('wrapUpSeconds'),
  people,
}

export const levelOf = ({ people, ...counts }: Counts & { people: number }): Level => ({ counts, people })

/** Counts of rows of `offeredCalls` themselves. */
export const rawLevelColumns = {
  inTime: countOf.inTime,
  later: countOf.later,
  abandoned: countOf.abandoned,
  short: countOf.short,
  voicemail: countOf.voicemail,
  callback: countOf.callback,
  waiting: countOf.waiting,
  answerSeconds: countOf.answerSeconds,
  abandonedSeconds: countOf.abandonedSeconds,
  longestSeconds: countOf.longestSeconds,
  spoken: countOf.spoken,
  talkSeconds: countOf.talkSeconds,
  heldSeconds: countOf.heldSeconds,
  wrapUps: countOf.wrapUps,
  wrapUpSeconds: countOf.wrapUpSeconds,
  people,
}
