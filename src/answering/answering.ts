import { z } from 'zod'

/** The voicemail begins within 90 s of arrival, whatever a client wishes. */
export const longestWaitSeconds = 80

/**
 * How a client's callers are answered by people. Seconds; keys of teams. What is left out is as the agency does it.
 */
export const answeringSchema = z.strictObject({
  /** Whoever waits longer goes on to the voicemail. */
  waitSeconds: z.int().min(10).max(longestWaitSeconds).default(60),
  /** Until then only the client's regular secretaries are rung, where one of them could answer. */
  widenSeconds: z.int().min(0).max(longestWaitSeconds).default(12),
  /** Who answers when nobody assigned is free, and who after them. */
  team: z.string().nullable().default(null),
  overflow: z.string().nullable().default(null),
  /** Lower is answered sooner. */
  priority: z.int().min(0).max(9).default(5),
  /** For writing after a call, before the next one rings. */
  wrapUpSeconds: z.int().min(0).max(600).default(30),
  /** Said while the caller waits, instead of the agency's own words. */
  waitingWords: z.string().trim().min(1).max(500).nullable().default(null),
  /** He may ask to be called back by a key. */
  offersCallback: z.boolean().default(true),
})
export type Answering = z.output<typeof answeringSchema>

/** As an agency answers that was told nothing else. */
export const defaultAnswering: Answering = answeringSchema.parse({})
