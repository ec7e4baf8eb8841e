import { resolveUncertain } from '../src/deliveries/resolve-uncertain.ts'
import type { RowKey } from '../src/jobs/queues.ts'
import type { WorkContext } from './main.ts'

/** Looks up at the exchange what may or may not have been sent. */
export const resolveWorker = (context: WorkContext) => ({
  concurrency: 4,
  handle: (delivery: RowKey) => resolveUncertain(context, delivery),
})
