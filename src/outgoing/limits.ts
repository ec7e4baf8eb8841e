import type { OutgoingLimits } from './outgoing.ts'

/** What was called out for a client since its midnight. */
export type Used = { readonly calls: number; readonly seconds: number }

export type OverLimit =
  | { readonly kind: 'callsADay'; readonly limit: number }
  | { readonly kind: 'minutesADay'; readonly limit: number }

/** Less than this is no call. */
const shortestSeconds = 60

/** How long the next call may last, or which limit is used up. Pure. */
export function nextCallOf(
  { longestMinutes, callsADay, minutesADay }: OutgoingLimits,
  used: Used,
): { readonly kind: 'may'; readonly talkLimitSeconds: number } | OverLimit {
  if (used.calls >= callsADay) return { kind: 'callsADay', limit: callsADay }
  const leftSeconds = minutesADay * 60 - used.seconds
  if (leftSeconds < shortestSeconds) return { kind: 'minutesADay', limit: minutesADay }
  return { kind: 'may', talkLimitSeconds: Math.min(longestMinutes * 60, leftSeconds) }
}
