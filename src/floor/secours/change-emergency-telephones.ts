import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { parsePhoneNumber, whyNotDiallable } from '../../phone-number.ts'
import { recordAccountEvent } from '../../secretaries/record-account-event.ts'
import { wasChangedByOthers } from '../../secretaries/was-changed-by-others.ts'
import { emergencyTelephones } from '../tables.ts'
import { tellFloor } from '../tell-floor.ts'

type Needs = Pick<Context, 'db' | 'live' | 'now'>
/** `teamId`: rings for that team's clients only; null for everybody's who has no such list. */
type Given = { readonly secretaryId: string; readonly teamId: string | null; readonly typed: string }

/** Calls of every client would go there: nothing rings at it until somebody else has confirmed it. */
export async function giveEmergencyTelephone(
  context: Needs,
  actorId: string,
  { secretaryId, teamId, typed }: Given,
): Promise<'given' | 'notDiallable'> {
  const number = parsePhoneNumber(typed)
  if (!number || whyNotDiallable(typed)) return 'notDiallable'
  const at = context.now()
  const row = { id: newId(), secretaryId, teamId, number, givenById: actorId, givenAt: at }
  await context.db.transaction(async (tx) => {
    const added = await tx.insert(emergencyTelephones).values(row).onConflictDoNothing().returning()
    if (added.length > 0) await note(tx, { actorId, secretaryId, verb: 'telephoneGiven', teamId, at })
  })
  return 'given'
}

export async function confirmEmergencyTelephone(
  context: Needs,
  actorId: string,
  id: string,
): Promise<'confirmed' | 'samePerson' | 'newAccount'> {
  if (await wasChangedByOthers(context, actorId)) return 'newAccount'
  const isOpen = and(eq(emergencyTelephones.id, id), isNull(emergencyTelephones.confirmedById))
  const outcome = await context.db.transaction(async (tx) => {
    const [row] = await tx.select().from(emergencyTelephones).where(isOpen).for('update')
    if (!row) return 'confirmed' as const
    if (row.givenById === actorId) return 'samePerson' as const
    await tx.update(emergencyTelephones).set({ confirmedById: actorId }).where(isOpen)
    const { secretaryId, teamId } = row
    await note(tx, { actorId, secretaryId, verb: 'telephoneConfirmed', teamId, at: context.now() })
    return 'confirmed' as const
  })
  tellFloor(context)
  return outcome
}

export async function dropEmergencyTelephone(context: Needs, actorId: string, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const [row] = await tx.delete(emergencyTelephones).where(eq(emergencyTelephones.id, id)).returning()
    if (!row) return
    const { secretaryId, teamId } = row
    await note(tx, { actorId, secretaryId, verb: 'telephoneDropped', teamId, at: context.now() })
  })
  tellFloor(context)
}

type Noted = {
  readonly actorId: string
  readonly secretaryId: string
  readonly verb: 'telephoneGiven' | 'telephoneConfirmed' | 'telephoneDropped'
  readonly teamId: string | null
  readonly at: Date
}

const note = (tx: Transaction, { teamId, ...noted }: Noted): Promise<void> =>
  recordAccountEvent(tx, { ...noted, details: { secours: true, ...(teamId && { teamId }) } })
