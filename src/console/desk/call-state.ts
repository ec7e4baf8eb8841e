import type { calls } from '../../calls/tables.ts'

/** Where a call is at this moment, as far as the exchange has told. */
export type CallState = 'arriving' | 'ringing' | 'talking' | 'recording' | 'over'

type Seen = Pick<
  typeof calls.$inferSelect,
  'endedAt' | 'disposition' | 'loggedById' | 'dialledAt' | 'acceptedAt' | 'dialEndedAt' | 'voicemailAt'
>

/** A call that was written down by hand is over, since nobody will tell of its end. */
export function callState(call: Seen): CallState {
  if (call.endedAt || call.disposition || call.loggedById) return 'over'
  if (call.dialledAt && !call.dialEndedAt) return call.acceptedAt ? 'talking' : 'ringing'
  return call.voicemailAt ? 'recording' : 'arriving'
}
