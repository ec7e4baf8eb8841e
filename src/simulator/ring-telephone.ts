import { reportStatus } from './call-fields.ts'
import { never } from './clock.ts'
import { divertLeg } from './divert.ts'
import { answer, type CallStatus, hangUp, type Leg, startRinging } from './leg.ts'
import { personOf } from './person.ts'
import type { Switchboard } from './switchboard.ts'
import { type Behaviour, isInCall, startsRinging, type Telephone, telephoneOf } from './telephone.ts'

/** Seconds a listed choice takes when a script does not say. */
const PICK_UP_SECONDS = 5
const VOICEMAIL_SECONDS = 15
const CONVERSATION_SECONDS = 20

/**
 * Rings the leg's far end. Resolves with `answered`, or with the status in which the leg then ended; goes on
 * for ever when nobody answers, until the signal aborts.
 */
export async function ringTelephone(
  board: Switchboard,
  leg: Leg,
  signal: AbortSignal,
): Promise<'answered' | CallStatus> {
  leg.status = 'initiated'
  void reportStatus(board, leg, 'initiated')
  const status = await outcomeOf(board, leg, signal)
  if (status !== 'answered') {
    hangUp(leg, 'exchange', status)
    return status
  }
  answer(leg)
  void reportStatus(board, leg, 'answered')
  return 'answered'
}

async function outcomeOf(
  board: Switchboard,
  leg: Leg,
  signal: AbortSignal,
): Promise<'answered' | CallStatus> {
  const { to } = leg
  if (board.lines.has(to)) return divertLeg(board, leg, { to, from: leg.from, forwardedFrom: null }, signal)
  if (to.startsWith('client:') && !board.telephones.has(to)) return 'no-answer'
  if (!to.startsWith('client:') && !/^\+[1-9]\d{6,14}$/.test(to)) return 'failed'
  const telephone = telephoneOf(board, to, board.defaultBehaviour)
  const { behaviour } = telephone
  if (behaviour.kind === 'unreachable') return 'failed'
  if (behaviour.kind === 'busy' || (behaviour.kind !== 'diverts' && isInCall(telephone))) return 'busy'
  leg.status = 'ringing'
  startRinging(leg)
  void reportStatus(board, leg, 'ringing')
  startsRinging(telephone, leg)
  return respond(board, leg, telephone, behaviour, signal)
}

async function respond(
  board: Switchboard,
  leg: Leg,
  telephone: Telephone,
  behaviour: Exclude<Behaviour, { kind: 'unreachable' | 'busy' }>,
  signal: AbortSignal,
): Promise<'answered' | CallStatus> {
  switch (behaviour.kind) {
    case 'answers':
      leg.person = personOf({ talkSeconds: CONVERSATION_SECONDS, ...behaviour })
      await leg.clock.sleep(behaviour.afterSeconds ?? PICK_UP_SECONDS, signal)
      return 'answered'
    case 'mobileVoicemail':
      leg.person = personOf({ talkSeconds: 60 })
      await leg.clock.sleep(behaviour.afterSeconds ?? VOICEMAIL_SECONDS, signal)
      return 'answered'
    case 'refuses':
      await leg.clock.sleep(behaviour.afterSeconds ?? PICK_UP_SECONDS, signal)
      return 'busy'
    case 'noAnswer':
      return never(signal)
    case 'diverts': {
      const seconds = behaviour.when === 'always' ? 0 : (behaviour.afterSeconds ?? VOICEMAIL_SECONDS)
      await leg.clock.sleep(seconds, signal)
      return divertLeg(board, leg, routeOf(behaviour, leg), signal)
    }
    case 'byHand':
      leg.person = personOf({ byHand: true })
      return decideByHand(leg, telephone, signal)
    default:
      return behaviour satisfies never
  }
}

export type Route = { to: string; from: string; forwardedFrom: string | null }

/** How a diverted call looks where it arrives. */
export function routeOf(
  diversion: Extract<Behaviour, { kind: 'diverts' }>,
  { from, to }: { from: string; to: string },
): Route {
  const { passesCaller = true, passesForwardedFrom = false } = diversion
  return {
    to: diversion.to,
    from: passesCaller ? from : to,
    forwardedFrom: passesForwardedFrom ? to : null,
  }
}

async function decideByHand(
  leg: Leg,
  telephone: Telephone,
  signal: AbortSignal,
): Promise<'answered' | CallStatus> {
  const { promise, resolve } = Promise.withResolvers<'answer' | 'refuse'>()
  telephone.decide = resolve
  leg.changed()
  try {
    const choice = await leg.clock.during(Promise.race([promise, never(signal)]))
    return choice === 'answer' ? 'answered' : 'busy'
  } finally {
    if (telephone.decide === resolve) telephone.decide = null
    leg.changed()
  }
}
