import { and, eq, inArray, isNull } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { insertDeliveries } from '../deliveries/insert-deliveries.ts'
import { openTask } from '../tasks/open-task.ts'
import { channelsOf } from './channels.ts'
import type { Message } from './queries.ts'
import { waysTo } from './ways.ts'

export type AddressedMessage = Pick<
  Message,
  'clientId' | 'id' | 'revision' | 'recipientId' | 'copyIds' | 'urgency'
>

/** A delivery of this revision for each person and channel it is to reach before the digest. */
export async function addressMessage(
  tx: Transaction,
  slip: AddressedMessage,
  now: Date,
): Promise<DeliveryRef[]> {
  const people = [...new Set([slip.recipientId, ...slip.copyIds])]
  const here = await tx
    .select({ executive: executives, hours: clients.hours })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(
      and(eq(executives.clientId, slip.clientId), inArray(executives.id, people), isNull(executives.leftAt)),
    )
  const reachable = here.filter(({ executive }) => channelsOf(executive, slip.urgency).length > 0)
  for (const executiveId of people)
    if (!reachable.some(({ executive }) => executive.id === executiveId))
      await warnUnreachable(tx, slip, executiveId, now)
  const ways = reachable.flatMap(({ executive, hours }) =>
    waysTo(executive, { urgency: slip.urgency, timeZone: hours.timeZone }, now),
  )
  return insertDeliveries(tx, causeOf(slip), ways, now)
}

const causeOf = ({ clientId, id: messageId, revision, urgency }: AddressedMessage) =>
  ({ kind: 'message', clientId, messageId, revision, urgency }) as const

async function warnUnreachable(tx: Transaction, slip: AddressedMessage, executiveId: string, now: Date) {
  const { clientId, id: messageId } = slip
  const details = { messageId, executiveId }
  const key = `${messageId}:${executiveId}`
  await openTask(tx, { clientId, audience: 'supervisor', kind: 'unreachableExecutive', key, details }, now)
}
