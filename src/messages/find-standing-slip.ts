import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { deliveries } from '../deliveries/tables.ts'
import { secretaries } from '../secretaries/tables.ts'
import type { SourceKey } from './find-source.ts'
import { type MessageView, viewMessages } from './queries.ts'
import { messages } from './tables.ts'

/** The slip of a call or text, with its story. */
export type StandingSlip = MessageView & {
  /** Who wrote it; null for the software. */
  readonly by: string | null
  readonly deliveries: readonly SlipDelivery[]
}

export type SlipDelivery = Pick<
  typeof deliveries.$inferSelect,
  'id' | 'executiveId' | 'channel' | 'state' | 'revision' | 'sentAt' | 'deliveredAt' | 'failure'
>

/** Whether the call or text is hers, the caller knows. */
export async function findStandingSlip(
  db: Pick<Db, 'select'>,
  { clientId, sourceId }: SourceKey,
): Promise<StandingSlip | null> {
  const [found] = await db
    .select({ message: messages, by: secretaries.name })
    .from(messages)
    .leftJoin(secretaries, eq(secretaries.id, messages.authorId))
    .where(and(eq(messages.clientId, clientId), eq(messages.sourceId, sourceId)))
  if (!found) return null
  const [view] = await viewMessages(db, clientId, [found.message])
  if (!view) return null
  return { ...view, by: found.by, deliveries: await findDeliveries(db, clientId, found.message.id) }
}

const findDeliveries = (
  db: Pick<Db, 'select'>,
  clientId: number,
  messageId: string,
): Promise<SlipDelivery[]> =>
  db
    .select({
      ...{ id: deliveries.id, executiveId: deliveries.executiveId, channel: deliveries.channel },
      ...{ state: deliveries.state, revision: deliveries.revision, failure: deliveries.failure },
      ...{ sentAt: deliveries.sentAt, deliveredAt: deliveries.deliveredAt },
    })
    .from(deliveries)
    .where(and(eq(deliveries.clientId, clientId), eq(deliveries.messageId, messageId)))
    .orderBy(asc(deliveries.createdAt))
