import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { addRecording } from './add-recording.ts'
import { shortestVoicemailSeconds } from './record-call-progress.ts'
import { exchangeStatuses, isOver } from './states.ts'
import { calls } from './tables.ts'

type Needs = Pick<Context, 'db' | 'gateway' | 'now'>

/** Asks the exchange what it did not tell of one call: whether it has ended, and whether there is a recording. */
export async function askExchange(
  { db, gateway, now }: Needs,
  { clientId, id }: { clientId: number; id: string },
) {
  const here = and(eq(calls.clientId, clientId), eq(calls.id, id))
  const [call] = await db.select({ callSid: calls.callSid, endedAt: calls.endedAt }).from(calls).where(here)
  if (!call) return
  const [foundCalls, foundRecordings] = await Promise.all([
    gateway.findCall(call.callSid),
    gateway.findRecordings(call.callSid),
  ])
  const found = foundCalls.kind === 'listed' ? foundCalls.items[0] : undefined
  const status = exchangeStatuses.find((known) => known === found?.status)
  if (found && status && isOver(status) && !call.endedAt)
    await db
      .update(calls)
      .set({
        exchangeStatus: status,
        endedAt: found.endedAt ?? now(),
        durationSeconds: found.durationSeconds,
      })
      .where(here)
  for (const recording of foundRecordings.kind === 'listed' ? foundRecordings.items : [])
    if (recording.status === 'completed' && recording.durationSeconds >= shortestVoicemailSeconds)
      await addRecording(db, {
        clientId,
        callId: id,
        recordingSid: recording.recordingSid,
        seconds: recording.durationSeconds,
        at: now(),
      })
}
