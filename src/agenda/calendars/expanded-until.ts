import type { Window } from './reading/occurrences.ts'

const dayMs = 86_400_000
const aheadMs = 730 * dayMs
/** So much of it may run down before everything is written out anew. */
const slackMs = 30 * dayMs

/** When busy times are looked for: from yesterday, for 24 months. */
export const windowAt = (now: Date): Window => ({
  from: new Date(now.getTime() - dayMs),
  until: new Date(now.getTime() + aheadMs),
})

/** Whether repetitions are to be followed further: then everything is read again. */
export const needsExpanding = (expandedUntil: Date | null, now: Date): boolean =>
  expandedUntil === null || expandedUntil.getTime() < now.getTime() + aheadMs - slackMs
