import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { whyNotDiallable } from '../phone-number.ts'
import { openTask } from '../tasks/open-task.ts'
import type { calls } from './tables.ts'

/** A rule that forwards to a number which may not be rung works differently from what the client asked for. */
export async function warnOfRefusedNumber(
  tx: Transaction,
  directory: Context['directory'],
  { clientId, decision: { action, ruleKey }, dialledNumber }: typeof calls.$inferSelect,
  now: Date,
): Promise<void> {
  const client = directory.client(clientId)
  if (!client || action.kind !== 'forward' || dialledNumber !== null) return
  const number = client.executives.get(action.to)?.number
  const reason = number && whyNotDiallable(number, client.allowedCountries)
  if (!reason) return
  const details = { executive: action.to, rule: ruleKey, number, reason }
  const key = `${action.to} ${number}`
  await openTask(tx, { clientId, audience: 'supervisor', kind: 'refusedNumber', key, details }, now)
}
