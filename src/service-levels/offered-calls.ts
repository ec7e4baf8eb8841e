import { type SQL, sql } from 'drizzle-orm'
import { calls } from '../calls/tables.ts'
import { clients } from '../clients/tables.ts'
import { type CountName, type Fate, inTimeSeconds, shortSeconds } from './levels.ts'
import { nobodyId } from './tables.ts'

/**
 * One row for each offered call of which `where` holds (it speaks of `calls`), as levels.ts explains: on which day and
 * in which hour of `timeZone` he began to wait, whose call it was, who answered, and what became of it. `offset 0` has
 * each worked out once, not anew in every count.
 */
export const offeredCalls = (where: SQL, timeZone: string): SQL => sql`(
  select client_id, team, secretary_id, local::date as day, date_part('hour', local)::int as hour, waited, queued_at,
    talk_seconds, held_seconds, wrote, is_answered and talk_seconds > 0 as spoken,
    case when is_answered then case when waited <= ${inTimeSeconds} then 'inTime' else 'later' end
      when waited is null then 'waiting'
      when left_queue_how = 'hungUp' then case when waited < ${shortSeconds} then 'short' else 'abandoned' end
      when left_queue_how = 'callback' then 'callback'
      else 'voicemail' end as fate
  from (
    select ${calls.clientId} as client_id, coalesce(teams.team, '') as team,
      coalesce(${calls.answeredById}, ${nobodyId}::uuid) as secretary_id, ${calls.queuedAt} as queued_at,
      ${calls.queuedAt} at time zone ${timeZone} as local, ${calls.answeredAt} is not null as is_answered,
      ${seconds(sql`${calls.queuedAt}`, sql`coalesce(${calls.answeredAt}, ${calls.leftQueueAt})`)} as waited,
      ${calls.leftQueueHow} as left_queue_how, ${calls.talkSeconds} as talk_seconds,
      ${calls.heldSeconds} as held_seconds, ${seconds(sql`${calls.wrapUpFrom}`, sql`${calls.wrapUpUntil}`)} as wrote
    from ${calls} left join ${teamOfClients} teams on teams.client_id = ${calls.clientId}
    where ${calls.queuedAt} is not null and ${where} offset 0
  ) offered offset 0)`

/** Joined, and by a key, so that it is not read where nobody asks for it: looked up for each call, it took longest. */
const teamOfClients = sql`(
  select ${clients.clientId} as client_id, ${clients.answering} ->> 'team' as team from ${clients})`

/** Null without an end. Two processes may disagree by some milliseconds about what came first. */
function seconds(from: SQL, until: SQL): SQL {
  return sql`case when ${until} < ${from} then 0 else date_part('epoch', ${until} - ${from}) end`
}

const numberOf = (fate: Fate) => sql<number>`count(*) filter (where fate = ${sql.raw(`'${fate}'`)})::int`

/** Each count of rows of `offeredCalls`. */
export const countOf: Readonly<Record<CountName, SQL<number>>> = {
  inTime: numberOf('inTime'),
  later: numberOf('later'),
  abandoned: numberOf('abandoned'),
  short: numberOf('short'),
  voicemail: numberOf('voicemail'),
  callback: numberOf('callback'),
  waiting: numberOf('waiting'),
  answerSeconds: sql<number>`coalesce(sum(waited) filter (where fate in ('inTime', 'later')), 0)::int`,
  abandonedSeconds: sql<number>`coalesce(sum(waited) filter (where fate = 'abandoned'), 0)::int`,
  longestSeconds: sql<number>`coalesce(max(waited), 0)::int`,
  spoken: sql<number>`count(*) filter (where spoken)::int`,
  talkSeconds: sql<number>`coalesce(sum(talk_seconds) filter (where spoken), 0)::int`,
  heldSeconds: sql<number>`coalesce(sum(held_seconds) filter (where spoken), 0)::int`,
  wrapUps: sql<number>`count(wrote)::int`,
  wrapUpSeconds: sql<number>`coalesce(sum(wrote), 0)::int`,
}
