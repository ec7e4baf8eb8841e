import type { LiveState } from '../answering/states.ts'

/** How the exchange's recorder stands for one call. `failed`: it did not do as it was told, and is not asked again. */
export type RecorderState = 'none' | 'running' | 'paused' | 'stopped' | 'failed'

/** `close`: nothing was recorded, and nothing will be. */
export type RecorderStep = 'start' | 'pause' | 'resume' | 'stop' | 'close'

type RecorderFacts = {
  readonly state: RecorderState
  readonly heardAt: Date | null
  readonly refusedAt: Date | null
  readonly pausedAt: Date | null
  /** How the call stands; null where it is not live. */
  readonly live: LiveState | null
  /** The client has its calls recorded, and is no health client. */
  readonly mayRecord: boolean
}

/** What the exchange is to be told now; null: the recorder stands as it should. */
export function nextRecorderStep(facts: RecorderFacts): RecorderStep | null {
  return steps[facts.state][wantedOf(facts)] ?? null
}

type Wanted = 'running' | 'paused' | 'stopped'

const steps: Record<RecorderState, Partial<Record<Wanted, RecorderStep>>> = {
  none: { running: 'start', stopped: 'close' },
  running: { paused: 'pause', stopped: 'stop' },
  paused: { running: 'resume', stopped: 'stop' },
  stopped: {},
  failed: {},
}

/**
 * It turns while she and the caller speak alone, he having heard that it does. Whoever is held, or waits again, or
 * speaks with an executive is not recorded; once she has left him to somebody else, or he refuses, it is over.
 */
function wantedOf({ heardAt, refusedAt, pausedAt, live, mayRecord }: RecorderFacts): Wanted {
  if (refusedAt || !mayRecord || live === null || live === 'ended' || live === 'handedOver') return 'stopped'
  return heardAt && !pausedAt && live === 'talking' ? 'running' : 'paused'
}
