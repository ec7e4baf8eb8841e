/**
 * The fate of a delivery. `claimed`: a worker is sending it. `uncertain`: it may have been sent, the exchange
 * is being asked. `sent`: the far side took it. The last six are final, but `sent` may still become
 * `delivered` or `failed` by the exchange's word.
 */
export const deliveryStates = [
  'pending',
  'claimed',
  'uncertain',
  'sent',
  'delivered',
  'failed',
  'suppressed',
  'quarantined',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/**
 * What each state may become. A callback can overtake our own record of a send, or come after we gave up, so
 * the exchange's word moves nearly every state; among its own words `delivered` stands above `failed`, and
 * `failed` above `sent`, so that any order of callbacks ends in the same state.
 */
const next = {
  pending: ['claimed', 'sent', 'delivered', 'failed', 'suppressed'],
  claimed: ['pending', 'uncertain', 'sent', 'delivered', 'failed', 'suppressed', 'quarantined'],
  uncertain: ['pending', 'sent', 'delivered', 'failed', 'quarantined'],
  sent: ['pending', 'delivered', 'failed'],
  delivered: [],
  failed: ['delivered'],
  suppressed: [],
  quarantined: ['sent', 'delivered', 'failed'],
} as const satisfies Record<DeliveryState, readonly DeliveryState[]>

/** For the WHERE of an UPDATE: nothing becomes `state` but from one of these. */
export function statesBefore(state: DeliveryState): DeliveryState[] {
  return deliveryStates.filter((before) => next[before].some((after) => after === state))
}

/** What a CallStatus says of a call that we placed: `delivered` when it was picked up, by whomever. */
export function readCallStatus(status: string): 'sent' | 'delivered' | CallFailure | null {
  switch (status) {
    case 'queued':
    case 'initiated':
    case 'ringing':
    case 'in-progress':
      return 'sent'
    case 'completed':
      return 'delivered'
    case 'busy':
      return 'busy'
    case 'no-answer':
      return 'noAnswer'
    case 'failed':
      return 'notReachable'
    case 'canceled':
      return 'canceled'
    default:
      return null
  }
}
export type CallFailure = 'busy' | 'noAnswer' | 'notReachable' | 'canceled'

/** What a MessageStatus of the exchange says; null for one that says nothing of an outgoing text. */
export function readMessageStatus(status: string): 'sent' | 'delivered' | 'failed' | null {
  switch (status) {
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'sent':
      return 'sent'
    case 'delivered':
    case 'read':
    case 'partially_delivered':
      return 'delivered'
    case 'undelivered':
    case 'failed':
    case 'canceled':
      return 'failed'
    default:
      return null
  }
}
