import { z } from 'zod'
import { type Queued, queueCallers, queuedColumns } from '../answering/queue.ts'
import type { Statements } from '../db/database.ts'
import { gatherInto } from '../db/gather.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import type { Disposition } from './states.ts'

/** A call as it is first written down. */
export type NewCall = {
  clientId: number
  id: string
  callSid: string
  line: string
  callerKind: 'number' | 'own' | 'withheld' | 'other'
  caller: string | null
  callerName: string | null
  contactId: string | null
  forwardedFrom: string | null
  arrivedAt: Date
  decision: StoredDecision
  degraded: boolean
  dialledNumber: string | null
  startsAtVoicemail: boolean
  /** He waits for a secretary from the start. */
  queued: Queued | null
  /** There was nobody to ring, and the rule's `otherwise` is to turn the caller away. */
  isTurnedAway: boolean
  disposition: Disposition | null
  /** When it is concluded at the latest, should the exchange never say that it ended; null when it is already. */
  concludeAt: Date | null
}

/** `alreadySaved`: the exchange delivered this call before, and the first decision stands. */
export type SaveCall = (call: NewCall, signal: AbortSignal) => Promise<'saved' | 'alreadySaved'>

/** The call and the first step of its story, in one prepared statement for all that arrive together. */
export const createCallWriter = (answers: Statements, stuckMs: number): SaveCall =>
  gatherInto(
    async (calls: readonly NewCall[]) => {
      const rows = await answers.run(statement, calls.map(toRow))
      const saved = new Set(rows.map((row) => savedRow.parse(row).place))
      return calls.map((_, place) => (saved.has(place) ? 'saved' : 'alreadySaved'))
    },
    { inFlight: 10, size: 50, stuckMs },
  )

const savedRow = z.object({ place: z.int() })

const toRow = (call: NewCall, place: number) => ({
  place,
  client_id: call.clientId,
  id: call.id,
  call_sid: call.callSid,
  line: call.line,
  caller_kind: call.callerKind,
  caller: call.caller,
  caller_name: call.callerName,
  contact_id: call.contactId,
  forwarded_from: call.forwardedFrom,
  arrived_at: call.arrivedAt,
  decision: call.decision,
  degraded: call.degraded,
  dialled_at: call.dialledNumber && call.arrivedAt,
  dialled_number: call.dialledNumber,
  ...queuedColumns(call.queued),
  voicemail_at: call.startsAtVoicemail ? call.arrivedAt : null,
  refused_at: call.isTurnedAway ? call.arrivedAt : null,
  disposition: call.disposition,
  conclude_at: call.concludeAt,
})

/** Of a call that stands in it twice only the first counts. */
const statement = `
with arrived as (
  select distinct on (client_id, id) * from json_to_recordset($1::text::json) as a(
    place int, client_id int, id uuid, call_sid text, line text, caller_kind text, caller text, caller_name text,
    contact_id uuid, forwarded_from text, arrived_at timestamptz, decision jsonb, degraded boolean,
    dialled_at timestamptz, dialled_number text, queued_at timestamptz, queue_priority int, answer_by timestamptz, voicemail_at timestamptz, refused_at timestamptz,
    disposition text, conclude_at timestamptz)
  order by client_id, id, place
), saved as (
  insert into calls (client_id, id, call_sid, line, caller_kind, caller, caller_name, contact_id, forwarded_from,
    arrived_at, decision, degraded, dialled_at, dialled_number, queued_at, voicemail_at, refused_at, disposition, conclude_at,
    exchange_status)
  select client_id, id, call_sid, line, caller_kind, caller, caller_name, contact_id, forwarded_from,
    arrived_at, decision, degraded, dialled_at, dialled_number, queued_at, voicemail_at, refused_at, disposition, conclude_at,
    'ringing'
  from arrived
  on conflict (client_id, id) do nothing
  returning client_id, id
), queued as (${queueCallers('(select a.* from arrived a join saved using (client_id, id)) q')}
), told as (
  insert into call_events (client_id, call_id, key, at, details)
  select a.client_id, a.id, 'arrived', a.arrived_at, '{}'::jsonb from arrived a join saved using (client_id, id)
  on conflict do nothing
)
select a.place from arrived a join saved using (client_id, id)`
