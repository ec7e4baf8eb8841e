import { and, eq, gt, inArray, ne } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Session } from '../../secretaries/session.ts'
import { accountEvents } from '../../secretaries/tables.ts'
import { findWaiting } from './find-waiting.ts'
import { settleNumber } from './settle-number.ts'

type Confirming = { readonly clientId: number; readonly numberId: string }

/** An account that was made or changed since yesterday may be the first person's own work. */
const newForMs = 24 * 3_600_000

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

async function wasChangedByOthers({ db, now }: Pick<Context, 'db' | 'now'>, secretaryId: string) {
  const since = new Date(now().getTime() - newForMs)
  const [event] = await db
    .select({ id: accountEvents.id })
    .from(accountEvents)
    .where(
      and(
        eq(accountEvents.secretaryId, secretaryId),
        ne(accountEvents.actorId, secretaryId),
        inArray(accountEvents.verb, ['created', 'changed', 'enabled', 'totpOff']),
        gt(accountEvents.at, since),
      ),
    )
    .limit(1)
  return event !== undefined
}
