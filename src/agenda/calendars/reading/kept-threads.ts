import { Worker } from 'node:worker_threads'

/** To load what a thread needs takes half a second: as many as there may be at rest, for so long. */
const keptAtMost = 2
const keptMs = 30_000

const kept: { readonly thread: Worker; readonly end: NodeJS.Timeout }[] = []

/** One at rest, else a new one. A process ends without waiting for those at rest. */
export function takeThread(): Worker {
  const rested = kept.pop()
  if (rested) {
    clearTimeout(rested.end)
    rested.thread.ref()
    return forget(rested.thread)
  }
  return new Worker(new URL('./read-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
}

/** Gives one back that has done its task. */
export async function keepThread(thread: Worker): Promise<void> {
  if (kept.length >= keptAtMost) return endThread(thread)
  const drop = () => {
    const place = kept.findIndex((one) => one.thread === thread)
    if (place >= 0) kept.splice(place, 1)
    return endThread(thread)
  }
  forget(thread).on('error', drop).unref()
  kept.push({ thread, end: setTimeout(drop, keptMs).unref() })
}

export const endThread = async (thread: Worker): Promise<void> => void (await thread.terminate())

/** All at once would take Node's own with them, and nothing would be heard of the thread any more. */
const forget = (thread: Worker): Worker => thread.removeAllListeners('message').removeAllListeners('error')
