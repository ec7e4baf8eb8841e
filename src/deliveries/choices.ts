import { unresolvedMs } from './retry.ts'
import type { DeliveryState } from './states.ts'

/** `seen`, `notSeen`: what the person whom it was for says of it. */
export const choices = ['retry', 'seen', 'notSeen', 'giveUp'] as const
export type Choice = (typeof choices)[number]

type Standing = {
  readonly state: DeliveryState
  readonly channel: 'sms' | 'email' | 'call'
  readonly failure: string | null
  readonly claimedAt: Date | null
}

/**
 * What a supervisor may do about a delivery. Only what certainly did not go out is sent again without asking; of a
 * quarantined text or call the exchange is asked first, of an e-mail only a person knows.
 */
export function choicesFor({ state, channel, failure, claimedAt }: Standing, now: Date): readonly Choice[] {
  switch (state) {
    case 'failed':
      return failure === 'givenUp' ? ['retry'] : ['retry', 'giveUp']
    case 'quarantined':
      return channel === 'email' ? ['seen', 'notSeen', 'giveUp'] : ['retry', 'giveUp']
    case 'uncertain': {
      const isStuck = claimedAt !== null && now.getTime() - claimedAt.getTime() > unresolvedMs
      return isStuck ? ['seen', 'notSeen', 'giveUp'] : []
    }
    case 'pending':
      return ['giveUp']
    case 'claimed':
    case 'sent':
    case 'delivered':
    case 'suppressed':
      return []
    default:
      return state satisfies never
  }
}
