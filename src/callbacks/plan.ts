import type { Hours } from '../rules/hours.ts'
import { nextTryAt, overdueAt, withinHours } from './due.ts'
import type { Callback } from './lock-callback.ts'
import { type AttemptOutcome, nextState } from './states.ts'

type Set = Partial<Callback>
type Times = { readonly dueAt: Date | null; readonly until: Date | null }

/** When it is due, in the client's hours, and late: `dueAt` null is as soon as may be. */
export function plan({ dueAt, until }: Times, hours: Hours, now: Date) {
  const wanted = dueAt && dueAt > now ? dueAt : now
  const fitting = withinHours(wanted, hours)
  // Whoever promised a time outside the hours meant it.
  const due = until && fitting > until ? wanted : fitting
  return { dueAt: due, until, overdueAt: overdueAt(due, until, hours), raisedAt: null }
}

/** A second wish for the same person: the earlier time holds, and what was tried in vain is tried afresh. */
export function joinPlans(
  standing: Pick<Callback, 'dueAt' | 'until' | 'overdueAt' | 'tries' | 'state'>,
  wished: Times,
  hours: Hours,
  now: Date,
): Set {
  const next = plan(wished, hours, now)
  if (standing.state !== 'open' || standing.tries > 0) return { state: 'open', tries: 0, ...next }
  return {
    dueAt: earliest(standing.dueAt, next.dueAt),
    until: earliest(standing.until, next.until),
    overdueAt: earliest(standing.overdueAt, next.overdueAt),
  }
}

function earliest<T extends Date | null>(one: T, other: T): T {
  if (!one || !other) return one ?? other
  return one <= other ? one : other
}

type Tried = { readonly outcome: AttemptOutcome; readonly at: Date }

/** What an attempt makes of it; null where it changes nothing any more. */
export function afterAttempt(
  callback: Pick<Callback, 'state' | 'tries' | 'until'>,
  { outcome, at }: Tried,
  hours: Hours,
): Set | null {
  if (outcome === 'talked') return keptAt(callback, at)
  const tries = callback.tries + 1
  const next = nextTryAt({ outcome, tries, at, until: callback.until }, hours)
  const state = nextState(callback.state, next ? 'retry' : 'giveUp')
  if (!state) return null
  // A person is to decide now.
  if (!next || state === 'undecided')
    return { state, tries, ...plan({ dueAt: null, until: null }, hours, at) }
  return { state, tries, ...plan({ dueAt: next, until: callback.until }, hours, at) }
}

function keptAt({ state }: Pick<Callback, 'state'>, at: Date): Set | null {
  const kept = nextState(state, 'talk')
  return kept && { state: kept, endedAt: at, endReason: 'talked', raisedAt: null }
}
