import { concludeCall } from '../src/calls/conclude-call.ts'
import type { RowKey } from '../src/jobs/queues.ts'
import type { WorkContext } from './main.ts'

/** Says how calls ended, which writes their slips. */
export const callsWorker = (context: WorkContext) => ({
  concurrency: 10,
  handle: (call: RowKey) => concludeCall(context, call),
})
