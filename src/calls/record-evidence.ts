import { z } from 'zod'
import { type Queued, queueCallers, queuedColumns } from '../answering/queue.ts'
import type { Statements } from '../db/database.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import { type ExchangeStatus, exchangeStatuses } from './states.ts'

/**
 * What one callback shows of a call. Everything in it only grows: the earliest instant, the longest duration,
 * the last status stay. So evidence may come in any order, any number of times, and leaves the same row.
 */
export type Evidence = {
  clientId: number
  callId: string
  /** Names the step in the call's story; the same step is told once. */
  key: string
  at: Date
  details?: Record<string, string | number | boolean | null>
  acceptedAt?: Date
  dialEndedAt?: Date
  dialStatus?: string
  bridged?: boolean
  talkSeconds?: number
  /** He waits for a secretary now. */
  queued?: Queued | null
  voicemailAt?: Date
  refusedAt?: Date
  recordedAt?: Date
  recordedSeconds?: number
  exchangeStatus?: ExchangeStatus
  endedAt?: Date
  durationSeconds?: number
  /** Conclude no later than this; a conclusion already drawn is looked at again. */
  concludeAt?: Date
}

/** Writes evidence down; answers the call as it stands after it, or null when no such call is known (yet). */
export async function recordEvidence(answers: Statements, evidence: Evidence): Promise<CallSeen | null> {
  const [row] = await answers.run(statement, toRow(evidence))
  return row ? callSeen.parse(row) : null
}

const toRow = ({ clientId, callId, key, at, details, ...seen }: Evidence) => ({
  client_id: clientId,
  id: callId,
  key,
  at,
  details: details ?? {},
  accepted_at: seen.acceptedAt,
  dial_ended_at: seen.dialEndedAt,
  dial_status: seen.dialStatus,
  bridged: seen.bridged,
  talk_seconds: seen.talkSeconds,
  ...queuedColumns(seen.queued),
  voicemail_at: seen.voicemailAt,
  refused_at: seen.refusedAt,
  recorded_at: seen.recordedAt,
  recorded_seconds: seen.recordedSeconds,
  exchange_status: seen.exchangeStatus,
  ended_at: seen.endedAt,
  duration_seconds: seen.durationSeconds,
  conclude_at: seen.concludeAt,
})

const ranks = `array[${exchangeStatuses.map((status) => `'${status}'`).join(', ')}]`

/**
 * `least` and `greatest` pass over nulls, which makes each assignment commute with itself. What comes after a
 * conclusion has the call concluded once more.
 */
const statement = `
with evidence as (
  select * from json_to_record($1::text::json) as e(
    client_id int, id uuid, key text, at timestamptz, details jsonb, accepted_at timestamptz,
    dial_ended_at timestamptz, dial_status text, bridged boolean, talk_seconds int, queued_at timestamptz,
    queue_priority int, answer_by timestamptz, voicemail_at timestamptz, refused_at timestamptz,
    recorded_at timestamptz, recorded_seconds int, exchange_status text, ended_at timestamptz,
    duration_seconds int, conclude_at timestamptz)
), seen as (
  update calls c set
    accepted_at = least(c.accepted_at, e.accepted_at),
    dial_ended_at = least(c.dial_ended_at, e.dial_ended_at),
    dial_status = greatest(c.dial_status, e.dial_status),
    bridged = c.bridged or coalesce(e.bridged, false),
    talk_seconds = greatest(c.talk_seconds, e.talk_seconds),
    queued_at = least(c.queued_at, e.queued_at),
    voicemail_at = least(c.voicemail_at, e.voicemail_at),
    refused_at = least(c.refused_at, e.refused_at),
    recorded_at = least(c.recorded_at, e.recorded_at),
    recorded_seconds = greatest(c.recorded_seconds, e.recorded_seconds),
    exchange_status = case
      when array_position(${ranks}, e.exchange_status) > array_position(${ranks}, c.exchange_status)
      then e.exchange_status else c.exchange_status end,
    ended_at = least(c.ended_at, e.ended_at),
    duration_seconds = greatest(c.duration_seconds, e.duration_seconds),
    conclude_at = least(c.conclude_at, e.conclude_at,
      case when c.disposition is not null and c.ended_at is not null then e.at end)
  from evidence e where c.client_id = e.client_id and c.id = e.id
  returning c.*
), queued as (${queueCallers(`(select e.client_id, e.id, seen.call_sid, e.queue_priority, e.queued_at, e.answer_by
    from evidence e join seen on seen.id = e.id) q`)}
), told as (
  insert into call_events (client_id, call_id, key, at, details)
  select e.client_id, e.id, e.key, e.at, e.details from evidence e join seen on seen.id = e.id
  on conflict do nothing
)
select decision, line, arrived_at, queued_at, voicemail_at, accepted_at, bridged, ended_at, caller_kind, caller, caller_name
from seen`

const callSeen = z
  .object({
    decision: z.custom<StoredDecision>((value) => typeof value === 'object' && value !== null),
    line: z.string(),
    arrived_at: z.date(),
    queued_at: z.date().nullable(),
    voicemail_at: z.date().nullable(),
    accepted_at: z.date().nullable(),
    bridged: z.boolean(),
    ended_at: z.date().nullable(),
    caller_kind: z.string(),
    caller: z.string().nullable(),
    caller_name: z.string().nullable(),
  })
  .transform((row) => ({
    line: row.line,
    arrivedAt: row.arrived_at,
    wasQueued: row.queued_at !== null,
    hasVoicemail: row.voicemail_at !== null,
    accepted: row.accepted_at !== null,
    bridged: row.bridged,
    ended: row.ended_at !== null,
    callerKind: row.caller_kind,
    caller: row.caller,
    callerName: row.caller_name,
    decision: row.decision,
  }))
export type CallSeen = z.output<typeof callSeen>
