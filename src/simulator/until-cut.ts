import type { Leg } from './leg.ts'

/**
 * Runs something on a leg that `cut` may end before its time, without a result then. A hang-up or another document
 * still ends it all.
 */
export async function untilCut<T>(
  leg: Leg,
  cut: AbortSignal,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const outer = leg.interrupt
  const inner = {
    signal: AbortSignal.any([outer.signal, cut]),
    abort: (reason?: unknown) => outer.abort(reason),
  }
  leg.interrupt = inner
  try {
    return await work()
  } catch (error) {
    outer.signal.throwIfAborted()
    if (!cut.aborted) throw error
    return undefined
  } finally {
    // Another document may have taken over meanwhile, with an interrupt of its own.
    if (leg.interrupt === inner) leg.interrupt = outer
  }
}
