import type { Twilio } from 'twilio'
import type { Reached } from './live-gateway.ts'
import { codeOf, statusOf } from './read-failure.ts'

/**
 * Recording of a call that people speak in. It is the caller's own line that is recorded, never the conference: what
 * he does not hear, a consultation or a whisper, cannot be on it. It goes on through redirects until it is stopped
 * or his line ends (twilio.com/docs/voice/api/recording).
 */
export type RecordingGateway = {
  startRecording(started: { callSid: string; statusCallback: string }): Promise<RecordingStarted>
  /** Of what is said while it is paused nothing is kept, not even silence. */
  changeRecording(changed: {
    callSid: string
    recordingSid: string
    to: 'paused' | 'in-progress' | 'stopped'
  }): Promise<Reached>
}

/** `uncertain`: it may have begun; look before doing it again. */
export type RecordingStarted =
  | { readonly kind: 'started'; readonly recordingSid: string }
  | { readonly kind: 'refused' | 'uncertain'; readonly code: string }

export function createRecordingGateway(client: () => Promise<Twilio>): RecordingGateway {
  return {
    async startRecording({ callSid, statusCallback }) {
      try {
        const made = await (await client()).calls(callSid).recordings.create({
          ...{ recordingChannels: 'mono', recordingTrack: 'both', trim: 'do-not-trim' },
          ...{ recordingStatusCallback: statusCallback, recordingStatusCallbackMethod: 'POST' },
          recordingStatusCallbackEvent: ['completed', 'absent'],
        })
        return { kind: 'started', recordingSid: made.sid }
      } catch (error) {
        const status = statusOf(error)
        const isRefused = status !== null && status >= 400 && status < 500 && status !== 408
        return { kind: isRefused ? 'refused' : 'uncertain', code: codeOf(error) }
      }
    },
    async changeRecording({ callSid, recordingSid, to }) {
      try {
        const recording = (await client()).calls(callSid).recordings(recordingSid)
        await recording.update({ status: to, ...(to === 'paused' && { pauseBehavior: 'skip' }) })
        return 'done'
      } catch (error) {
        // 21220: that call, or its recording, is over.
        const isOver = statusOf(error) === 404 || codeOf(error) === '21220'
        return isOver ? 'over' : { kind: 'away', code: codeOf(error) }
      }
    },
  }
}
