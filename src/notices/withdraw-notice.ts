import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { withdrawDelivery } from '../deliveries/withdraw-delivery.ts'
import { idFrom } from '../ids.ts'
import { openTask } from '../tasks/open-task.ts'
import { findConversation } from './queries.ts'
import type { AnswerToTell } from './say-from-answer.ts'
import { notices } from './tables.ts'
import { callerToTell, writeNotice } from './write-notice.ts'

/**
 * Takes back what the caller was to be told, or was told, because of this answer of hers, which is undone in the
 * same transaction. In time he hears nothing; later he gets one correction, the only one for his message, and
 * the secretary a task. Safe to repeat. Answers what is to be sent, for `enqueueDeliveries` after the commit.
 */
export async function withdrawNotice(
  tx: Transaction,
  undone: AnswerToTell,
  now: Date,
): Promise<DeliveryRef[]> {
  const { clientId, messageId, executiveId, answer } = undone
  if (answer === 'received') return []
  const [taken] = await tx
    .update(notices)
    .set({ withdrawnAt: now })
    .where(
      and(
        ...[eq(notices.clientId, clientId), eq(notices.messageId, messageId), isNull(notices.withdrawnAt)],
        ...[eq(notices.executiveId, executiveId), eq(notices.kind, answer)],
      ),
    )
    .returning({ id: notices.id })
  if (!taken || (await withdrawDelivery(tx, { clientId, noticeId: taken.id })) !== 'maybeSent') return []
  return correct(tx, undone, now)
}

async function correct(tx: Transaction, undone: AnswerToTell, now: Date): Promise<DeliveryRef[]> {
  const { clientId, messageId, executiveId, answer } = undone
  const details = { messageId, executiveId, announced: answer }
  await openTask(
    tx,
    { clientId, audience: 'secretary', kind: 'callerCorrected', key: messageId, details },
    now,
  )
  const about = await findConversation(tx, undone)
  const number = callerToTell(about.message)
  if (!number) return []
  const id = idFrom('notice', clientId, messageId, 'correction')
  return writeNotice(tx, about, { id, kind: 'correction', number, executive: null, dueAt: now }, now)
}
