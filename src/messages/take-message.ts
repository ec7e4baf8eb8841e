import { and, eq, inArray, isNull } from 'drizzle-orm'
import { startAlert } from '../alerts/start-alert.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { insertDeliveries } from '../deliveries/insert-deliveries.ts'
import { idFrom } from '../ids.ts'
import { openTask } from '../tasks/open-task.ts'
import { channelsOf } from './channels.ts'
import { type MessageKind, messages } from './tables.ts'
import { waysTo } from './ways.ts'

export type Slip = Omit<typeof messages.$inferInsert, 'id' | 'revision' | 'createdAt'>

export type TakenMessage = {
  readonly messageId: string
  readonly revision: number
  /** For `enqueueDeliveries` once the transaction has committed; empty when nothing is new. */
  readonly deliveries: DeliveryRef[]
}

/** A finding of a higher rank replaces what was said before: the recording that turned up after all. */
const ranks = { missedCall: 0, mattered: 0, text: 0, voicemail: 1, taken: 2 } satisfies Record<
  MessageKind,
  number
>

/**
 * Writes the slip of one call or text, and a delivery for each person and channel it is to reach before the
 * digest. Safe to repeat: the same finding writes nothing, a higher one is a new revision that is delivered anew.
 */
export async function takeMessage(tx: Transaction, slip: Slip, now: Date): Promise<TakenMessage> {
  const id = idFrom('message', slip.clientId, slip.sourceId)
  const written = await tx
    .insert(messages)
    .values({ ...slip, id, revision: 1, createdAt: now })
    .onConflictDoNothing()
    .returning({ revision: messages.revision })
  const revision = written[0]?.revision ?? (await raise(tx, id, slip))
  if (!revision) return { messageId: id, revision: 0, deliveries: [] }
  const deliveries = await addressDeliveries(tx, { ...slip, id, revision }, now)
  const { clientId, recipientId: executiveId, urgency } = slip
  if (urgency === 'urgent') await startAlert(tx, { clientId, messageId: id, executiveId }, now)
  return { messageId: id, revision, deliveries }
}

async function raise(tx: Transaction, id: string, slip: Slip): Promise<number | null> {
  const here = and(eq(messages.clientId, slip.clientId), eq(messages.id, id))
  const [standing] = await tx.select().from(messages).where(here).for('update')
  if (!standing || ranks[slip.kind] <= ranks[standing.kind]) return null
  const { kind, body, voicemailSeconds, callerName, urgency } = slip
  const revision = standing.revision + 1
  await tx.update(messages).set({ kind, body, voicemailSeconds, callerName, urgency, revision }).where(here)
  return revision
}

type AddressedSlip = Slip & { id: string; revision: number }

async function addressDeliveries(tx: Transaction, slip: AddressedSlip, now: Date): Promise<DeliveryRef[]> {
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

const causeOf = ({ clientId, id: messageId, revision, urgency }: AddressedSlip) =>
  ({ kind: 'message', clientId, messageId, revision, urgency }) as const

async function warnUnreachable(tx: Transaction, slip: AddressedSlip, executiveId: string, now: Date) {
  const { clientId, id: messageId } = slip
  const details = { messageId, executiveId }
  const key = `${messageId}:${executiveId}`
  await openTask(tx, { clientId, audience: 'supervisor', kind: 'unreachableExecutive', key, details }, now)
}
