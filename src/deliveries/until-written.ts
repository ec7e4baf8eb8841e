import { setTimeout as wait } from 'node:timers/promises'
import { isAway } from '../db/is-away.ts'

/** Well within the claim (one minute), after which somebody else looks into the delivery. */
const patienceMs = 25_000
const pauseMs = 1_000

/**
 * Writes down what the far side answered, again and again while the database is away: what is forgotten here
 * has to be found out at the exchange, and of an e-mail cannot be found out at all. Every write may be repeated.
 */
export async function untilWritten<T>(write: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!isAway(error) || performance.now() > deadline) throw error
      await wait(pauseMs)
    }
  }
}
