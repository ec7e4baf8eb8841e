import { and, asc, eq } from 'drizzle-orm'
import { executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import type { DeliveryState } from '../../deliveries/states.ts'
import { deliveries } from '../../deliveries/tables.ts'

/** Where a slip went, and how far it came. */
export type DeliveredSlip = {
  readonly executiveName: string
  readonly channel: 'sms' | 'email' | 'call'
  readonly state: DeliveryState
  readonly at: Date | null
  readonly failure: string | null
}

/** The deliveries of the slip as it now stands, without those of what it said before. */
export const readDeliveries = (
  db: Pick<Db, 'select'>,
  { clientId, id, revision }: { clientId: number; id: string; revision: number },
): Promise<DeliveredSlip[]> =>
  db
    .select({
      executiveName: executives.name,
      channel: deliveries.channel,
      state: deliveries.state,
      sentAt: deliveries.sentAt,
      deliveredAt: deliveries.deliveredAt,
      failure: deliveries.failure,
    })
    .from(deliveries)
    .innerJoin(
      executives,
      and(eq(executives.clientId, deliveries.clientId), eq(executives.id, deliveries.executiveId)),
    )
    .where(
      and(
        eq(deliveries.clientId, clientId),
        eq(deliveries.messageId, id),
        eq(deliveries.revision, revision),
        eq(deliveries.kind, 'message'),
      ),
    )
    .orderBy(asc(executives.name), asc(deliveries.channel))
    .then((rows) => rows.map(({ sentAt, deliveredAt, ...one }) => ({ ...one, at: deliveredAt ?? sentAt })))
