import type { Context } from '../../context.ts'
import type { Session } from '../../secretaries/session.ts'
import { wasChangedByOthers } from '../../secretaries/was-changed-by-others.ts'
import { findWaiting } from './find-waiting.ts'
import { settleNumber } from './settle-number.ts'

type Confirming = { readonly clientId: number; readonly numberId: string }

/**
 * A supervisor says that a number is right which somebody else has set: calls go there at once. `unknown` also for one
 * that waits no more.
 */
export async function confirmNumber(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  { secretary, scope }: Session,
  { clientId, numberId }: Confirming,
): Promise<'confirmed' | 'unknown' | 'samePerson' | 'newAccount'> {
  const { db, live, now } = context
  if (!scope.clientIds.includes(clientId)) return 'unknown'
  const number = (await findWaiting(db, clientId)).find(({ id }) => id === numberId)
  if (!number) return 'unknown'
  if (number.changedById === secretary.id) return 'samePerson'
  if (await wasChangedByOthers(context, secretary.id)) return 'newAccount'
  const settling = { how: 'confirmed', actor: scope.actor, at: now() } as const
  const isSettled = await db.transaction((tx) => settleNumber(tx, number, settling))
  live.changed([clientId], 'settings')
  return isSettled ? 'confirmed' : 'unknown'
}
