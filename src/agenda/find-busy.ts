import {
  and,
  arrayOverlaps,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { availabilities } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { busyTimes } from './calendars/tables.ts'
import { agendaEvents } from './events/tables.ts'
import type { Busy } from './slot-facts.ts'
import { absences, appointments } from './tables.ts'

/** One of the rows of the same human; `person` as in src/answers/person.ts. */
export type HatOfPerson = { readonly clientId: number; readonly id: string; readonly person: string }

type Within = {
  readonly from: Date
  readonly until: Date
  /** Appointments that do not count. */
  readonly except: readonly string[]
  readonly now: Date
}

/** What takes the time of these people, by person, in one query. */
export async function findBusy(
  db: Pick<Db, 'select'>,
  hats: readonly HatOfPerson[],
  within: Within,
): Promise<Map<string, Busy[]>> {
  if (hats.length === 0) return new Map()
  const columns = {
    clientId: sql<number>`busy.client_id`,
    executiveId: sql<string>`busy.executive_id`,
    by: sql<Busy['by']>`busy.by`,
    startsAt: sql`busy.starts_at`.mapWith(appointments.startsAt),
    endsAt: sql`busy.ends_at`.mapWith(appointments.endsAt),
  }
  const rows = await db.select(columns).from(sql`(${sql.join(partsOf(hats, within), sql` union all `)}) busy`)
  const persons = new Map(hats.map(({ clientId, id, person }) => [`${clientId}/${id}`, person]))
  const busy = new Map<string, Busy[]>()
  for (const { clientId, executiveId, ...taken } of rows) {
    const person = persons.get(`${clientId}/${executiveId}`)
    if (person) busy.set(person, [...(busy.get(person) ?? []), taken])
  }
  return busy
}

/** One select for each thing that takes time, their columns in the same order. */
function partsOf(hats: readonly HatOfPerson[], within: Within): SQL[] {
  return [
    absencesOrBusyTimes(absences, 'absence', hats, within),
    absencesOrBusyTimes(busyTimes, 'calendar', hats, within),
    appointmentsOf(hats, within),
    eventsOf(hats, within),
    awayOf(hats, within),
  ]
}

function absencesOrBusyTimes(
  table: typeof absences | typeof busyTimes,
  by: Busy['by'],
  hats: readonly HatOfPerson[],
  within: Within,
): SQL {
  const { clientId, executiveId, startsAt, endsAt } = table
  return sql`select ${clientId}, ${executiveId}, ${by}::text as by, ${startsAt}, ${endsAt} from ${table}
    where ${and(isOf(hats, clientId, executiveId), lt(startsAt, within.until), gt(endsAt, within.from))}`
}

/** With their buffers. A reservation that has run out takes nobody's time. */
function appointmentsOf(hats: readonly HatOfPerson[], { from, until, except, now }: Within): SQL {
  const { clientId, id, executiveId, state, blockedFrom, blockedUntil, reservedUntil } = appointments
  const blocks = or(
    inArray(state, ['proposed', 'confirmed']),
    and(eq(state, 'reserved'), gt(reservedUntil, now)),
  )
  return sql`select ${clientId}, ${executiveId},
      case when ${state} = 'reserved' then 'reservation' else 'appointment' end, ${blockedFrom}, ${blockedUntil}
    from ${appointments}
    where ${and(
      isOf(hats, clientId, executiveId),
      lt(blockedFrom, until),
      gt(blockedUntil, from),
      blocks,
      except.length > 0 ? notInArray(id, [...except]) : undefined,
    )}`
}

function eventsOf(hats: readonly HatOfPerson[], { from, until }: Within): SQL {
  const { clientId, executiveIds, startsAt, endsAt, blocks, cancelledAt } = agendaEvents
  const ids = hats.map(({ id }) => id)
  return sql`select ${clientId}, unnest(${executiveIds}), 'event', ${startsAt}, ${endsAt} from ${agendaEvents}
    where ${and(
      inArray(clientId, clientIdsOf(hats)),
      arrayOverlaps(executiveIds, ids),
      eq(blocks, true),
      isNull(cancelledAt),
      lt(startsAt, until),
      gt(endsAt, from),
    )}`
}

/** From now until when she said. Without an end nobody knows, and it bars nothing that lies ahead. */
function awayOf(hats: readonly HatOfPerson[], { now }: Within): SQL {
  const { clientId, executiveId, until } = availabilities
  return sql`select ${clientId}, ${executiveId}, 'away', ${now.toISOString()}::timestamptz, ${until} from ${availabilities}
    where ${and(isOf(hats, clientId, executiveId), isNotNull(until), gt(until, now))}`
}

const isOf = (hats: readonly HatOfPerson[], clientId: PgColumn, executiveId: PgColumn) =>
  and(
    inArray(clientId, clientIdsOf(hats)),
    inArray(
      executiveId,
      hats.map(({ id }) => id),
    ),
  )

const clientIdsOf = (hats: readonly HatOfPerson[]) => [...new Set(hats.map(({ clientId }) => clientId))]
