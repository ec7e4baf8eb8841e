import { eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { stations } from './tables.ts'

export type StationRow = typeof stations.$inferSelect

/** Null for somebody who never took her place. */
export async function findStation(db: Db, secretaryId: string): Promise<StationRow | null> {
  const [station] = await db.select().from(stations).where(eq(stations.secretaryId, secretaryId))
  return station ?? null
}
