import type { Context } from '../context.ts'
import { type RecorderContext, takeNext } from './follow-recording.ts'
import { findOpenRecordings } from './queries.ts'

/** Where nobody told: a word that is lost costs no longer. */
const lookEveryMs = 5_000
/** As long as any call is or may be recorded: what the exchange did not do is to be told again soon. */
const againMs = 1_000
/** After a step there may be the next. */
const mostRounds = 3

/**
 * Told that something on the floor changed, it brings every recorder to where it should be. One look at a time in a
 * process; who asks meanwhile shares the next. Answers how to stop.
 */
export function watchRecordings(context: RecorderContext & Pick<Context, 'live'>): () => Promise<void> {
  let running: Promise<void> | null = null
  let isAsked = false
  let isClosed = false
  let again: NodeJS.Timeout | null = null
  const look = () => {
    isAsked = true
    running ??= run().finally(() => {
      running = null
    })
  }
  const run = async () => {
    while (isAsked && !isClosed) {
      isAsked = false
      if (await lookSafely(context)) planAgain()
    }
  }
  const planAgain = () => {
    again ??= setTimeout(() => {
      again = null
      look()
    }, againMs).unref()
  }
  const stopListening = context.live.onChange('floor', look)
  const ticking = setInterval(look, lookEveryMs).unref()
  return async () => {
    isClosed = true
    stopListening()
    clearInterval(ticking)
    if (again) clearTimeout(again)
    await running
  }
}

const lookSafely = (context: RecorderContext): Promise<boolean> =>
  lookAtRecordings(context).catch((err) => {
    context.log.warn({ event: 'callRecording.notLooked', err })
    return true
  })

/** Every call that is or may be recorded. Answers whether there is any. */
export async function lookAtRecordings(context: RecorderContext): Promise<boolean> {
  for (let left = mostRounds; left > 0; left--) {
    const open = await findOpenRecordings(context.db)
    const went = await Promise.all(open.map((found) => takeNext(context, found)))
    if (!went.some(Boolean)) return open.length > 0
  }
  return true
}
