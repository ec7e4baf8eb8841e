import { and, eq, inArray } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import type { Transaction } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Doing } from '../doing.ts'
import { findType } from '../look-at-time.ts'
import { dropOffer } from './drop-offer.ts'
import { waitingCallers } from './tables.ts'

export type WaitingCaller = typeof waitingCallers.$inferSelect
export type WaitingKey = { readonly clientId: number; readonly waitingId: string }
export type NewWaiting = Omit<WaitingCaller, 'id' | 'state' | 'offeredId' | 'offerUntil' | 'createdAt'>

/** Somebody wants an earlier time, or one at all. Answers his place's id. */
export async function putOnList(
  tx: Transaction,
  waiting: NewWaiting,
  doing: Doing,
  now: Date,
): Promise<string> {
  const { clientId, typeId, notBefore, notAfter } = waiting
  if (!(await findType(tx, clientId, typeId)))
    throw new AppError(404, 'notFound', `There is no appointment type ${typeId} at client ${clientId}`)
  if (notBefore && notAfter && notAfter <= notBefore)
    throw new AppError(
      422,
      'endsBeforeStart',
      `from ${notBefore.toISOString()} until ${notAfter.toISOString()}; expected an end after the start`,
    )
  const id = newId()
  await tx.insert(waitingCallers).values({ ...waiting, id, state: 'waiting', createdAt: now })
  await record(tx, { clientId, waitingId: id }, 'waiting.added', doing, now)
  return id
}

/** He waits no longer, whatever was offered to him. Safe to repeat. */
export async function leaveList(
  tx: Transaction,
  { clientId, waitingId }: WaitingKey,
  doing: Doing,
  now: Date,
): Promise<'left' | 'notWaiting'> {
  const isIt = and(eq(waitingCallers.clientId, clientId), eq(waitingCallers.id, waitingId))
  const waits = inArray(waitingCallers.state, ['waiting', 'offered'])
  const [found] = await tx.select().from(waitingCallers).where(and(isIt, waits))
  if (!found) return 'notWaiting'
  if (found.offeredId) await dropOffer(tx, found, doing, now)
  // He may have accepted meanwhile.
  const left = await tx
    .update(waitingCallers)
    .set({ state: 'left' })
    .where(and(isIt, waits))
    .returning({ id: waitingCallers.id })
  if (left.length === 0) return 'notWaiting'
  await record(tx, { clientId, waitingId }, 'waiting.left', doing, now)
  return 'left'
}

const record = (
  tx: Transaction,
  { clientId, waitingId }: WaitingKey,
  verb: 'waiting.added' | 'waiting.left',
  { actor, authority }: Doing,
  at: Date,
): Promise<string> =>
  recordAct(tx, {
    ...{ clientId, actor, verb, subject: { kind: 'waitingCaller', id: waitingId } },
    ...{ before: null, after: null, at, ...(authority && { authority }) },
  })
