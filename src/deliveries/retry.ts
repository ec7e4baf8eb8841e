const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const waitsMs = {
  urgent: [5 * second, 15 * second, minute, 5 * minute, 20 * minute, hour, 4 * hour],
  /** What comes after a call that cannot be placed must not wait for long. */
  call: [5 * second, 15 * second, 30 * second],
  ordinary: [minute, 5 * minute, 20 * minute, hour, 3 * hour, 6 * hour, 12 * hour],
} as const

/** A claim older than this belongs to a worker that died: sending takes half a minute at most. */
export const claimMs = minute
export const maxCrashes = 5
/** Between the two looks at the exchange's list that must both miss a text before it is sent again. */
export const lookAgainMs = 30 * second
/** After this long without an answer from the exchange, a person is told. */
export const unresolvedMs = 2 * minute
/** A text that the carrier gave back for a passing reason (telephone off) is tried so often in all. */
export const maxUndelivered = 3
export const undeliveredWaitMs = 15 * minute

/**
 * How long to wait after `attempts` refusals that may pass, spread by a fifth either way so that a crowd does
 * not come back at once; null when it is time to give up (after a day; urgent ones after six hours, calls
 * after a minute).
 * @param chance from 0 to 1
 */
export function retryAfterMs(
  attempts: number,
  urgency: 'ordinary' | 'urgent' | 'call',
  chance: number,
): number | null {
  const wait = waitsMs[urgency][attempts - 1]
  return wait === undefined ? null : Math.round(wait * (0.8 + 0.4 * chance))
}
