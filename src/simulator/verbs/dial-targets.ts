import type { Leg } from '../leg.ts'
import { makeLeg } from '../make-leg.ts'
import type { Verb } from '../read-twiml.ts'
import type { Scene } from '../run-flow.ts'
import type { Switchboard } from '../switchboard.ts'
import { subscriptionOf } from './target.ts'

/** Somebody to ring: a number, or a browser registered under a name. */
export type Target = {
  to: string
  /** The whisper, run on this side before it is bridged. */
  url: string | null
  method: 'GET' | 'POST'
  statusCallback: Leg['statusCallback']
}

const MOST_TARGETS = 10

export function nounsOf(scene: Scene, verb: Verb): Target[] {
  const { board, leg } = scene
  if (verb.children.length === 0) return verb.text === '' ? [] : [plain(verb.text)]
  const known = verb.children.filter(({ name }) => name === 'Number' || name === 'Client')
  for (const noun of verb.children) {
    if (known.includes(noun)) continue
    board.alerts.push({ code: 12200, about: leg.sid, detail: `<${noun.name}> is not dialled here` })
  }
  return known.slice(0, MOST_TARGETS).map((noun) => targetOf(scene, noun))
}

function plain(to: string): Target {
  return { to, url: null, method: 'POST', statusCallback: null }
}

function targetOf({ document }: Scene, noun: Verb): Target {
  const { url, method } = noun.attributes
  const name = noun.children.find((child) => child.name === 'Identity')?.text ?? noun.text
  return {
    to: noun.name === 'Client' ? `client:${name}` : noun.text,
    url: url ?? null,
    method: method === 'GET' ? 'GET' : 'POST',
    statusCallback: subscriptionOf(document, noun.attributes, 'statusCallback', 'completed'),
  }
}

/** Twilio lets a `<Number>` see the numbers of the current call, our own, or verified ones. */
export function mayShow(board: Switchboard, leg: Leg, callerId: string): boolean {
  if (callerId.startsWith('client:')) return false
  return (
    callerId === leg.from ||
    callerId === leg.to ||
    board.lines.has(callerId) ||
    board.verifiedNumbers.includes(callerId)
  )
}

export function placeChild(board: Switchboard, parent: Leg, target: Target, callerId: string): Leg {
  return makeLeg(board, {
    direction: 'outbound-dial',
    parentSid: parent.sid,
    from: callerId,
    to: target.to,
    clock: parent.clock,
    statusCallback: target.statusCallback,
  })
}
