import type { Context } from '../../context.ts'
import type { Scope } from '../../scope.ts'
import { resumeCall } from '../hold-call.ts'
import { findOwnLiveCall } from '../own-live-call.ts'
import { type LiveKey, lockLive, takeStep } from '../take-step.ts'
import { of } from './bring-in.ts'
import type { Moved } from './consult-executive.ts'
import { closeLeg, findLastLeg } from './executive-leg.ts'
import { hangUpRung } from './hang-up-others.ts'
import { noteStep } from './note-step.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/** The executive, or her mailbox, is hung up, if anybody is there at all; she and the caller speak again. */
export async function comeBack(context: Needs, scope: Scope, key: LiveKey): Promise<Moved> {
  const call = await findOwnLiveCall(context, scope, key)
  if (call.state === 'handedOver') return 'notNow'
  const at = context.now()
  const closed = await context.db.transaction(async (tx) => {
    await lockLive(tx, key)
    const leg = await findLastLeg(tx, key)
    const gone = leg && (await closeLeg(tx, key.clientId, leg.id, { at, failure: leg.failure }))
    if (!gone || !(await takeStep(tx, key, 'comeBack'))) return null
    await noteStep(tx, scope, key, { step: 'takenBack', legId: gone.id, ...of(gone), at })
    return gone
  })
  if (closed) await hangUpRung(context, [closed])
  const { state } = await findOwnLiveCall(context, scope, key)
  context.live.changed([key.clientId], 'floor')
  if (state === 'held') return resumeCall(context, scope, key)
  return state === 'talking' ? 'done' : 'notNow'
}
