import { and, isNotNull } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { type AlertKey, isAlert } from './hasten-alert.ts'
import { startAlert } from './start-alert.ts'
import { alerts } from './tables.ts'

/** An urgent message says something new: it waits for her word from the first step on, if it does not already. */
export async function restartAlert(tx: Transaction, key: AlertKey, now: Date): Promise<void> {
  await tx.delete(alerts).where(and(isAlert(key), isNotNull(alerts.endedAt)))
  await startAlert(tx, key, now)
}
