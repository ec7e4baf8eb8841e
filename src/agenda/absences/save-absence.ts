import { and, eq } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import type { Doing } from '../doing.ts'
import { lockAgenda } from '../lock-agenda.ts'
import { absences } from '../tables.ts'
import { type Absence, type AbsenceKey, absenceSnapshot, type NewAbsence } from './absence.ts'

/** She is not to be booked then. What is booked already stands: somebody has to see to it. Safe to repeat. */
export async function addAbsence(
  tx: Transaction,
  { clientId, executiveId }: { readonly clientId: number; readonly executiveId: string },
  entered: NewAbsence,
  doing: Doing,
  now: Date,
): Promise<Absence> {
  await lockAgenda(tx, { clientId, executiveId }, now)
  const { startsAt, endsAt } = entered
  const isHers = and(eq(absences.clientId, clientId), eq(absences.executiveId, executiveId))
  const isThen = and(eq(absences.startsAt, startsAt), eq(absences.endsAt, endsAt))
  const [known] = await tx.select().from(absences).where(and(isHers, isThen))
  if (known) return known
  const [absence] = await tx
    .insert(absences)
    .values({ ...entered, clientId, executiveId, id: newId(), createdAt: now })
    .returning()
  if (!absence) throw new Error('the absence was not written')
  await record(tx, 'absence.added', { before: null, after: absence, doing }, now)
  return absence
}

/** Null for one that is no longer there. */
export async function changeAbsence(
  tx: Transaction,
  key: AbsenceKey,
  { startsAt, endsAt, label }: NewAbsence,
  doing: Doing,
  now: Date,
): Promise<Absence | null> {
  const before = await lockAbsence(tx, key, now)
  if (!before) return null
  const [after] = await tx.update(absences).set({ startsAt, endsAt, label }).where(isIt(key)).returning()
  if (!after) throw new Error(`absence ${key.absenceId} went while it was locked`)
  await record(tx, 'absence.changed', { before, after, doing }, now)
  return after
}

/** Her time is free again. Safe to repeat. */
export async function removeAbsence(
  tx: Transaction,
  key: AbsenceKey,
  doing: Doing,
  now: Date,
): Promise<'removed' | 'notThere'> {
  const before = await lockAbsence(tx, key, now)
  if (!before) return 'notThere'
  await tx.delete(absences).where(isIt(key))
  await record(tx, 'absence.removed', { before, after: null, doing }, now)
  return 'removed'
}

async function lockAbsence(tx: Transaction, key: AbsenceKey, now: Date): Promise<Absence | null> {
  const [named] = await tx.select().from(absences).where(isIt(key))
  if (!named) return null
  await lockAgenda(tx, named, now)
  const [absence] = await tx.select().from(absences).where(isIt(key)).for('update')
  return absence ?? null
}

const isIt = ({ clientId, absenceId }: AbsenceKey) =>
  and(eq(absences.clientId, clientId), eq(absences.id, absenceId))

type Recording = { readonly before: Absence | null; readonly after: Absence | null; readonly doing: Doing }

async function record(
  tx: Transaction,
  verb: 'absence.added' | 'absence.changed' | 'absence.removed',
  { before, after, doing }: Recording,
  at: Date,
): Promise<void> {
  const absence = after ?? before
  if (!absence) return
  await recordAct(tx, {
    ...{ clientId: absence.clientId, actor: doing.actor, verb, at },
    subject: { kind: 'absence', id: absence.id },
    ...{ before: before && absenceSnapshot(before), after: after && absenceSnapshot(after) },
  })
}
