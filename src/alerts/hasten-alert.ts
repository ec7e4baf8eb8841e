import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { type AlertedMessage, ofMessage } from './end-alerts.ts'
import { alerts } from './tables.ts'

export type AlertKey = AlertedMessage & { readonly executiveId: string }

/** Her telephone was not picked up, or no key was pressed: there is nothing more to wait for. */
export async function hastenAlert(tx: Transaction, key: AlertKey, now: Date): Promise<void> {
  await tx
    .update(alerts)
    .set({ nextAt: now })
    .where(and(isAlert(key), eq(alerts.step, 'called'), isNull(alerts.endedAt)))
}

export const isAlert = (key: AlertKey) => and(ofMessage(key), eq(alerts.executiveId, key.executiveId))
