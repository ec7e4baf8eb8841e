import { and, eq } from 'drizzle-orm'
import { recordQueueLeft } from '../calls/record-waiting.ts'
import type { LeftQueueHow } from '../calls/states.ts'
import { calls } from '../calls/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { silenceStations } from '../floor/ring-stations.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import { openTask } from '../tasks/open-task.ts'
import { liveCalls } from './tables.ts'
import { type LiveKey, takeStep } from './take-step.ts'

type Leaving = LiveKey & { readonly how: Exclude<LeftQueueHow, 'answered' | 'hungUp'>; readonly at: Date }

/**
 * He waits no more, by his own wish or because nobody came: nobody can take him any more, and what follows is for the
 * telephone side to say. False where somebody has taken him at this very moment, or he does not wait. Who wishes to be
 * called back is a task for the secretaries from then on.
 */
export async function leaveQueue(
  context: Pick<Context, 'db' | 'live' | 'log'>,
  { how, at, ...key }: Leaving,
): Promise<boolean> {
  const hasLeft = await context.db.transaction(async (tx) => {
    const wish = how === 'message' || how === 'callback' ? how : null
    const left = await takeStep(tx, key, 'end', { endedAt: at, wish, only: eq(liveCalls.state, 'waiting') })
    if (!left) return false
    await silenceStations(tx, key)
    await recordQueueLeft(tx, key, { how, at })
    if (how === 'callback') await askToCallBack(tx, key, at)
    return true
  })
  if (!hasLeft) return false
  context.log.info({ event: 'call.leftQueue', ...key, how })
  tellFloor(context, key.clientId)
  context.live.changed([key.clientId])
  return true
}

async function askToCallBack(tx: Transaction, { clientId, callId }: LiveKey, at: Date): Promise<void> {
  const [call] = await tx
    .select({ number: calls.caller, name: calls.callerName })
    .from(calls)
    .where(and(eq(calls.clientId, clientId), eq(calls.id, callId)))
  const details = { callId, number: call?.number ?? null, name: call?.name ?? null }
  const task = { clientId, audience: 'secretary', kind: 'callback', key: `queue:${callId}`, details } as const
  await openTask(tx, task, at)
}
