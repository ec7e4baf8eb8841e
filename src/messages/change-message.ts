import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { endAlerts } from '../alerts/end-alerts.ts'
import { restartAlert } from '../alerts/restart-alert.ts'
import { startAlert } from '../alerts/start-alert.ts'
import { closeNumber } from '../answers/line-number.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { deliveries } from '../deliveries/tables.ts'
import { addressMessage } from './address-message.ts'
import type { Message } from './queries.ts'
import { reopenMessage } from './reopen-message.ts'
import { messageRevisions, messages } from './tables.ts'
import type { TakenMessage } from './take-message.ts'

type Changes = Partial<Omit<typeof messages.$inferInsert, 'clientId' | 'id' | 'revision' | 'createdAt'>>
type People = Pick<Message, 'recipientId' | 'copyIds'>

/**
 * A new revision of a message that stands; what it said before is kept. It is delivered anew, to those it
 * concerns now and, as a word that it is not theirs, to those who were told and whom it no longer concerns. The
 * caller holds the message's row.
 */
export async function changeMessage(
  tx: Transaction,
  standing: Message,
  changes: Changes,
  now: Date,
): Promise<TakenMessage> {
  await keepRevision(tx, standing, now)
  const revision = standing.revision + 1
  const former = await findFormer(tx, standing, {
    recipientId: changes.recipientId ?? standing.recipientId,
    copyIds: changes.copyIds ?? standing.copyIds,
  })
  const details = withFormer(changes.details ?? standing.details, former)
  const [changed] = await tx
    .update(messages)
    .set({ ...changes, details, revision })
    .where(isMessage(standing))
    .returning()
  if (!changed) throw new Error(`Message ${standing.id} is gone`)
  await followChange(tx, standing, changed, former, now)
  const refs = await addressMessage(tx, changed, now)
  return {
    messageId: standing.id,
    revision,
    deliveries: [...refs, ...(await tellFormer(tx, changed, former, now))],
  }
}

const isMessage = ({ clientId, id }: Pick<Message, 'clientId' | 'id'>) =>
  and(eq(messages.clientId, clientId), eq(messages.id, id))

async function keepRevision(tx: Transaction, standing: Message, now: Date): Promise<void> {
  const { clientId, id: messageId, revision, authorId, createdAt, details } = standing
  const writtenAt = details?.writtenAt ? new Date(details.writtenAt) : revision === 1 ? createdAt : now
  await tx
    .insert(messageRevisions)
    .values({ clientId, messageId, revision, content: { ...standing }, authorId, writtenAt })
}

const concerned = ({ recipientId, copyIds }: People) => [...new Set([recipientId, ...copyIds])]

/** Those who were told of an earlier revision, as far as anybody knows, and whom this one does not concern. */
async function findFormer(tx: Transaction, standing: Message, next: People): Promise<string[]> {
  const people = new Set(concerned(next))
  const before = [...concerned(standing), ...(standing.details?.formerRecipientIds ?? [])]
  const gone = [...new Set(before)].filter((id) => !people.has(id))
  if (gone.length === 0) return []
  const told = await tx
    .selectDistinct({ executiveId: deliveries.executiveId })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.clientId, standing.clientId),
        eq(deliveries.messageId, standing.id),
        inArray(deliveries.executiveId, gone),
        notInArray(deliveries.state, ['pending', 'suppressed', 'failed']),
      ),
    )
  return told.flatMap(({ executiveId }) => executiveId ?? [])
}

function withFormer(details: Message['details'], former: readonly string[]): Message['details'] {
  if (!details) return details
  const { formerRecipientIds: _, ...rest } = details
  return former.length > 0 ? { ...rest, formerRecipientIds: former } : rest
}

/** What she has answered stays answered, unless it is for her only now, has become urgent, or says far more. */
async function followChange(
  tx: Transaction,
  before: Message,
  after: Message,
  former: readonly string[],
  now: Date,
): Promise<void> {
  const { clientId, id: messageId, recipientId: executiveId } = after
  const isUrgent = after.urgency === 'urgent'
  const moved = before.recipientId !== executiveId
  const becameUrgent = isUrgent && before.urgency === 'ordinary'
  const isFirstWord = after.kind === 'taken' && before.kind !== 'taken'
  if (moved || (!isUrgent && before.urgency === 'urgent'))
    await endAlerts(tx, { clientId, messageId }, 'corrected', now)
  for (const id of former)
    await closeNumber(tx, { clientId, executiveId: id, subject: { kind: 'message', id: messageId } }, now)
  if (isFirstWord) await reopenMessage(tx, { clientId, messageId, executiveIds: concerned(after) }, now)
  else if (moved || becameUrgent)
    await reopenMessage(tx, { clientId, messageId, executiveIds: [executiveId] }, now)
  if (!isUrgent) return
  const key = { clientId, messageId, executiveId }
  if (moved || becameUrgent || isFirstWord) await restartAlert(tx, key, now)
  else await startAlert(tx, key, now)
}

/** By the channels of an ordinary message: there is nothing left for them to do. */
function tellFormer(
  tx: Transaction,
  { clientId, id, revision }: Message,
  [recipientId, ...copyIds]: readonly string[],
  now: Date,
): Promise<DeliveryRef[]> {
  if (!recipientId) return Promise.resolve([])
  return addressMessage(tx, { clientId, id, revision, recipientId, copyIds, urgency: 'ordinary' }, now)
}
