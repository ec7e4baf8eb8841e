import { and, asc, eq, gt, inArray, lt, type SQL } from 'drizzle-orm'
import { personOf } from '../../answers/person.ts'
import { executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { inScope, type Scope } from '../../scope.ts'
import { type FoundAppointment, findAppointments } from '../find-appointment.ts'
import { findHats } from '../load-slot-facts.ts'
import { isStanding } from '../states.ts'
import { absences } from '../tables.ts'
import type { Absence, AbsenceKey } from './absence.ts'

type Reader = Pick<Db, 'select'>

export type FoundAbsence = {
  readonly absence: Absence
  readonly executive: typeof executives.$inferSelect
  /** Appointments that she has then all the same, at whichever of the secretary's clients. */
  readonly conflicts: readonly FoundAppointment[]
}

/** Those of a client's executives that are not over, the next one first. */
export async function findAbsences(
  db: Reader,
  scope: Scope,
  clientId: number,
  now: Date,
): Promise<FoundAbsence[]> {
  const rows = await select(db, scope, and(eq(absences.clientId, clientId), gt(absences.endsAt, now)))
  return Promise.all(rows.map((row) => withConflicts(db, scope, row, now)))
}

/** Null for what is not there and for what is not hers. */
export async function findAbsence(
  db: Reader,
  scope: Scope,
  { clientId, absenceId }: AbsenceKey,
  now: Date,
): Promise<FoundAbsence | null> {
  const isIt = and(eq(absences.clientId, clientId), eq(absences.id, absenceId))
  const [row] = await select(db, scope, isIt)
  return row ? withConflicts(db, scope, row, now) : null
}

type Stretch = {
  readonly clientId: number
  readonly executiveIds: readonly string[]
  readonly from: Date
  readonly until: Date
}

/** What a calendar shows of a stretch of time. */
export async function findAbsencesWithin(
  db: Reader,
  scope: Scope,
  { clientId, executiveIds, from, until }: Stretch,
): Promise<Absence[]> {
  const those = and(eq(absences.clientId, clientId), inArray(absences.executiveId, [...executiveIds]))
  const then = and(lt(absences.startsAt, until), gt(absences.endsAt, from))
  return (await select(db, scope, and(those, then))).map(({ absence }) => absence)
}

const select = (db: Reader, scope: Scope, those: SQL | undefined) =>
  db
    .select({ absence: absences, executive: executives })
    .from(absences)
    .innerJoin(
      executives,
      and(eq(executives.clientId, absences.clientId), eq(executives.id, absences.executiveId)),
    )
    .where(and(those, inScope(scope, absences.clientId)))
    .orderBy(asc(absences.startsAt), asc(absences.id))
    .limit(500)

async function withConflicts(
  db: Reader,
  scope: Scope,
  { absence, executive }: Omit<FoundAbsence, 'conflicts'>,
  now: Date,
): Promise<FoundAbsence> {
  const hats = await findHats(db, [personOf(executive)])
  const then = { from: absence.startsAt, until: absence.endsAt }
  const found = await Promise.all(
    hats.map(({ clientId, id }) => findAppointments(db, scope, { clientId, executiveIds: [id], ...then })),
  )
  const conflicts = found.flat().filter(({ appointment }) => {
    return isStanding(appointment.state) && appointment.endsAt > now
  })
  return { absence, executive, conflicts }
}
