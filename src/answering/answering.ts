import { z } from 'zod'

/** The voicemail begins within 90 s of arrival, whatever a client wishes. */
export const longestWaitSeconds = 80

/** How a client's callers are answered by people; what is left out is as the agency does it. */
export const answeringSettingsSchema = z.strictObject({
  /** Whoever waits longer goes on to the voicemail. */
  waitSeconds: z.int().min(10).max(longestWaitSeconds).optional(),
  /** Until then only the client's regular secretaries are rung, where one of them could answer. */
  widenSeconds: z.int().min(0).max(longestWaitSeconds).optional(),
  /** Keys of the teams who answer when nobody assigned is free, and after them. */
  team: z.string().min(1).optional(),
  overflow: z.string().min(1).optional(),
  /** Lower is answered sooner. */
  priority: z.int().min(0).max(9).optional(),
  /** For writing after a call, before the next one rings. */
  wrapUpSeconds: z.int().min(0).max(600).optional(),
  /** Said while the caller waits, instead of the agency's own words. */
  waitingWords: z.string().trim().min(1).max(500).optional(),
  /** He may ask to be called back by a key. */
  offersCallback: z.boolean().optional(),
  /** While one of its callers is held, another call may ring at the secretary who holds him. */
  secondCall: z.boolean().optional(),
  /** Supervisors may listen to its calls and whisper; callers are told before. */
  listening: z.boolean().optional(),
})
export type AnsweringSettings = z.output<typeof answeringSettingsSchema>

export type Answering = {
  readonly waitSeconds: number
  readonly widenSeconds: number
  readonly team: string | null
  readonly overflow: string | null
  readonly priority: number
  readonly wrapUpSeconds: number
  readonly waitingWords: string | null
  readonly offersCallback: boolean
  readonly secondCall: boolean
  readonly listening: boolean
}

/** As an agency answers that was told nothing else. */
export const defaultAnswering: Answering = {
  waitSeconds: 60,
  widenSeconds: 12,
  team: null,
  overflow: null,
  priority: 5,
  wrapUpSeconds: 30,
  waitingWords: null,
  offersCallback: true,
  secondCall: false,
  listening: false,
}

/** In full, with the agency's own way where the client says nothing. */
export const answeringOf = (settings: AnsweringSettings): Answering => ({
  waitSeconds: settings.waitSeconds ?? defaultAnswering.waitSeconds,
  widenSeconds: settings.widenSeconds ?? defaultAnswering.widenSeconds,
  team: settings.team ?? null,
  overflow: settings.overflow ?? null,
  priority: settings.priority ?? defaultAnswering.priority,
  wrapUpSeconds: settings.wrapUpSeconds ?? defaultAnswering.wrapUpSeconds,
  waitingWords: settings.waitingWords ?? null,
  offersCallback: settings.offersCallback ?? defaultAnswering.offersCallback,
  secondCall: settings.secondCall ?? defaultAnswering.secondCall,
  listening: settings.listening ?? defaultAnswering.listening,
})
