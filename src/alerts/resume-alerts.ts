import { and, eq } from 'drizzle-orm'
import { executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import { lockMessage } from '../messages/lock-message.ts'
import { acknowledgements } from '../messages/tables.ts'
import { type AlertedMessage, ofMessage } from './end-alerts.ts'
import { isAlert } from './hasten-alert.ts'
import { patienceMs } from './start-alert.ts'
import { alerts } from './tables.ts'

/**
 * Somebody took her acknowledgement back, and nobody else's stands: within the minutes that an alert waits, it
 * goes on from where it stood. Later she is not rung for having changed her mind.
 */
export async function resumeAlerts(tx: Transaction, message: AlertedMessage, now: Date): Promise<void> {
  await lockMessage(tx, message)
  const isMessage = and(
    eq(acknowledgements.clientId, message.clientId),
    eq(acknowledgements.messageId, message.messageId),
  )
  if ((await tx.$count(acknowledgements, isMessage)) > 0) return
  const ended = await tx
    .select({ alert: alerts, executive: executives })
    .from(alerts)
    .innerJoin(
      executives,
      and(eq(executives.clientId, alerts.clientId), eq(executives.id, alerts.executiveId)),
    )
    .where(and(ofMessage(message), eq(alerts.endedBy, 'acknowledged')))
  const longestMs = Math.max(...ended.map(({ executive }) => patienceMs(executive)))
  for (const { alert, executive } of ended) {
    if (!alert.endedAt || now.getTime() - alert.endedAt.getTime() > longestMs) continue
    const nextAt = alert.step === 'passedOn' ? null : new Date(now.getTime() + patienceMs(executive))
    await tx.update(alerts).set({ endedAt: null, endedBy: null, nextAt }).where(isAlert(alert))
  }
}
