import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Statements } from '../db/database.ts'
import type { Db } from '../db/db.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import { degradedAnswers } from './degraded-answer.ts'
import { calls } from './tables.ts'

const callRow = z
  .object({
    decision: z.custom<StoredDecision>((value) => typeof value === 'object' && value !== null),
    ended_at: z.date().nullable(),
    queued_at: z.date().nullable(),
    dialled_at: z.date().nullable(),
    caller_kind: z.string(),
    caller: z.string().nullable(),
    caller_name: z.string().nullable(),
  })
  .transform((row) => ({
    decision: row.decision,
    /** What the caller heard where the call was answered from memory. */
    heard: degradedAnswers.find((answer) => answer === row.decision.facts.heard),
    /** The first thing he was asked to do was to wait for a secretary. */
    startedInQueue: row.queued_at !== null && row.dialled_at === null,
    isOver: row.ended_at !== null,
    callerKind: row.caller_kind,
    caller: row.caller,
    callerName: row.caller_name,
  }))

/** Who is calling, what was decided, and whether the call is over; null for one that is not written down yet. */
export async function readCall(answers: Statements, clientId: number, callId: string) {
  const [row] = await answers.run(
    `select decision, ended_at, queued_at, dialled_at, caller_kind, caller, caller_name
     from calls c, json_to_record($1::text::json) as k(client_id int, id uuid)
     where c.client_id = k.client_id and c.id = k.id`,
    { client_id: clientId, id: callId },
  )
  return row ? callRow.parse(row) : null
}

/** Whose call it is, looked for over all clients: only where its address could not name the client. */
export async function findCallClient(db: Db, callId: string): Promise<number | null> {
  const [call] = await db
    .select({ clientId: calls.clientId })
    .from(calls)
    .where(eq(calls.id, callId))
    .limit(1)
  return call?.clientId ?? null
}
