import { and, asc, eq, gt, isNull, or } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { availabilities, executives } from './tables.ts'

/** An executive as a secretary needs her: for whom a slip may be, and whether she is to be had. */
export type ShownExecutive = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly mobile: string | null
  readonly state: 'available' | 'busy' | 'away'
  /** Null: until she says otherwise, or she is available. */
  readonly until: Date | null
  readonly saidAt: Date | null
  readonly onCallRank: number | null
}

/** Those who are still with the client, as they stand now. */
export async function findAvailability(
  db: Pick<Db, 'select'>,
  clientId: number,
  now: Date,
): Promise<ShownExecutive[]> {
  const { id, key, name, mobile, onCallRank } = executives
  const rows = await db
    .select({
      ...{ id, key, name, mobile, onCallRank },
      ...{ state: availabilities.state, until: availabilities.until, saidAt: availabilities.saidAt },
    })
    .from(executives)
    .leftJoin(
      availabilities,
      and(
        eq(availabilities.clientId, executives.clientId),
        eq(availabilities.executiveId, executives.id),
        or(isNull(availabilities.until), gt(availabilities.until, now)),
      ),
    )
    .where(and(eq(executives.clientId, clientId), isNull(executives.leftAt)))
    .orderBy(asc(executives.name))
  return rows.map((row) => ({ ...row, state: row.state ?? 'available' }))
}
