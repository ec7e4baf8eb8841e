import { whenAllowed } from '../clients/quiet-hours.ts'
import type { Way } from '../deliveries/insert-deliveries.ts'
import { channelsOf, type Reach } from './channels.ts'

type Message = {
  readonly urgency: 'ordinary' | 'urgent'
  /** The client's. */
  readonly timeZone: string
}

/** By what a message goes to her at once, or at the end of her quiet hours; by nothing when her digest brings it. */
export function waysTo(
  executive: Reach & { readonly id: string },
  { urgency, timeZone }: Message,
  now: Date,
): Way[] {
  if (urgency === 'ordinary' && waitsForDigest(executive)) return []
  const dueAt = whenAllowed(executive.choices, timeZone, urgency, now)
  return channelsOf(executive, urgency).map((channel) => ({ executiveId: executive.id, channel, dueAt }))
}

/** Whoever chose the digest and has none would hear of nothing. */
const waitsForDigest = ({ choices: { ordinaryWhen, digest } }: Reach) =>
  ordinaryWhen === 'digest' && Object.keys(digest.times).length > 0
