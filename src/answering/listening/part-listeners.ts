import type { SQL } from 'drizzle-orm'
import { type Act, recordAct } from '../../acts/record-act.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { freeStation } from '../../floor/claim-station.ts'
import { callLegs } from '../tables.ts'
import type { LiveKey } from '../take-step.ts'
import { type ListenerLeg, openListeners } from './listener-legs.ts'

/** `refused`: the caller did not wish it. `over`: there is no secretary with him any more. */
type Why = 'left' | 'refused' | 'lineEnded' | 'notJoined' | 'tookOver' | 'over'

type Parting = {
  readonly at: Date
  readonly why: Why
  readonly actor?: Act['actor']
  readonly only?: SQL | undefined
}

const software = { kind: 'software', id: null } as const

/** They take part no more, and calls may ring at them. Safe to repeat. Answers who did, to be hung up after the commit. */
export async function partListeners(
  tx: Transaction,
  key: LiveKey,
  { at, why, actor = software, only }: Parting,
): Promise<ListenerLeg[]> {
  const failure = why === 'refused' ? why : null
  const legs = await tx
    .update(callLegs)
    .set({ leftAt: at, failure })
    .where(openListeners(key, only))
    .returning()
  for (const leg of legs) {
    if (leg.secretaryId) await freeStation(tx, leg.secretaryId, key, at)
    await noteEnd(tx, leg, { actor, at, why })
  }
  return legs
}

/** When it began, and how long she was there, stand in the journal for each. */
export async function noteEnd(
  tx: Transaction,
  { clientId, callId, secretaryId, mode, joinedAt }: ListenerLeg,
  { actor = software, at, why }: Parting,
): Promise<void> {
  const seconds = joinedAt ? Math.max(0, Math.round((at.getTime() - joinedAt.getTime()) / 1000)) : 0
  await recordAct(tx, {
    ...{ clientId, actor, verb: 'call.listeningEnded', subject: { kind: 'call', id: callId }, at },
    ...{ before: { supervisorId: secretaryId, mode }, after: { why, seconds } },
  })
}

/** Not waited for by whoever ends the call. */
export async function hangUpListeners(
  { gateway, log }: Pick<Context, 'gateway' | 'log'>,
  legs: readonly ListenerLeg[],
): Promise<void> {
  for (const { callSid, clientId, callId, id } of legs) {
    if (!callSid) continue
    const reached = await gateway.endCall(callSid)
    if (typeof reached !== 'string')
      log.warn({ event: 'call.listenerNotEnded', clientId, callId, legId: id, code: reached.code })
  }
}
