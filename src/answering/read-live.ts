import { z } from 'zod'
import type { Statements } from '../db/database.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import { liveStates } from './states.ts'
import type { LiveKey } from './take-step.ts'

const liveRow = z
  .object({
    state: z.enum(liveStates),
    answer_by: z.date().nullable(),
    queued_at: z.date().nullable(),
    arrived_at: z.date(),
    answered_at: z.date().nullable(),
    rung_since: z.date().nullable(),
    was_dialled: z.boolean(),
    last_secretary_id: z.string().nullable(),
    claimed_by_id: z.string().nullable(),
    call_sid: z.string().nullable(),
    caller_kind: z.string(),
    line: z.string(),
    direction: z.string(),
    wish: z.string().nullable(),
    heard_at: z.date().nullable(),
    refused_at: z.date().nullable(),
    decision: z.custom<StoredDecision>((value) => typeof value === 'object' && value !== null),
  })
  .transform((row) => ({
    state: row.state,
    answerBy: row.answer_by,
    queuedAt: row.queued_at,
    arrivedAt: row.arrived_at,
    /** Somebody has spoken with him. */
    isAnswered: row.answered_at !== null,
    /** Since when he is to ring at a telephone. */
    telephoneRungSince: row.rung_since,
    /** He has been rung at a telephone, and greeted before that. */
    wasDialled: row.was_dialled,
    /** He has spoken with somebody, and waits to be taken up again. */
    isBack: row.last_secretary_id !== null,
    claimedById: row.claimed_by_id,
    callSid: row.call_sid,
    canBeRungBack: row.caller_kind === 'number' || row.caller_kind === 'own',
    line: row.line,
    /** We rang him. */
    isOutgoing: row.direction === 'outbound',
    wish: row.wish,
    /** He heard that he may be recorded, and by which key he refuses; he did. */
    isTold: row.heard_at !== null,
    hasRefused: row.refused_at !== null,
    decision: row.decision,
  }))
export type LiveNow = z.output<typeof liveRow>

/** How a live call stands, for a step that its caller waits for; null for one that never waited. */
export async function readLive(answers: Statements, { clientId, callId }: LiveKey): Promise<LiveNow | null> {
  const [row] = await answers.run(
    `select l.state, l.answer_by, l.last_secretary_id, l.claimed_by_id, l.call_sid, l.wish, l.queued_at,
       c.caller_kind, c.line, c.direction, c.decision, c.arrived_at, c.answered_at, r.heard_at, r.refused_at,
       (select min(s.rung_since) from stations s where s.rung_client_id = l.client_id
          and s.rung_call_id = l.call_id and s.device = 'telephone') as rung_since,
       exists (select 1 from call_events e where e.client_id = l.client_id and e.call_id = l.call_id
          and e.key like 'telephoneRung-%') as was_dialled
     from live_calls l join calls c on c.client_id = l.client_id and c.id = l.call_id
       left join call_recordings r on r.client_id = l.client_id and r.call_id = l.call_id,
       json_to_record($1::text::json) as k(client_id int, id uuid)
     where l.client_id = k.client_id and l.call_id = k.id`,
    { client_id: clientId, id: callId },
  )
  return row ? liveRow.parse(row) : null
}
