import { recordTalked } from '../calls/record-waiting.ts'
import type { Context } from '../context.ts'
import { silenceAt } from '../floor/ring-stations.ts'
import type { Scope } from '../scope.ts'
import { conferenceName } from './compose-wait.ts'
import { secondsSince } from './end-live-call.ts'
import { musicUrlOf } from './music.ts'
import { findOwnLiveCall, isWithHim } from './own-live-call.ts'
import { type LiveKey, lockLive, takeStep } from './take-step.ts'
import { moveToConference } from './telephones/move-to-conference.ts'

/** `notNow`: the call does not stand so that it could be. `away`: the exchange did not do it; nothing was changed. */
export type Held = 'done' | 'notNow' | 'away'

type Needs = Pick<Context, 'config' | 'db' | 'gateway' | 'live' | 'log' | 'now'>

/** The caller hears music, and nobody hears him. */
export const holdCall = (context: Needs, scope: Scope, key: LiveKey): Promise<Held> =>
  change(context, scope, key, 'hold')

export const resumeCall = (context: Needs, scope: Scope, key: LiveKey): Promise<Held> =>
  change(context, scope, key, 'resume')

const opposite = { hold: 'resume', resume: 'hold' } as const

async function change(context: Needs, scope: Scope, key: LiveKey, step: 'hold' | 'resume'): Promise<Held> {
  const { callSid, heldSince } = await findOwnLiveCall(context, scope, key)
  if (step === 'resume' && !(await isWithHim(context, scope, key))) return 'notNow'
  const together = step === 'hold' ? await moveToConference(context, key) : 'done'
  if (together !== 'done') return together
  const since = step === 'hold' ? context.now() : null
  if (!callSid || !(await take(context, key, step, since))) return 'notNow'
  const who = { conference: conferenceName(key.callId), who: callSid }
  const hold =
    step === 'hold' ? { on: true as const, holdUrl: musicUrlOf(context.config) } : { on: false as const }
  const reached = await context.gateway.holdParticipant(who, hold)
  if (reached === 'done') return 'done'
  context.log.warn({ event: 'call.notHeld', ...key, step, reached })
  await take(context, key, opposite[step], heldSince)
  return 'away'
}

async function take(context: Needs, key: LiveKey, step: 'hold' | 'resume', heldSince: Date | null) {
  const taken = await context.db.transaction(async (tx) => {
    const before = await lockLive(tx, key)
    const after = await takeStep(tx, key, step, { heldSince })
    // What rang because she only held him is for others now.
    if (after?.claimedById && step === 'resume') await silenceAt(tx, after.claimedById)
    if (after && before?.heldSince && !heldSince)
      await recordTalked(tx, key, {
        talkSeconds: 0,
        heldSeconds: secondsSince(before.heldSince, context.now()),
      })
    return after
  })
  context.live.changed([key.clientId], 'floor')
  return taken
}
