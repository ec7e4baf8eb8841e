import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { lockMessage } from '../messages/lock-message.ts'
import { alerts } from './tables.ts'

export type AlertedMessage = { readonly clientId: number; readonly messageId: string }

/** Ends all alerts of a message, whoever they stand with. Safe to repeat. */
export async function endAlerts(
  tx: Transaction,
  message: AlertedMessage,
  endedBy: NonNullable<typeof alerts.$inferSelect.endedBy>,
  now: Date,
): Promise<void> {
  // A step under way may be adding the alert of the next on the list, which this must see.
  await lockMessage(tx, message)
  await tx
    .update(alerts)
    .set({ endedAt: now, endedBy, nextAt: null })
    .where(and(ofMessage(message), isNull(alerts.endedAt)))
}

export const ofMessage = ({ clientId, messageId }: AlertedMessage) =>
  and(eq(alerts.clientId, clientId), eq(alerts.messageId, messageId))
