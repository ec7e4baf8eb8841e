import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

/** She has written what there was to write, sooner than expected: the next call may ring. */
export async function endWrapUp(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  secretaryId: string,
): Promise<void> {
  await context.db
    .update(stations)
    .set({ wrapUpUntil: null, freeSince: context.now() })
    .where(and(eq(stations.secretaryId, secretaryId), isNotNull(stations.wrapUpUntil)))
  tellFloor(context)
}
