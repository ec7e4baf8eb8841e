import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { ExchangeCall } from '../twilio/listed.ts'
import { addRecording } from './add-recording.ts'
import { exchangeStatuses, isOver } from './states.ts'
import { calls } from './tables.ts'

type Needs = Pick<Context, 'db' | 'gateway' | 'now'>
type Key = { clientId: number; id: string }

/**
 * Asks the exchange what it did not tell of one call: whether it has ended, and whether there is a recording. A
 * call that the exchange does not know is over. Answers `away` when the exchange did not say.
 */
export async function askExchange(context: Needs, key: Key): Promise<'asked' | 'away'> {
  const { db, gateway, now } = context
  const [call] = await db
    .select({ callSid: calls.callSid, endedAt: calls.endedAt })
    .from(calls)
    .where(thisCall(key))
  if (!call) return 'asked'
  const [foundCalls, foundRecordings] = await Promise.all([
    gateway.findCall(call.callSid),
    gateway.findRecordings(call.callSid),
  ])
  if (foundCalls.kind === 'away' || foundRecordings.kind === 'away') return 'away'
  if (!call.endedAt) await noteEnd(context, key, foundCalls.items[0])
  // What people said to each other is no message, and `enterListedRecordings` sees to it.
  for (const { recordingSid, status, isConversation, durationSeconds: seconds } of foundRecordings.items)
    if (status === 'completed' && !isConversation)
      await addRecording(db, { clientId: key.clientId, callId: key.id, recordingSid, seconds, at: now() })
  return 'asked'
}

async function noteEnd({ db, now }: Needs, key: Key, found: ExchangeCall | undefined): Promise<void> {
  const status = exchangeStatuses.find((known) => known === found?.status)
  if (found && !(status && isOver(status))) return
  const endedAt = found?.endedAt ?? now()
  const end = found && status ? { exchangeStatus: status, durationSeconds: found.durationSeconds } : {}
  await db
    .update(calls)
    .set({ endedAt, ...end })
    .where(thisCall(key))
}

const thisCall = ({ clientId, id }: Key) => and(eq(calls.clientId, clientId), eq(calls.id, id))
