import { fetchRecording } from '../src/calls/fetch-recording.ts'
import type { RowKey } from '../src/jobs/queues.ts'
import type { WorkContext } from './main.ts'

/** Brings the audio of voicemails here and deletes it at the exchange. */
export const recordingsWorker = (context: WorkContext) => ({
  concurrency: 4,
  handle: (recording: RowKey) => fetchRecording(context, recording),
})
