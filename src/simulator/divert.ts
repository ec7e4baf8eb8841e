import { never } from './clock.ts'
import { type CallStatus, hangUp, type Leg } from './leg.ts'
import { makeLeg } from './make-leg.ts'
import { personOf } from './person.ts'
import { receiveCall } from './receive-call.ts'
import type { Route } from './ring-telephone.ts'
import { type Switchboard, track } from './switchboard.ts'

/** More hops than this, and the network gives up. */
const MOST_RETURNS = 5

/** The called network sends the leg on to one of our lines, where it arrives as a new call from outside. */
export async function divertLeg(
  board: Switchboard,
  leg: Leg,
  route: Route,
  signal: AbortSignal,
): Promise<'answered' | CallStatus> {
  const line = board.lines.get(route.to)
  const returns = [...board.calls.values()].filter((other) => other.clock === leg.clock)
  if (!line || returns.length > MOST_RETURNS * 2) return 'failed'
  leg.status = 'ringing'
  const { from, to, forwardedFrom } = route
  const person = personOf({ afterSpeaking: 'waits' })
  const returned = makeLeg(board, { direction: 'inbound', from, to, forwardedFrom, clock: leg.clock, person })
  leg.ended.done.then(() => hangUp(returned, 'person'))
  track(board, receiveCall(board, returned, line))
  const answered = returned.answered.done.then(() => 'answered' as const)
  const ended = returned.ended.done.then(() => returned.status)
  const outcome = await Promise.race([answered, ended, never(signal)])
  if (outcome === 'answered') returned.ended.done.then(() => hangUp(leg, 'person'))
  return outcome
}
