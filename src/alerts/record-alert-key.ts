import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { deliveries } from '../deliveries/tables.ts'
import { acknowledge } from '../messages/acknowledge-message.ts'
import { findAcknowledgement } from '../messages/acknowledgement.ts'
import type { PlacedCall } from './answer-alert.ts'

/** She pressed 1. What she said of the message before, in more words, stands. Safe to repeat; true, always. */
export async function recordAlertKey(
  { db, live, log }: Pick<Context, 'db' | 'live' | 'log'>,
  { clientId, deliveryId }: PlacedCall,
  at: Date,
): Promise<true> {
  const [call] = await db
    .select({ messageId: deliveries.messageId, executiveId: deliveries.executiveId })
    .from(deliveries)
    .where(
      and(eq(deliveries.clientId, clientId), eq(deliveries.id, deliveryId), eq(deliveries.channel, 'call')),
    )
  const { messageId, executiveId } = call ?? {}
  if (!messageId || !executiveId) return true
  const of = { clientId, messageId, executiveId }
  await db.transaction(async (tx) => {
    if (await findAcknowledgement(tx, of)) return
    const actor = { kind: 'executive', id: executiveId } as const
    await acknowledge(tx, { ...of, answer: 'received', via: 'call', actor }, at)
  })
  log.info({ event: 'alert.acknowledged', clientId, messageId, executiveId })
  live.changed([clientId])
  return true
}
