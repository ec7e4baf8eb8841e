import { and, asc, eq, gt, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db, Transaction } from '../../db/db.ts'
import type { SignedIn } from '../../secretaries/session.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { shifts, stations, teamMembers } from '../tables.ts'
import { nextShift, type TeamShift } from './next-shift.ts'

type Reader = Db | Transaction
export type Person = { readonly id: string; readonly name: string }
export type Span = { readonly from: Date; readonly to: Date }

const hers = alias(teamMembers, 'her_teams')

/** Those who are in a team with her, herself among them. */
const teammates = (db: Reader, secretaryId: string) =>
  db
    .select({ id: teamMembers.secretaryId })
    .from(teamMembers)
    .innerJoin(hers, eq(hers.teamId, teamMembers.teamId))
    .where(eq(hers.secretaryId, secretaryId))

/** Whose shifts she sees: everybody's for supervisors, her teams' and her own otherwise. By name. */
export async function findPlanned(
  db: Reader,
  { id, role }: Pick<SignedIn, 'id' | 'role'>,
): Promise<Person[]> {
  const seen =
    role === 'secretary' ? or(eq(secretaries.id, id), inArray(secretaries.id, teammates(db, id))) : undefined
  return db
    .select({ id: secretaries.id, name: secretaries.name })
    .from(secretaries)
    .where(and(isNull(secretaries.disabledAt), seen))
    .orderBy(asc(secretaries.name))
}

/** Shifts of these people that lie in the span in part at least. */
export async function findShifts(db: Reader, people: readonly Person[], { from, to }: Span) {
  if (people.length === 0) return []
  const ids = people.map(({ id }) => id)
  return db
    .select()
    .from(shifts)
    .where(and(inArray(shifts.secretaryId, ids), lt(shifts.startsAt, to), gt(shifts.endsAt, from)))
    .orderBy(asc(shifts.startsAt))
}

export async function findShift(db: Reader, id: string) {
  const [found] = await db
    .select({ shift: shifts, name: secretaries.name })
    .from(shifts)
    .innerJoin(secretaries, eq(secretaries.id, shifts.secretaryId))
    .where(eq(shifts.id, id))
  return found ?? null
}

const DAY_MS = 86_400_000

/** Who goes on when she ends at `at`; null where nobody of her teams comes soon. */
export async function findNext(db: Reader, secretaryId: string, at: Date): Promise<TeamShift | null> {
  const { startsAt, endsAt } = shifts
  const coming = await db
    .select({ secretaryId: shifts.secretaryId, startsAt, endsAt })
    .from(shifts)
    .innerJoin(secretaries, eq(secretaries.id, shifts.secretaryId))
    .where(
      and(
        isNull(secretaries.disabledAt),
        inArray(shifts.secretaryId, teammates(db, secretaryId)),
        gt(endsAt, at),
        lt(startsAt, new Date(at.getTime() + DAY_MS)),
      ),
    )
  return nextShift(coming, secretaryId, at)
}

/** So long somebody may be late before it is said. */
const graceMs = 5 * 60_000

/** Who should be at her station and has not taken it, the longest first. */
export const findAbsent = (db: Reader, now: Date) =>
  db
    .select({
      secretaryId: shifts.secretaryId,
      name: secretaries.name,
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
    })
    .from(shifts)
    .innerJoin(secretaries, eq(secretaries.id, shifts.secretaryId))
    .leftJoin(stations, eq(stations.secretaryId, shifts.secretaryId))
    .where(
      and(
        isNull(secretaries.disabledAt),
        isNull(shifts.handedOverAt),
        lte(shifts.startsAt, new Date(now.getTime() - graceMs)),
        gt(shifts.endsAt, now),
        sql`coalesce(${stations.state}, 'off') = 'off'`,
      ),
    )
    .orderBy(asc(shifts.startsAt), asc(secretaries.name))

export type Absent = Awaited<ReturnType<typeof findAbsent>>[number]
