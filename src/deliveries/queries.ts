import { and, eq, type SQL, sql } from 'drizzle-orm'
import { calls } from '../calls/tables.ts'
import { clients, executives, lines } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { messages } from '../messages/tables.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { texts } from '../texts/tables.ts'
import { deliveries } from './tables.ts'

export type DeliveryKey = { readonly clientId: number; readonly id: string }

/** One delivery with all it takes to send it. */
export type Letter = Readonly<NonNullable<Awaited<ReturnType<typeof loadLetter>>>>

export async function loadLetter(db: Pick<Db, 'select'>, key: DeliveryKey) {
  const [letter] = await db
    .select({ delivery: deliveries, message: messages, client: clients, executive: executives, line })
    .from(deliveries)
    .innerJoin(
      messages,
      and(eq(messages.clientId, deliveries.clientId), eq(messages.id, deliveries.messageId)),
    )
    .innerJoin(clients, eq(clients.clientId, deliveries.clientId))
    .innerJoin(
      executives,
      and(eq(executives.clientId, deliveries.clientId), eq(executives.id, deliveries.executiveId)),
    )
    .where(isDelivery(key))
  return letter
}

export const isDelivery = ({ clientId, id }: DeliveryKey) =>
  and(eq(deliveries.clientId, clientId), eq(deliveries.id, id))

/** The line that was rung or texted while the client still has it, else the first of its lines. */
const line: SQL<PhoneNumber | null> = sql`(
  select ${lines.number} from ${lines} where ${lines.clientId} = ${messages.clientId}
  order by ${lines.number} is distinct from coalesce(
    (select ${calls.line} from ${calls}
      where ${calls.clientId} = ${messages.clientId} and ${calls.id} = ${messages.sourceId}),
    (select ${texts.line} from ${texts}
      where ${texts.clientId} = ${messages.clientId} and ${texts.id} = ${messages.sourceId})
  ), ${lines.key} limit 1)`
