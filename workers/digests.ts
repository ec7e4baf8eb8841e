import { prepareDigest } from '../src/digests/prepare-digest.ts'
import type { RowKey } from '../src/jobs/queues.ts'
import type { WorkContext } from './main.ts'

/** Puts digests together; what they say goes out as deliveries. */
export const digestsWorker = (context: WorkContext) => ({
  concurrency: 8,
  handle: (digest: RowKey) => prepareDigest(context, digest),
})
