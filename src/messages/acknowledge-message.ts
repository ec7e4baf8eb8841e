import { type Act, recordAct } from '../acts/record-act.ts'
import type { AnsweredVia } from '../answers/tables.ts'
import type { Transaction } from '../db/db.ts'
import { sayFromAnswer } from '../notices/say-from-answer.ts'
import {
  type AcknowledgedState,
  findAcknowledgement,
  follow,
  writeAcknowledgement,
} from './acknowledgement.ts'
import { lockMessage } from './lock-message.ts'
import type { Acknowledgement } from './tables.ts'

export type Acknowledging = {
  readonly clientId: number
  readonly messageId: string
  readonly executiveId: string
  readonly answer: Acknowledgement
  readonly via: AnsweredVia
  readonly actor: Act['actor']
  readonly authority?: string
}

export type Acknowledged = {
  /** Null when she had said the same before: then nothing was written. */
  readonly actId: string | null
  /** What she had said of it before. */
  readonly before: AcknowledgedState | null
}

/**
 * Her word on a message, with all that follows: her number for it, the secretaries' task, what the caller is told. A later
 * word replaces an earlier one; the same again changes nothing. Whether it is hers to answer, the caller knows.
 */
export async function acknowledge(
  tx: Transaction,
  { via, answer, actor, authority, ...of }: Acknowledging,
  now: Date,
): Promise<Acknowledged> {
  await lockMessage(tx, of)
  const before = await findAcknowledgement(tx, of)
  if (before?.answer === answer) return { actId: null, before }
  const after = { answer, via, at: now, doneAt: answer === 'executiveCalls' ? null : now }
  await writeAcknowledgement(tx, of, after)
  await follow(tx, of, { before, after, at: now })
  await sayFromAnswer(tx, { ...of, answer }, now)
  const actId = await recordAct(tx, {
    clientId: of.clientId,
    actor,
    verb: 'message.acknowledged',
    subject: { kind: 'message', id: of.messageId },
    before: before && { executiveId: of.executiveId, ...before },
    after: { executiveId: of.executiveId, ...after },
    ...(authority === undefined ? {} : { authority }),
    at: now,
  })
  return { actId, before }
}
