import { and, eq } from 'drizzle-orm'
import { promiseCallback } from '../callbacks/promise-callback.ts'
import { recordQueueLeft } from '../calls/record-waiting.ts'
import type { LeftQueueHow } from '../calls/states.ts'
import { calls } from '../calls/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { silenceStations } from '../floor/ring-stations.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import { isPhoneNumber } from '../phone-number.ts'
import { liveCalls } from './tables.ts'
import { type LiveKey, takeStep } from './take-step.ts'

type Leaving = LiveKey & { readonly how: Exclude<LeftQueueHow, 'answered' | 'hungUp'>; readonly at: Date }

/**
 * He waits no more, by his own wish or because nobody came: nobody can take him any more, and what follows is for the
 * telephone side to say. False where somebody has taken him at this very moment, or he does not wait. Who wishes to be
 * called back is promised so from then on.
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
    .select({ number: calls.caller, name: calls.callerName, contactId: calls.contactId })
    .from(calls)
    .where(and(eq(calls.clientId, clientId), eq(calls.id, callId)))
  const number = call?.number && isPhoneNumber(call.number) ? call.number : null
  const who = { number, name: call?.name ?? null, contactId: call?.contactId ?? null }
  const wish = { clientId, ...who, key: `queue:${callId}`, source: 'queue', why: null } as const
  const doing = { actor: { kind: 'caller', id: callId }, at } as const
  await promiseCallback(tx, { ...wish, callId: call ? callId : null }, doing)
}
