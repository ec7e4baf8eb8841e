import type { Channel, ExecutiveChoices } from '../clients/executive.ts'

/** What it takes to reach somebody. */
export type Reach = {
  readonly mobile: string | null
  readonly email: string | null
  readonly choices: ExecutiveChoices
}

/** The channels of her choice that she has; if she has none of those, the other one; else none. */
export function channelsOf(executive: Reach, urgency: 'ordinary' | 'urgent'): Channel[] {
  const chosen = [...new Set(executive.choices[urgency])].filter((channel) => has(executive, channel))
  if (chosen.length > 0) return chosen
  return channelsHad(executive)
}

/** By which her digests come; the other one where she has none of those she chose. */
export function digestChannels(executive: Reach): Channel[] {
  const chosen = [...new Set(executive.choices.digest.channels)].filter((channel) => has(executive, channel))
  return chosen.length > 0 ? chosen : channels.filter((channel) => has(executive, channel))
}

/** Where to turn when one channel has failed for good. */
export function otherChannel(executive: Reach, channel: Channel): Channel | null {
  return channels.find((other) => other !== channel && has(executive, other)) ?? null
}

/** By which she can be reached at all. */
export const channelsHad = (executive: Reach): Channel[] =>
  channels.filter((channel) => has(executive, channel))

const channels = ['sms', 'email'] as const satisfies readonly Channel[]

const has = ({ mobile, email }: Reach, channel: Channel) => (channel === 'sms' ? mobile : email) !== null
