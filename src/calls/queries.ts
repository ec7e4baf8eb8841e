import { z } from 'zod'
import type { Statements } from '../db/database.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'

const decisionRow = z.object({
  decision: z.custom<StoredDecision>((value) => typeof value === 'object' && value !== null),
})

/** The decision that a call got when it arrived. */
export async function readDecision(
  answers: Statements,
  clientId: number,
  callId: string,
): Promise<StoredDecision> {
  const [row] = await answers.run(
    `select decision from calls c, json_to_record($1::text::json) as k(client_id int, id uuid)
     where c.client_id = k.client_id and c.id = k.id`,
    { client_id: clientId, id: callId },
  )
  return decisionRow.parse(row).decision
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
