import type { DegradedAnswer } from '../calls/degraded-answer.ts'
import type { CallReport } from '../deliveries/record-call-report.ts'
import type { StatusReport } from '../deliveries/record-status.ts'
import type { CalledStatus, ConferenceTold, QueueLeft } from '../twilio/live-webhooks.ts'
import type { Incident } from '../twilio/record-incident.ts'
import type {
  CallArrived,
  CallStatus,
  DialEnded,
  Recorded,
  RecordingStatus,
  TextReceived,
} from '../twilio/webhooks.ts'

/** What reached us while the database did not answer, and what the caller heard. `at` as an ISO instant. */
export type SpoolEntry = { at: string } & (
  | { kind: 'call'; arrived: CallArrived; heard: DegradedAnswer }
  | { kind: 'key'; clientId: number; callId: string; digits: string }
  | { kind: 'dialEnded'; clientId: number; ended: DialEnded }
  | { kind: 'recorded'; clientId: number; recorded: Recorded }
  | { kind: 'recording' | 'conversation'; clientId: number; recording: RecordingStatus }
  | { kind: 'recordingRefused'; clientId: number; callId: string }
  | { kind: 'wish'; clientId: number; callId: string; how: 'message' | 'callback' }
  | { kind: 'queueLeft'; clientId: number; callId: string; left: QueueLeft }
  | { kind: 'joined' | 'conferenceLeft'; clientId: number; callId: string; isGone: boolean }
  | { kind: 'legEnded'; clientId: number; callId: string; callSid: string; isGone: boolean }
  | { kind: 'conference'; clientId: number; callId: string; told: ConferenceTold }
  | { kind: 'executiveLeft'; clientId: number; callId: string; legId: string; failure: string }
  | { kind: 'transferAccepted'; clientId: number; callId: string }
  | {
      kind: 'telephoneTaken'
      clientId: number
      callId: string
      secretaryId: string
      callSid: string
      isSecours: boolean
    }
  | { kind: 'called'; clientId: number; callId: string; status: CalledStatus }
  | { kind: 'callStatus'; status: CallStatus }
  | { kind: 'text'; received: TextReceived }
  | ({ kind: 'textStatus' } & StatusReport)
  | { kind: 'alertKey'; clientId: number; deliveryId: string }
  | ({ kind: 'placedCallStatus' } & CallReport)
  | { kind: 'incident'; incident: Incident }
)

/** The call, text or delivery that an entry is about: its entries are entered one after the other. */
export function laneOf(entry: SpoolEntry): string {
  switch (entry.kind) {
    case 'call':
      return entry.arrived.callId
    case 'key':
    case 'recordingRefused':
    case 'wish':
    case 'queueLeft':
    case 'joined':
    case 'conferenceLeft':
    case 'legEnded':
    case 'conference':
    case 'executiveLeft':
    case 'transferAccepted':
    case 'telephoneTaken':
    case 'called':
      return entry.callId
    case 'dialEnded':
      return entry.ended.callId
    case 'recorded':
      return entry.recorded.callId
    case 'recording':
    case 'conversation':
      return entry.recording.callId
    case 'callStatus':
      return entry.status.callId
    case 'text':
      return entry.received.textId
    case 'textStatus':
    case 'alertKey':
    case 'placedCallStatus':
      return entry.deliveryId
    case 'incident':
      return entry.incident.id
    default:
      return entry satisfies never
  }
}
