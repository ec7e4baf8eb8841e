import type { Logger } from 'pino'

/**
 * Runs what asks the queues for something, and answers `'unavailable'` instead of throwing or hanging.
 * Logs the beginning and the end of an outage, not each job missed: the sweep finds those rows.
 */
export function watchAttempts(isReady: () => boolean, giveUpAfterMs: number, log: Logger) {
  let missed = 0
  return async <T>(queue: string, action: () => Promise<T>): Promise<T | 'unavailable'> => {
    try {
      if (!isReady()) throw new Error('not connected')
      const result = await within(giveUpAfterMs, action())
      if (missed > 0) log.info({ event: 'jobs.available', missed })
      missed = 0
      return result
    } catch (err) {
      if (missed === 0) log.error({ event: 'jobs.unavailable', queue, err })
      missed += 1
      return 'unavailable'
    }
  }
}

/** The action itself is not stopped: a job may still be added after we gave up, which does no harm. */
async function within<T>(limitMs: number, action: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs)
  try {
    return await Promise.race([action, promise])
  } finally {
    clearTimeout(timer)
  }
}
