import { and, eq, gt, inArray, ne } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { accountEvents } from './tables.ts'

/** An account that was made or changed since yesterday may be the first person's own work. */
const newForMs = 24 * 3_600_000

/** Whether somebody else may lately have got hold of this account: then it is no second person. */
export async function wasChangedByOthers(
  { db, now }: Pick<Context, 'db' | 'now'>,
  secretaryId: string,
): Promise<boolean> {
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
