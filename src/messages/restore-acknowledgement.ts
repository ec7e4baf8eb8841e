import { z } from 'zod'
import { recordAct } from '../acts/record-act.ts'
import type { StoredAct, Undoing } from '../acts/stored-act.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { sayFromAnswer } from '../notices/say-from-answer.ts'
import { withdrawNotice } from '../notices/withdraw-notice.ts'
import {
  type AcknowledgedState,
  findAcknowledgement,
  follow,
  writeAcknowledgement,
} from './acknowledgement.ts'
import { lockMessage } from './lock-message.ts'

const stateSchema = z.object({
  executiveId: z.string(),
  answer: z.enum(['received', 'secretaryCalls', 'executiveCalls']),
  via: z.enum(['sms', 'email', 'page', 'call']),
  at: z.coerce.date(),
  doneAt: z.coerce.date().nullable(),
})

/** Puts back what she had said before, or nothing. Null when something else has been said since. */
export async function restoreAcknowledgement(
  tx: Transaction,
  act: StoredAct,
  { actor, now }: Undoing,
): Promise<string | null> {
  const after = stateSchema.parse(act.after)
  const before = stateSchema.nullable().parse(act.before)
  const { clientId, subjectId: messageId } = act
  const of = { clientId, messageId, executiveId: after.executiveId }
  await lockMessage(tx, of)
  const standing = await findAcknowledgement(tx, of)
  if (!standing || standing.at.getTime() !== after.at.getTime() || standing.answer !== after.answer)
    return null
  await writeAcknowledgement(tx, of, before && stateOf(before))
  await follow(tx, of, { before: standing, after: before && stateOf(before), at: now })
  return recordAct(tx, {
    ...{ clientId, actor, verb: 'message.restored', subject: { kind: 'message', id: messageId } },
    ...{ before: act.after, after: act.before, undoes: act.id, at: now },
  })
}

/** What the caller was told of the answer, or was to be told, is taken back too; answers what is to be sent. */
export async function correctCaller(tx: Transaction, act: StoredAct, now: Date): Promise<DeliveryRef[]> {
  const { executiveId, answer } = stateSchema.parse(act.after)
  const before = stateSchema.nullable().parse(act.before)
  const of = { clientId: act.clientId, messageId: act.subjectId, executiveId }
  const refs = await withdrawNotice(tx, { ...of, answer }, now)
  if (before) await sayFromAnswer(tx, { ...of, answer: before.answer }, now)
  return refs
}

const stateOf = ({ answer, via, at, doneAt }: AcknowledgedState): AcknowledgedState => ({
  answer,
  via,
  at,
  doneAt,
})
