import type { Db } from '../db/db.ts'
import type { LiveState } from './states.ts'
import { liveCalls } from './tables.ts'
import { isLive, type LiveKey } from './take-step.ts'

/** How it stands with the secretaries; null for a call that never came to them. */
export async function findLiveState(db: Pick<Db, 'select'>, key: LiveKey): Promise<LiveState | null> {
  const [live] = await db.select({ state: liveCalls.state }).from(liveCalls).where(isLive(key))
  return live?.state ?? null
}
