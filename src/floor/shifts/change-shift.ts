import { and, asc, eq, gt, inArray, lt, notInArray } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import { recordAccountEvent } from '../../secretaries/record-account-event.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { shifts } from '../tables.ts'
import { tellFloor } from '../tell-floor.ts'
import {
  addDays,
  daysBetween,
  everyWeek,
  hoursOf,
  longestShiftHours,
  type ShiftTimes,
  shiftTimes,
  type WallShift,
  wallOf,
} from './shift-times.ts'

export type Shift = typeof shifts.$inferSelect
type Changing = Pick<Context, 'db' | 'live' | 'now'>

/** `overlap` is the shift of hers that is there already. */
export type Planned =
  | { readonly kind: 'done' }
  | { readonly kind: 'unknown' | 'tooLong' | 'over' }
  | { readonly kind: 'overlap'; readonly overlap: ShiftTimes; readonly name: string }

type Adding = { readonly secretaryId: string; readonly wall: WallShift; readonly weeks: number }

/** The same shift in so many weeks, all of them or none. */
export function addShifts(context: Changing, actorId: string, adding: Adding): Promise<Planned> {
  const { secretaryId, wall, weeks } = adding
  const times = everyWeek(wall, weeks).map((one) => shiftTimes(one, agencyTimeZone))
  return change(context, secretaryId, async (tx, name, at) => {
    const refused = (await refusedOf(tx, { secretaryId, name, except: [] }, times, at)) ?? null
    if (refused) return refused
    await tx.insert(shifts).values(times.map((one) => ({ id: newId(), secretaryId, ...one })))
    const details = { ...wall, weeks }
    await recordAccountEvent(tx, { actorId, secretaryId, verb: 'shiftAdded', details, at })
    return { kind: 'done' }
  })
}

type Moving = { readonly shift: Shift; readonly wall: WallShift; readonly andLater: boolean }

/** To other times or another day; on request also those of later weeks that were alike, by as many days. */
export function moveShift(
  context: Changing,
  actorId: string,
  { shift, wall, andLater }: Moving,
): Promise<Planned> {
  const { secretaryId } = shift
  return change(context, secretaryId, async (tx, name, at) => {
    const moved = await alike(tx, shift, andLater)
    if (moved.length === 0) return { kind: 'unknown' }
    const by = daysBetween(wallOf(shift, agencyTimeZone).date, wall.date)
    const times = moved.map((one) =>
      shiftTimes({ ...wall, date: addDays(wallOf(one, agencyTimeZone).date, by) }, agencyTimeZone),
    )
    const except = moved.map(({ id }) => id)
    const refused = await refusedOf(tx, { secretaryId, name, except }, times, at)
    if (refused) return refused
    // Anew under their ids: one may take the place that another is about to leave.
    await tx.delete(shifts).where(inArray(shifts.id, except))
    await tx
      .insert(shifts)
      .values(times.map((one, index) => ({ id: except[index] ?? newId(), secretaryId, ...one })))
    const details = { ...wall, shifts: moved.length }
    await recordAccountEvent(tx, { actorId, secretaryId, verb: 'shiftMoved', details, at })
    return { kind: 'done' }
  })
}

export function deleteShift(
  context: Changing,
  actorId: string,
  { shift, andLater }: Omit<Moving, 'wall'>,
): Promise<Planned> {
  const { secretaryId } = shift
  return change(context, secretaryId, async (tx, _, at) => {
    const gone = await alike(tx, shift, andLater)
    if (gone.length === 0) return { kind: 'unknown' }
    await tx.delete(shifts).where(
      inArray(
        shifts.id,
        gone.map(({ id }) => id),
      ),
    )
    const details = { ...wallOf(shift, agencyTimeZone), shifts: gone.length }
    await recordAccountEvent(tx, { actorId, secretaryId, verb: 'shiftDeleted', details, at })
    return { kind: 'done' }
  })
}

/** Of two who plan the same secretary at once, one sees what the other has done. */
async function change(
  context: Changing,
  secretaryId: string,
  work: (tx: Transaction, name: string, at: Date) => Promise<Planned>,
): Promise<Planned> {
  const planned = await context.db.transaction(async (tx): Promise<Planned> => {
    const { id, name } = secretaries
    const [her] = await tx
      .select({ id, name })
      .from(secretaries)
      .where(eq(id, secretaryId))
      .for('no key update')
    return her ? work(tx, her.name, context.now()) : { kind: 'unknown' }
  })
  if (planned.kind === 'done') tellFloor(context)
  return planned
}

/** The shift, and on request those of later weeks on the same day at the same times. */
async function alike(tx: Transaction, shift: Shift, andLater: boolean): Promise<Shift[]> {
  const [standing] = await tx.select().from(shifts).where(eq(shifts.id, shift.id))
  if (!standing || !andLater) return standing ? [standing] : []
  const first = wallOf(standing, agencyTimeZone)
  const later = await tx
    .select()
    .from(shifts)
    .where(and(eq(shifts.secretaryId, shift.secretaryId), gt(shifts.startsAt, standing.startsAt)))
    .orderBy(asc(shifts.startsAt))
  const same = later.filter((one) => {
    const { date, from, until } = wallOf(one, agencyTimeZone)
    return from === first.from && until === first.until && daysBetween(first.date, date) % 7 === 0
  })
  return [standing, ...same]
}

type Whose = { readonly secretaryId: string; readonly name: string; readonly except: readonly string[] }

async function refusedOf(
  tx: Transaction,
  { secretaryId, name, except }: Whose,
  times: readonly ShiftTimes[],
  now: Date,
): Promise<Planned | null> {
  if (times.some((one) => hoursOf(one) > longestShiftHours)) return { kind: 'tooLong' }
  if (times.some(({ endsAt }) => endsAt <= now)) return { kind: 'over' }
  for (const { startsAt, endsAt } of times) {
    const [overlap] = await tx
      .select({ startsAt: shifts.startsAt, endsAt: shifts.endsAt })
      .from(shifts)
      .where(
        and(
          eq(shifts.secretaryId, secretaryId),
          lt(shifts.startsAt, endsAt),
          gt(shifts.endsAt, startsAt),
          except.length > 0 ? notInArray(shifts.id, [...except]) : undefined,
        ),
      )
      .limit(1)
    if (overlap) return { kind: 'overlap', overlap, name }
  }
  return null
}
