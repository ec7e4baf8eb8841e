import { sweepCalls } from '../src/calls/sweep-calls.ts'
import { sweepRecordings } from '../src/calls/sweep-recordings.ts'
import { sweepDeliveries } from '../src/deliveries/sweep-deliveries.ts'
import { fetchMedia } from '../src/texts/fetch-media.ts'
import { reconcile } from '../src/twilio/reconcile.ts'
import type { WorkContext } from './main.ts'

const seconds = 1000
const minutes = 60 * seconds

/** What happens when nobody asked for it: each line of the timetable, and how often. */
const entries = {
  sweepCalls: { everyMs: 15 * seconds, run: sweepCalls },
  sweepDeliveries: { everyMs: 15 * seconds, run: sweepDeliveries },
  sweepRecordings: { everyMs: 30 * seconds, run: sweepRecordings },
  fetchMedia: { everyMs: 30 * seconds, run: fetchMedia },
  reconcile: { everyMs: 5 * minutes, run: reconcile },
} satisfies Record<string, { everyMs: number; run: (context: WorkContext) => Promise<unknown> }>

export const timetable = Object.entries(entries).map(([name, { everyMs }]) => ({ name, everyMs }))

export const timetableWorker = (context: WorkContext) => ({
  concurrency: 2,
  handle: async (name: string) =>
    Object.entries(entries)
      .find(([entry]) => entry === name)?.[1]
      .run(context),
})
