import type { Channel } from '../clients/executive.ts'
import type { AlertStep } from './tables.ts'

/** What the next step of one executive's alert depends on. */
export type Ladder = {
  readonly step: AlertStep
  /** By which she was told of the message so far. */
  readonly told: readonly Channel[]
  /** Where she can be reached now; nowhere once she left. */
  readonly reach: { readonly sms: boolean; readonly email: boolean; readonly call: boolean }
  /** False in quiet hours that urgent messages keep too, and where she chose to be told once. */
  readonly mayInsist: boolean
  /** Who is on the client's on-call list and was not alerted yet, in its order. */
  readonly onCall: readonly string[]
}

export type NextStep =
  | { readonly kind: 'repeated'; readonly channel: Channel }
  | { readonly kind: 'called' }
  | { readonly kind: 'passedOn'; readonly to: string }
  /** Nobody is left to tell. */
  | { readonly kind: 'exhausted' }

/**
 * What follows when nobody acknowledged in time: told again by the other channel, rung, handed to the next on
 * the list. A step that cannot reach her is left out.
 */
export function nextStep({ step, told, reach, mayInsist, onCall }: Ladder): NextStep {
  const channel = step === 'told' ? otherChannel(told, reach) : null
  if (mayInsist && channel) return { kind: 'repeated', channel }
  if (mayInsist && reach.call && (step === 'told' || step === 'repeated')) return { kind: 'called' }
  const [next] = onCall
  return next === undefined ? { kind: 'exhausted' } : { kind: 'passedOn', to: next }
}

/** The one not used at first; if both were, the text once more. */
function otherChannel(told: readonly Channel[], reach: Ladder['reach']): Channel | null {
  const unused = channels.find((channel) => reach[channel] && !told.includes(channel))
  if (unused) return unused
  return channels.every((channel) => told.includes(channel)) && reach.sms ? 'sms' : null
}

const channels = ['sms', 'email'] as const satisfies readonly Channel[]
