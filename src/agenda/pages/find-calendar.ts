import { and, asc, eq, exists, inArray, isNull } from 'drizzle-orm'
import { personOf } from '../../answers/person.ts'
import { clients, executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { instantOf } from '../../rules/instant-of.ts'
import { localTime } from '../../rules/local-time.ts'
import { inScope, type Scope } from '../../scope.ts'
import { findAbsencesWithin } from '../absences/find-absences.ts'
import { findEvents } from '../events/find-events.ts'
import { findAppointments } from '../find-appointment.ts'
import { findBusy } from '../find-busy.ts'
import { findHats } from '../load-slot-facts.ts'
import type { Busy } from '../slot-facts.ts'
import type { AppointmentState } from '../states.ts'
import { appointmentTypes } from '../tables.ts'
import { plusDays } from './agenda-times.ts'
import type { Calendar, CalendarColumn, CalendarEntry } from './calendar.ts'
import { type CalendarQuery, datesOf } from './calendar-query.ts'
import type { Executive } from './find-bookable.ts'

type Reader = Pick<Db, 'select'>

/** The calendars that she asked for, of people whose clients are hers. */
export async function findCalendar(
  db: Reader,
  scope: Scope,
  query: CalendarQuery,
  now: Date,
): Promise<Calendar> {
  const hers = await db
    .select()
    .from(clients)
    .where(inScope(scope, clients.clientId))
    .orderBy(asc(clients.name), asc(clients.clientId))
  const asked = await findPeople(db, scope, inArray(executives.id, [...query.who]))
  const clientId =
    query.client ??
    asked[0]?.clientId ??
    (await firstWithTypes(
      db,
      hers.map((one) => one.clientId),
    ))
  const known = hers.some((client) => client.clientId === clientId) ? clientId : null
  const ofClient = known ? await findPeople(db, scope, eq(executives.clientId, known)) : []
  const people = asked.length > 0 ? asked : ofClient.slice(0, 6)
  const home = hers.find((client) => client.clientId === (people[0]?.clientId ?? known))
  const today = localTime(now, home?.hours.timeZone ?? 'Europe/Paris').today.date
  const date = query.date ?? today
  const dates = datesOf(query.view, date)
  const hidden: readonly AppointmentState[] = query.gone
    ? ['reserved']
    : ['reserved', 'declined', 'cancelled']
  const columns = await Promise.all(
    people.flatMap((executive) => {
      const client = hers.find((one) => one.clientId === executive.clientId)
      return client ? [columnOf(db, scope, { executive, client, dates, hidden }, now)] : []
    }),
  )
  const others = asked.filter((one) => one.clientId !== known)
  return {
    ...{ view: query.view, gone: query.gone !== null, date, today, dates, columns, clientId: known },
    region: home?.hours.holidays.region ?? null,
    clients: hers.map((client) => ({ clientId: client.clientId, name: client.name })),
    people: [...others, ...ofClient],
  }
}

const findPeople = (db: Reader, scope: Scope, isOne: ReturnType<typeof eq>): Promise<Executive[]> =>
  db
    .select()
    .from(executives)
    .where(and(isOne, inScope(scope, executives.clientId), isNull(executives.leftAt)))
    .orderBy(asc(executives.clientId), asc(executives.name), asc(executives.id))

/** With whom appointments are made at all, before somebody without an agenda. */
async function firstWithTypes(db: Reader, clientIds: readonly number[]): Promise<number | null> {
  if (clientIds.length === 0) return null
  const offers = db
    .select({ id: appointmentTypes.id })
    .from(appointmentTypes)
    .where(and(eq(appointmentTypes.clientId, clients.clientId), isNull(appointmentTypes.removedAt)))
  const [first] = await db
    .select({ clientId: clients.clientId })
    .from(clients)
    .where(and(inArray(clients.clientId, [...clientIds]), exists(offers)))
    .orderBy(asc(clients.name))
    .limit(1)
  return first?.clientId ?? clientIds[0] ?? null
}

type Asked = {
  readonly executive: Executive
  readonly client: typeof clients.$inferSelect
  readonly dates: readonly string[]
  /** In which states they are left out. */
  readonly hidden: readonly AppointmentState[]
}

async function columnOf(
  db: Reader,
  scope: Scope,
  { executive, client, dates, hidden }: Asked,
  now: Date,
): Promise<CalendarColumn> {
  const timeZone = executive.choices.timeZone ?? client.hours.timeZone
  const from = instantOf(dates[0] ?? '', '00:00', timeZone)
  const until = instantOf(plusDays(dates.at(-1) ?? '', 1), '00:00', timeZone)
  const stretch = { clientId: client.clientId, executiveIds: [executive.id], from, until }
  const [appointments, events, absences, busy] = await Promise.all([
    findAppointments(db, scope, stretch),
    findEvents(db, scope, stretch),
    findAbsencesWithin(db, scope, stretch),
    busyOf(db, executive, { from, until, except: [], now }),
  ])
  const entries: CalendarEntry[] = [
    ...appointments
      .filter(({ appointment: { state } }) => !hidden.includes(state))
      .map((found) => ({ ...timesOf(found.appointment), kind: 'appointment' as const, found })),
    ...events.map((event) => ({ ...timesOf(event), kind: 'event' as const, event })),
    ...absences.map((absence) => ({
      ...{ ...timesOf(absence), kind: 'busy' as const, by: 'absence' as const, absence },
    })),
    ...busy,
  ]
  return {
    ...{ executive, timeZone, clientName: client.name },
    entries: entries.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
  }
}

const timesOf = ({ startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }) => ({
  startsAt,
  endsAt,
})

/** What else takes her time, without saying what: her calendar, absences, and what she has at her other clients. */
async function busyOf(
  db: Reader,
  executive: Executive,
  within: Parameters<typeof findBusy>[2],
): Promise<CalendarEntry[]> {
  const hats = await findHats(db, [personOf(executive)])
  const own = hats.filter(({ id }) => id === executive.id)
  const others = hats.filter(({ id }) => id !== executive.id)
  const [here, elsewhere] = await Promise.all([findBusy(db, own, within), findBusy(db, others, within)])
  const shownHere = [...here.values()].flat().filter(({ by }) => !shownWhole.includes(by))
  return [
    ...shownHere.map((busy) => ({ ...timesOf(busy), kind: 'busy' as const, by: busy.by })),
    ...[...elsewhere.values()]
      .flat()
      .map((busy) => ({ ...timesOf(busy), kind: 'busy' as const, by: elsewhereBy(busy) })),
  ]
}

/** Of these the page shows more than that they take time. */
const shownWhole: readonly Busy['by'][] = ['appointment', 'event', 'absence']

const elsewhereBy = ({ by }: Busy): Busy['by'] | 'elsewhere' =>
  by === 'calendar' || by === 'absence' || by === 'away' ? by : 'elsewhere'
