/**
 * `open`: to be rung at its time. `undecided`: tried in vain as often as is sensible, or its time is over; a person says
 * what becomes of it. `kept`: somebody talked with him. `closed`: by decision.
 */
export const callbackStates = ['open', 'undecided', 'kept', 'closed'] as const
export type CallbackState = (typeof callbackStates)[number]

export const attemptOutcomes = ['talked', 'noAnswer', 'busy', 'failed', 'mailbox'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]

/** Why a person closed one; `withdrawn`: whoever wished it takes it back. */
export const closeReasons = ['notReached', 'notWanted', 'doneOtherwise', 'duplicate', 'withdrawn'] as const
export type CloseReason = (typeof closeReasons)[number]

/**
 * Where a wish came from: the key he pressed in the queue, an executive's answer ("2 rappeler"), her own page, a
 * secretary, a call that was missed.
 */
export const wishSources = ['queue', 'answer', 'page', 'desk', 'missedCall'] as const
export type WishSource = (typeof wishSources)[number]

export type CallbackStep =
  /** Somebody wishes it once more, or another time is set: it is tried afresh. */
  | 'promise'
  /** Tried in vain, with a next try. */
  | 'retry'
  /** Tried in vain for the last time. */
  | 'giveUp'
  | 'talk'
  | 'close'
  /** Its end is taken back. */
  | 'reopen'

/**
 * What may follow what; a step that does not stand here changes nothing. A conversation that took place counts also after
 * a decision: the call was under way.
 */
const follows: Record<CallbackState, Partial<Record<CallbackStep, CallbackState>>> = {
  open: { promise: 'open', retry: 'open', giveUp: 'undecided', talk: 'kept', close: 'closed' },
  undecided: { promise: 'open', retry: 'undecided', giveUp: 'undecided', talk: 'kept', close: 'closed' },
  kept: { reopen: 'open' },
  closed: { talk: 'kept', reopen: 'open' },
}

export const nextState = (state: CallbackState, step: CallbackStep): CallbackState | null =>
  follows[state][step] ?? null

export const isStanding = (state: CallbackState): boolean => state === 'open' || state === 'undecided'
