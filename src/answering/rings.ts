import type { Context } from '../context.ts'
import { endLateDials } from '../outgoing/end-late-dials.ts'
import { releaseLateClaims } from './release-claims.ts'
import { runAssignment } from './run-assignment.ts'

/**
 * Whoever changes the queue or the floor asks for it to be looked at. One look at a time in a process; those who ask
 * meanwhile share the next. As long as anybody waits it also looks by itself, since rings lapse and people finish
 * writing without a word.
 */
export type Rings = {
  /** Resolves when a look that began after this has ended. Never throws. */
  look(): Promise<void>
  close(): Promise<void>
}

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

const lookAgainMs = 1_000

export function createRings(context: Omit<Needs, 'rings'>): Rings {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let isClosed = false

  const start = (): Promise<void> => {
    running = lookOnce({ ...context, rings }).then((again) => {
      running = null
      if (again) planAgain()
    })
    return running
  }
  const planAgain = () => {
    if (isClosed || timer) return
    timer = setTimeout(() => {
      timer = null
      void look()
    }, lookAgainMs).unref()
  }
  const look = (): Promise<void> => {
    if (isClosed) return Promise.resolve()
    if (!running) return start()
    next ??= running.then(() => {
      next = null
      return isClosed ? undefined : start()
    })
    return next
  }
  const close = async () => {
    isClosed = true
    if (timer) clearTimeout(timer)
    await (next ?? running)
  }
  const rings = { look, close }
  return rings
}

/** Whether to look again soon. */
async function lookOnce(context: Needs): Promise<boolean> {
  try {
    const claimed = await releaseLateClaims(context)
    const dialling = await endLateDials(context)
    const waiting = await runAssignment(context)
    return claimed === 'claimed' || dialling === 'dialling' || waiting === 'waiting'
  } catch (err) {
    context.log.warn({ event: 'rings.notLooked', err })
    return true
  }
}
