import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { closeWrapUp, writtenAbout } from './close-wrap-up.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

/** She has written what there was to write, sooner than expected: the next call may ring. */
export async function endWrapUp(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  secretaryId: string,
): Promise<void> {
  const at = context.now()
  await context.db.transaction(async (tx) => {
    const [hers] = await tx
      .update(stations)
      .set({ wrapUpUntil: null, freeSince: at })
      .where(and(eq(stations.secretaryId, secretaryId), isNotNull(stations.wrapUpUntil)))
      .returning(writtenAbout)
    await closeWrapUp(tx, hers, at)
  })
  tellFloor(context)
}
