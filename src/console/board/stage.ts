import type { BoardCall } from './find-board-calls.ts'

/** `queued`: asked to wait for a secretary. `talking`: with a person. `waiting`: on the voicemail. */
export type Stage = 'ringing' | 'queued' | 'talking' | 'waiting' | 'ended'

type Evidence = Pick<
  BoardCall,
  | 'endedAt'
  | 'disposition'
  | 'takenById'
  | 'wrappedUpAt'
  | 'acceptedAt'
  | 'dialEndedAt'
  | 'voicemailAt'
  | 'direction'
  | 'liveState'
>

/** Where a call stands, as far as is known. Pure. */
export function stageOf(call: Evidence): Stage {
  if (call.endedAt || call.disposition) return 'ended'
  // Written down by hand.
  if (call.direction === 'outbound' && !call.liveState) return 'ended'
  if (call.liveState === 'waiting') return 'queued'
  if (call.liveState && call.liveState !== 'ended') return 'talking'
  const withSecretary = call.takenById !== null && call.wrappedUpAt === null
  if (withSecretary || (call.acceptedAt && !call.dialEndedAt)) return 'talking'
  return call.voicemailAt ? 'waiting' : 'ringing'
}

/** Taken by a secretary, over, and not yet closed by her. */
export const isToWrapUp = (call: Evidence): boolean =>
  stageOf(call) === 'ended' && call.takenById !== null && call.wrappedUpAt === null
