import { eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Context } from '../context.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

/**
 * Her softphone was closed, or the exchange does not have it any more. What rang there rings elsewhere; what rings at
 * her telephone goes on.
 */
export async function sayUnreachable(
  context: Pick<Context, 'db' | 'live'>,
  secretaryId: string,
): Promise<void> {
  await context.db
    .update(stations)
    .set({
      reachableAt: null,
      rungClientId: rungAtTelephone(stations.rungClientId),
      rungCallId: rungAtTelephone(stations.rungCallId),
      rungSince: rungAtTelephone(stations.rungSince),
    })
    .where(eq(stations.secretaryId, secretaryId))
  tellFloor(context)
}

const rungAtTelephone = (column: PgColumn) =>
  sql`case when ${stations.device} = 'telephone' then ${column} end`
