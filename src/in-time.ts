import { TooBusy } from './db/gather.ts'

/** Runs `work` for at most `ms`. After that its signal is aborted and the result, should one still come, is ignored. */
export async function inTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const giveUp = new AbortController()
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    giveUp.abort()
    reject(new TooBusy(`no answer within ${ms} ms`))
  }, ms)
  try {
    return await Promise.race([work(giveUp.signal), late])
  } finally {
    clearTimeout(timer)
  }
}
