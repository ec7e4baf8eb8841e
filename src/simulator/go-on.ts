import { never } from './clock.ts'
import { hangUp, type Leg, Redirected, takeOver } from './leg.ts'
import { runFlow } from './run-flow.ts'
import { type Switchboard, track } from './switchboard.ts'

/**
 * Work that a dialled leg takes part in, or until the REST interface gives that leg a document of its own: it then
 * goes on by itself, and whoever dialled it is done with it.
 */
export async function orGoOn(board: Switchboard, child: Leg, work: Promise<unknown>): Promise<void> {
  const { signal } = child.interrupt
  try {
    await Promise.race([work, never(signal)])
  } catch (error) {
    if (!(signal.reason instanceof Redirected)) {
      // Hung up: the end of the leg, not of whoever waits for it.
      if (signal.aborted) return
      throw error
    }
    if (child.parentSid === null) return
    child.wentOn = true
    const own = runFlow(board, child, takeOver(child, signal.reason.target), 'call')
    track(
      board,
      own.then(() => hangUp(child, 'exchange')),
    )
  }
}
