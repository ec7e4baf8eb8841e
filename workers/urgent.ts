import { sendDelivery } from '../src/deliveries/send-delivery.ts'
import type { RowKey } from '../src/jobs/queues.ts'
import type { WorkContext } from './main.ts'

/** Sends what is urgent, in a queue that nothing else can fill. */
export const urgentWorker = (context: WorkContext) => ({
  concurrency: 10,
  handle: (delivery: RowKey) => sendDelivery(context, delivery),
})
