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
