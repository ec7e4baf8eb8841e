import { and, desc, eq, isNull } from 'drizzle-orm'
import { rungNumber } from '../../calls/rung-number.ts'
import { calls } from '../../calls/tables.ts'
import type { ClientExecutive } from '../../clients/client.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import { callLegs } from '../tables.ts'
import type { LiveKey } from '../take-step.ts'

export type ExecutiveLeg = typeof callLegs.$inferSelect

/** An executive who may be rung now, at the number that the client gave us. */
export type Reachable = { readonly executive: ClientExecutive; readonly number: PhoneNumber }

/** `notAllowed`: in a country, or of a kind, that this client's calls may not go to. */
export function findReachable(
  { directory }: Pick<Context, 'directory'>,
  clientId: number,
  executiveKey: string,
): Reachable | 'noNumber' | 'notAllowed' {
  const client = directory.client(clientId)
  const executive = client?.executives.get(executiveKey)
  if (!client || !executive?.number) return 'noNumber'
  const number = rungNumber(client, executive.number)
  return number ? { executive, number } : 'notAllowed'
}

/** As the exchange calls her in the conference, so that she is known before we have heard of her call. */
export const labelOf = (legId: string): string => `executive-${legId}`

export const legIdIn = (label: string | null): string | null =>
  label?.match(/^executive-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)?.[1] ?? null

export async function addLeg(
  tx: Transaction,
  { clientId, callId }: LiveKey,
  { executive, number }: Reachable,
  startedAt: Date,
): Promise<string> {
  const id = newId()
  const role = 'executive' as const
  await tx
    .insert(callLegs)
    .values({ clientId, callId, id, role, executiveId: executive.id, number, startedAt })
  return id
}

/** Who was rung last for that call. */
export async function findLastLeg(
  db: Pick<Transaction, 'select'>,
  { clientId, callId }: LiveKey,
): Promise<ExecutiveLeg | null> {
  const [leg] = await db
    .select()
    .from(callLegs)
    .where(and(eq(callLegs.clientId, clientId), eq(callLegs.callId, callId), eq(callLegs.role, 'executive')))
    .orderBy(desc(callLegs.startedAt), desc(callLegs.id))
    .limit(1)
  return leg ?? null
}

/** She is rung no more, or has left; `failure` as the exchange said. Null where that was known before. */
export async function closeLeg(
  tx: Transaction,
  clientId: number,
  id: string,
  { at, failure }: { readonly at: Date; readonly failure: string | null },
): Promise<ExecutiveLeg | null> {
  const isOpen = and(eq(callLegs.clientId, clientId), eq(callLegs.id, id), isNull(callLegs.leftAt))
  const [leg] = await tx.update(callLegs).set({ leftAt: at, failure }).where(isOpen).returning()
  return leg ?? null
}

/** The number that the call came in on is shown to her. */
export async function lineOf(tx: Transaction, { clientId, callId }: LiveKey): Promise<PhoneNumber | null> {
  const isIt = and(eq(calls.clientId, clientId), eq(calls.id, callId))
  const [call] = await tx.select({ line: calls.line }).from(calls).where(isIt)
  return call?.line ?? null
}
