import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Statements } from '../db/database.ts'
import type { Db } from '../db/db.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import { calls } from './tables.ts'

const decisionRow = z
  .object({
    decision: z.custom<StoredDecision>((value) => typeof value === 'object' && value !== null),
    ended_at: z.date().nullable(),
  })
  .transform((row) => ({ action: row.decision.action, isOver: row.ended_at !== null }))

/** What was decided of a call when it arrived, and whether it is over. */
export async function readDecided(answers: Statements, clientId: number, callId: string) {
  const [row] = await answers.run(
    `select decision, ended_at from calls c, json_to_record($1::text::json) as k(client_id int, id uuid)
     where c.client_id = k.client_id and c.id = k.id`,
    { client_id: clientId, id: callId },
  )
  return decisionRow.parse(row)
}

const callerRow = z
  .object({ caller_kind: z.string(), caller: z.string().nullable(), caller_name: z.string().nullable() })
  .transform((row) => ({ callerKind: row.caller_kind, caller: row.caller, callerName: row.caller_name }))

/** Who is calling, for the whisper; null for a call that is not written down yet. */
export async function readCaller(answers: Statements, clientId: number, callId: string) {
  const [row] = await answers.run(
    `select caller_kind, caller, caller_name from calls c, json_to_record($1::text::json) as k(client_id int, id uuid)
     where c.client_id = k.client_id and c.id = k.id`,
    { client_id: clientId, id: callId },
  )
  return row ? callerRow.parse(row) : null
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
