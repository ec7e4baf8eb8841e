import type { LiveState } from '../../answering/states.ts'
import type { calls } from '../../calls/tables.ts'

/** Where a call is at this moment, as far as the exchange has told. */
export type CallState = 'arriving' | 'ringing' | 'queued' | 'talking' | 'recording' | 'over'

type Seen = Pick<
  typeof calls.$inferSelect,
  'endedAt' | 'disposition' | 'loggedById' | 'dialledAt' | 'acceptedAt' | 'dialEndedAt' | 'voicemailAt'
>

/** `live`: how it stands with the secretaries. A call that was written down by hand is over, since nobody will tell of its end. */
export function callState(call: Seen, live: LiveState | null): CallState {
  if (call.endedAt || call.disposition || call.loggedById) return 'over'
  if (live === 'waiting') return 'queued'
  if (live === 'dialling') return 'ringing'
  if (live && live !== 'ended') return 'talking'
  if (call.dialledAt && !call.dialEndedAt) return call.acceptedAt ? 'talking' : 'ringing'
  return call.voicemailAt ? 'recording' : 'arriving'
}
