import type { callRecordings } from './tables.ts'

/**
 * What her call bar says of it. `waits`: it goes on by itself when she and the caller speak again. `pausing`: she
 * paused it, and the exchange has not said that it did.
 */
export type ShownRecorder = 'on' | 'paused' | 'pausing' | 'waits' | 'failed' | 'refused'

type Seen = Pick<typeof callRecordings.$inferSelect, 'state' | 'heardAt' | 'refusedAt' | 'pausedAt'>

/** Null where there is nothing to say: no recording was to be, or it has not begun, or it is over. */
export function shownRecorder({ state, heardAt, refusedAt, pausedAt }: Seen): ShownRecorder | null {
  if (refusedAt) return 'refused'
  if (!heardAt) return null
  switch (state) {
    case 'running':
      return pausedAt ? 'pausing' : 'on'
    case 'paused':
      return pausedAt ? 'paused' : 'waits'
    case 'failed':
      return 'failed'
    case 'none':
      return pausedAt ? 'paused' : null
    case 'stopped':
      return null
    default:
      return state satisfies never
  }
}
