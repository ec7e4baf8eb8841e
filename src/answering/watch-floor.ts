import type { Context } from '../context.ts'
import { inTime } from '../in-time.ts'

const lookEveryMs = 5_000
/** Told again and again, it looks at most so often. */
const atMostEveryMs = 500
const patienceMs = 4_000

/**
 * Told that somebody took her place, left it or is free: knows who is present, and lets waiting calls ring. Who is
 * present it also looks up by itself, in case it was not told. Answers how to stop.
 */
export function watchFloor(
  context: Pick<Context, 'presence' | 'rings' | 'live' | 'log' | 'now'>,
): () => void {
  let planned: NodeJS.Timeout | null = null
  let notBefore = 0
  const refresh = async () => {
    planned = null
    notBefore = performance.now() + atMostEveryMs
    await inTime(patienceMs, () => context.presence.refresh(context.now())).catch((err) =>
      context.log.warn({ event: 'presence.stale', err }),
    )
  }
  const plan = () => {
    planned ??= setTimeout(refresh, Math.max(0, notBefore - performance.now())).unref()
  }
  const stopListening = context.live.onChange('floor', () => {
    plan()
    void context.rings.look()
  })
  const ticking = setInterval(plan, lookEveryMs).unref()
  plan()
  return () => {
    stopListening()
    clearInterval(ticking)
    if (planned) clearTimeout(planned)
  }
}
