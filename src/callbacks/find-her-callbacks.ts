import { and, desc, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { findHer, type Her } from '../links/find-her.ts'
import { mayOpen, type Scope } from '../scope.ts'
import type { Callback } from './lock-callback.ts'
import { isStanding } from './states.ts'
import { callbacks, callbackWishes } from './tables.ts'

export type HerCallback = { readonly wish: typeof callbackWishes.$inferSelect; readonly callback: Callback }

/** Whom we ring back for her at one client. */
export type HerCallbacks = Her & {
  readonly open: readonly HerCallback[]
  /** Of the last two weeks. */
  readonly ended: readonly HerCallback[]
}

const shownMs = 14 * 86_400_000
const most = 60

/** Null for what is not there and for what is not hers. */
export async function findHerCallbacks(
  db: Pick<Db, 'select'>,
  scope: Scope,
  executiveId: string,
  now: Date,
): Promise<HerCallbacks | null> {
  if (!mayOpen(scope, 'callbacks', executiveId)) return null
  const found = await findHer(db, scope, executiveId)
  if (!found) return null
  const rows = await db
    .select({ wish: callbackWishes, callback: callbacks })
    .from(callbackWishes)
    .innerJoin(
      callbacks,
      and(eq(callbacks.clientId, callbackWishes.clientId), eq(callbacks.id, callbackWishes.callbackId)),
    )
    .where(
      and(
        ...[eq(callbackWishes.clientId, found.client.clientId), eq(callbackWishes.executiveId, executiveId)],
        isNull(callbackWishes.withdrawnAt),
        or(
          inArray(callbacks.state, ['open', 'undecided']),
          gt(callbacks.endedAt, new Date(now.getTime() - shownMs)),
        ),
      ),
    )
    .orderBy(desc(callbackWishes.at))
    .limit(most)
  const standing = rows.filter(({ callback }) => isStanding(callback.state))
  const ended = rows.filter(({ callback }) => !isStanding(callback.state))
  return { ...found, open: standing, ended }
}
