import { and, asc, desc, eq, gt, gte, inArray, lt, notInArray, sql } from 'drizzle-orm'
import { acts } from '../acts/tables.ts'
import type { AppointmentState } from '../agenda/states.ts'
import { appointments } from '../agenda/tables.ts'
import type { Db } from '../db/db.ts'
import { isPhoneNumber, type PhoneNumber } from '../phone-number.ts'
import { instantOf } from '../rules/instant-of.ts'
import { localTime } from '../rules/local-time.ts'
import { secretaries } from '../secretaries/tables.ts'
import type { digests, StoredAgendaLine } from './tables.ts'

type Reader = Pick<Db, 'select'>
type Executive = { readonly clientId: number; readonly id: string }

/** An appointment in a digest, as it stands when somebody looks. */
export type AgendaLine = Pick<StoredAgendaLine, 'number' | 'kind' | 'appointmentId'> & {
  readonly state: AppointmentState
  readonly startsAt: Date
  readonly title: string
  readonly callerName: string | null
  readonly callerNumber: PhoneNumber | null
}

/** From this hour of her day on a digest tells of tomorrow. */
const eveningBegins = '15:00'
/** More than anybody answers by number. */
const mostLines = 30

/** What waits for her yes or no, and, in the evening, tomorrow's appointments. */
export async function openAgenda(
  db: Reader,
  executive: Executive,
  { at, timeZone }: { readonly at: Date; readonly timeZone: string },
): Promise<Omit<StoredAgendaLine, 'number'>[]> {
  const isHers = and(
    eq(appointments.clientId, executive.clientId),
    eq(appointments.executiveId, executive.id),
  )
  const questions = await db
    .select({ appointmentId: appointments.id })
    .from(appointments)
    .where(and(isHers, eq(appointments.state, 'proposed'), gt(appointments.startsAt, at)))
    .orderBy(asc(appointments.startsAt))
    .limit(mostLines)
  const { today, time } = localTime(at, timeZone)
  const [from, until] = [1, 2].map((days) => instantOf(daysAfter(today.date, days), '00:00', timeZone))
  if (time < eveningBegins || !from || !until) return questions.map(asQuestion)
  const tomorrow = await db
    .select({ appointmentId: appointments.id })
    .from(appointments)
    .where(
      and(
        isHers,
        eq(appointments.state, 'confirmed'),
        gte(appointments.startsAt, from),
        lt(appointments.startsAt, until),
      ),
    )
    .orderBy(asc(appointments.startsAt))
    .limit(mostLines)
  return [...questions.map(asQuestion), ...tomorrow.map((row) => ({ ...row, kind: 'tomorrow' as const }))]
}

const asQuestion = (row: { appointmentId: string }) => ({ ...row, kind: 'question' as const })

const daysAfter = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The appointments of a digest, in their order. */
export async function agendaLines(
  db: Reader,
  { clientId, agenda }: Pick<typeof digests.$inferSelect, 'clientId' | 'agenda'>,
): Promise<AgendaLine[]> {
  if (agenda.length === 0) return []
  const ids = agenda.map(({ appointmentId }) => appointmentId)
  const { id, state, startsAt, title, callerName, callerNumber } = appointments
  const rows = await db
    .select({ id, state, startsAt, title, callerName, callerNumber })
    .from(appointments)
    .where(and(eq(appointments.clientId, clientId), inArray(appointments.id, ids)))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return agenda.flatMap((line) => {
    const found = byId.get(line.appointmentId)
    if (!found) return []
    const { id: _, callerNumber: number, ...appointment } = found
    return [{ ...line, ...appointment, callerNumber: number && isPhoneNumber(number) ? number : null }]
  })
}

/** Something that a secretary did with an appointment of hers. */
export type AppointedInHerName = {
  readonly id: string
  readonly at: Date
  readonly verb: string
  readonly who: string | null
  readonly title: string
  readonly startsAt: Date
  readonly callerName: string | null
  /** The mandate or the order under which it was done. */
  readonly authority: string | null
}

const untold = ['appointment.reserved', 'appointment.released', 'appointment.overtaken']

export async function findAppointedInHerName(
  db: Reader,
  { clientId, id, since }: Executive & { readonly since: Date },
): Promise<AppointedInHerName[]> {
  const { title, startsAt, callerName } = appointments
  return db
    .select({
      ...{ id: acts.id, at: acts.at, verb: acts.verb, who: secretaries.name, authority: acts.authority },
      ...{ title, startsAt, callerName },
    })
    .from(acts)
    .innerJoin(
      appointments,
      and(eq(appointments.clientId, acts.clientId), sql`${appointments.id}::text = ${acts.subjectId}`),
    )
    .leftJoin(secretaries, eq(secretaries.id, acts.actorId))
    .where(
      and(
        eq(acts.clientId, clientId),
        gt(acts.at, since),
        eq(acts.subjectKind, 'appointment'),
        inArray(acts.actorKind, ['secretary', 'supervisor', 'owner']),
        notInArray(acts.verb, untold),
        eq(appointments.executiveId, id),
      ),
    )
    .orderBy(desc(acts.at))
    .limit(200)
}
