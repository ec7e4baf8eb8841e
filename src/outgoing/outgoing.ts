import { z } from 'zod'
import type { AttemptOutcome } from '../callbacks/states.ts'

/** Whatever a client wishes, a call that we pay for ends by then. */
export const absoluteLongestMinutes = 240

/** How much may be called out for a client; what is left out is as the agency does it. */
export const outgoingSettingsSchema = z.strictObject({
  /** The exchange ends a call that lasts longer. */
  longestMinutes: z.int().min(1).max(absoluteLongestMinutes).optional(),
  /** None at all with 0. */
  callsADay: z.int().min(0).max(2_000).optional(),
  minutesADay: z.int().min(0).max(20_000).optional(),
})
export type OutgoingSettings = z.output<typeof outgoingSettingsSchema>

export type OutgoingLimits = {
  readonly longestMinutes: number
  readonly callsADay: number
  readonly minutesADay: number
}

export const defaultOutgoing: OutgoingLimits = { longestMinutes: 60, callsADay: 100, minutesADay: 300 }

/** In full, with the agency's own limits where the client says nothing. */
export const outgoingOf = (settings: OutgoingSettings): OutgoingLimits => ({
  longestMinutes: settings.longestMinutes ?? defaultOutgoing.longestMinutes,
  callsADay: settings.callsADay ?? defaultOutgoing.callsADay,
  minutesADay: settings.minutesADay ?? defaultOutgoing.minutesADay,
})

/** Why somebody is rung. `order`: an executive asked for it. */
export const purposes = ['callback', 'order', 'service', 'prospecting'] as const
export type Purpose = (typeof purposes)[number]

/** What became of a call that we placed; the first that is known of it stays. */
export const placedOutcomes = [
  'reached',
  'busy',
  'noAnswer',
  'failed',
  'refusedNumber',
  'exchangeBusy',
  'away',
  'stopped',
  'notConnected',
  'cancelled',
  'brokeOff',
] as const
export type PlacedOutcome = (typeof placedOutcomes)[number]

/** The exchange's last word for the line of whoever was rung. */
export function outcomeOf(status: string): PlacedOutcome {
  if (status === 'completed') return 'reached'
  if (status === 'busy') return 'busy'
  if (status === 'no-answer') return 'noAnswer'
  return status === 'canceled' ? 'cancelled' : 'failed'
}

/** What an attempt at a callback makes of it. One that broke off is to be made again; `dialled`: it had begun to ring. */
export function attemptOf(outcome: PlacedOutcome, dialled: boolean): AttemptOutcome {
  if (outcome === 'reached') return 'talked'
  if (outcome === 'busy' || outcome === 'noAnswer') return outcome
  return outcome === 'cancelled' && dialled ? 'noAnswer' : 'failed'
}
