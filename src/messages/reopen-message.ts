import { recordAct } from '../acts/record-act.ts'
import type { Transaction } from '../db/db.ts'
import { findAcknowledgement, follow, writeAcknowledgement } from './acknowledgement.ts'

type Reopening = {
  readonly clientId: number
  readonly messageId: string
  readonly executiveIds: readonly string[]
}

/**
 * What they had only taken note of waits for their word again. That somebody rings back, she or her secretaries,
 * was promised and stays promised.
 */
export async function reopenMessage(
  tx: Transaction,
  { clientId, messageId, executiveIds }: Reopening,
  now: Date,
): Promise<void> {
  for (const executiveId of executiveIds) {
    const of = { clientId, messageId, executiveId }
    const before = await findAcknowledgement(tx, of)
    if (before?.answer !== 'received') continue
    await writeAcknowledgement(tx, of, null)
    await follow(tx, of, { before, after: null, at: now })
    await recordAct(tx, {
      ...{ clientId, actor: { kind: 'software', id: null }, verb: 'message.reopened', after: null, at: now },
      subject: { kind: 'message', id: messageId },
      before: { executiveId, ...before },
    })
  }
}
