import { endThread, keepThread, takeThread } from './kept-threads.ts'
import type { Reading, ReadingOptions } from './read-text.ts'

export type ReadingTask = {
  readonly texts: readonly string[]
  readonly options: ReadingOptions
  /** By the place of a text: the places of those of its readings that have no end. */
  readonly refuse: Readonly<Record<number, readonly number[]>>
}
export type ThreadMessage =
  | { readonly kind: 'begun'; readonly text: number }
  | { readonly kind: 'found'; readonly text: number; readonly reading: Reading }
  | { readonly kind: 'done' }

/** To load what it needs, on a machine whose processor is lent to others. */
const startMs = 60_000
/** So long it may say nothing: ical.js looks for a 30 February for ever. */
const silentMs = 5_000
const attemptsAtMost = 4

/**
 * Reads files in a thread of its own: a hostile one must neither hold up the calls that this process answers nor take
 * its memory. The event at which the thread falls silent is refused, and the rest read anew. In the order of `texts`.
 */
export async function readCalendars(
  texts: readonly string[],
  options: ReadingOptions,
): Promise<readonly (readonly Reading[])[]> {
  if (texts.length === 0) return []
  const refuse: Record<number, number[]> = {}
  for (let attempt = 0; attempt < attemptsAtMost; attempt += 1) {
    const { readings, stuckAt } = await runThread({ texts, options, refuse })
    if (stuckAt === null) return readings
    refuse[stuckAt] = [...(refuse[stuckAt] ?? []), readings[stuckAt]?.length ?? 0]
  }
  return texts.map(() => [{ kind: 'refused', uid: null, why: 'endless' }])
}

type Run = { readonly readings: Reading[][]; readonly stuckAt: number | null }

async function runThread(task: ReadingTask): Promise<Run> {
  const thread = takeThread()
  const readings: Reading[][] = task.texts.map(() => [])
  let at = 0
  const { promise, resolve } = Promise.withResolvers<number | null>()
  let silence = setTimeout(() => resolve(at), startMs)
  thread.on('message', (message: ThreadMessage) => {
    clearTimeout(silence)
    silence = setTimeout(() => resolve(at), silentMs)
    if (message.kind === 'done') resolve(null)
    else at = message.text
    if (message.kind === 'found') readings[at]?.push(message.reading)
  })
  // Out of memory, for one: the event it was at is to blame.
  thread.on('error', () => resolve(at))
  thread.postMessage(task)
  const stuckAt = await promise
  clearTimeout(silence)
  await (stuckAt === null ? keepThread(thread) : endThread(thread))
  return { stuckAt, readings }
}
