import { and, eq, gt } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { reachableForMs } from './station.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

/** Her softphone can be reached at this moment; said every 15 s, and told to others only when it could not before. */
export async function sayReachable(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  secretaryId: string,
): Promise<'still' | 'again'> {
  const { db, now } = context
  const at = now()
  const stillReachable = gt(stations.reachableAt, new Date(at.getTime() - reachableForMs))
  const known = await db
    .update(stations)
    .set({ reachableAt: at })
    .where(and(eq(stations.secretaryId, secretaryId), stillReachable))
    .returning({ state: stations.state })
  if (known.length > 0) return 'still'
  const back = { reachableAt: at, freeSince: at }
  await db
    .insert(stations)
    .values({ secretaryId, stateSince: at, ...back })
    .onConflictDoUpdate({ target: stations.secretaryId, set: back })
  tellFloor(context)
  return 'again'
}
