import { eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

/** Her softphone was closed, or the exchange does not have it any more. What rang at her rings elsewhere. */
export async function sayUnreachable(
  context: Pick<Context, 'db' | 'live'>,
  secretaryId: string,
): Promise<void> {
  await context.db
    .update(stations)
    .set({ reachableAt: null, rungClientId: null, rungCallId: null, rungSince: null })
    .where(eq(stations.secretaryId, secretaryId))
  tellFloor(context)
}
