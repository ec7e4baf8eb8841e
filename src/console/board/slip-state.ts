import type { BoardSlip, SlipWay } from './find-board-slips.ts'

/** How far a slip has come, by the best of its ways; of an alert its step counts, of a failure its reason. */
export type SlipState =
  | {
      readonly kind: 'alert'
      readonly step: NonNullable<BoardSlip['alert']>['step']
      readonly executive: string
    }
  | { readonly kind: 'failed'; readonly failure: string | null }
  | { readonly kind: 'later'; readonly at: Date }
  | { readonly kind: 'uncertain' | 'sending' | 'sent' | 'delivered' | 'inDigest' }

/** Pure. A slip without any way of its own goes with the next digest. */
export function slipStateOf({ alert, ways }: Pick<BoardSlip, 'alert' | 'ways'>, now: Date): SlipState {
  if (alert) return { kind: 'alert', ...alert }
  const all = ways ?? []
  const has = (...states: SlipWay['state'][]) => all.find(({ state }) => states.includes(state))
  if (all.length === 0) return { kind: 'inDigest' }
  if (has('delivered')) return { kind: 'delivered' }
  if (has('sent')) return { kind: 'sent' }
  if (has('uncertain')) return { kind: 'uncertain' }
  const pending = has('pending', 'claimed')
  if (pending) return waitOf(pending, now)
  return { kind: 'failed', failure: all.find(({ failure }) => failure !== null)?.failure ?? null }
}

function waitOf({ dueAt }: SlipWay, now: Date): SlipState {
  const at = dueAt === null ? null : new Date(dueAt)
  return at && at.getTime() - now.getTime() > 60_000 ? { kind: 'later', at } : { kind: 'sending' }
}

/** What a person has to look after; the rest takes its course. */
export const needsCare = ({ kind }: SlipState): boolean =>
  kind === 'alert' || kind === 'failed' || kind === 'uncertain'
