import { and, asc, eq, isNotNull, isNull, lte, notExists } from 'drizzle-orm'
import type { Channel } from '../clients/executive.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Db, Transaction } from '../db/db.ts'
import { deliveries } from '../deliveries/tables.ts'
import { messages } from '../messages/tables.ts'
import { type AlertedMessage, ofMessage } from './end-alerts.ts'
import { type AlertKey, isAlert } from './hasten-alert.ts'
import { alerts } from './tables.ts'

export type Alert = typeof alerts.$inferSelect
export type Executive = typeof executives.$inferSelect

const perLook = 500

/** Whose next step is due, the longest due first. */
export function findDueAlerts(db: Pick<Db, 'select'>, now: Date): Promise<Alert[]> {
  return db
    .select()
    .from(alerts)
    .where(and(isNull(alerts.endedAt), lte(alerts.nextAt, now)))
    .orderBy(asc(alerts.nextAt))
    .limit(perLook)
}

/** With whom an alert stands, of what message, and how she was told of it. */
export async function findAlerted(tx: Transaction, key: AlertKey) {
  const [found] = await tx
    .select({ executive: executives, message: messages, client: clients })
    .from(alerts)
    .innerJoin(clients, eq(clients.clientId, alerts.clientId))
    .innerJoin(
      executives,
      and(eq(executives.clientId, alerts.clientId), eq(executives.id, alerts.executiveId)),
    )
    .innerJoin(messages, and(eq(messages.clientId, alerts.clientId), eq(messages.id, alerts.messageId)))
    .where(isAlert(key))
  return found && { ...found, ...(await findTold(tx, key)), onCall: await findOnCall(tx, key) }
}

/** By which channels she was told, and the number that sets the next time apart from those before it. */
export async function findTold(tx: Transaction, { clientId, messageId, executiveId }: AlertKey) {
  const rows = await tx
    .select({ channel: deliveries.channel, repeat: deliveries.repeat })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.clientId, clientId),
        eq(deliveries.messageId, messageId),
        eq(deliveries.executiveId, executiveId),
      ),
    )
  return {
    told: rows.map(({ channel }) => channel).filter((channel): channel is Channel => channel !== 'call'),
    repeat: Math.max(-1, ...rows.map((row) => row.repeat)) + 1,
  }
}

/** The client's on-call list without those who left and those whom this message was brought before. */
function findOnCall(tx: Transaction, message: AlertedMessage): Promise<Executive[]> {
  const alerted = tx
    .select({ id: alerts.executiveId })
    .from(alerts)
    .where(and(ofMessage(message), eq(alerts.executiveId, executives.id)))
  return tx
    .select()
    .from(executives)
    .where(
      and(
        eq(executives.clientId, message.clientId),
        isNotNull(executives.onCallRank),
        isNull(executives.leftAt),
        notExists(alerted),
      ),
    )
    .orderBy(asc(executives.onCallRank), asc(executives.key))
}
