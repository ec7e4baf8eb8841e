import type { Client } from '../clients/client.ts'
import { longestWaitSeconds } from './answering.ts'

/** When a caller is let into the queue: his turn, and when he goes on to the voicemail at the latest. */
export type Queued = { readonly at: Date; readonly priority: number; readonly answerBy: Date }

/** For less it is not worth asking him to wait. */
const shortestWaitSeconds = 10

/** Null where the call has rung elsewhere for so long that the voicemail is due. */
export function queueFor(
  { answering: { waitSeconds, priority } }: Pick<Client, 'answering'>,
  arrivedAt: Date,
  now: Date,
): Queued | null {
  const latest = arrivedAt.getTime() + longestWaitSeconds * 1000
  const answerBy = Math.min(now.getTime() + waitSeconds * 1000, latest)
  if (answerBy - now.getTime() < shortestWaitSeconds * 1000) return null
  return { at: now, priority, answerBy: new Date(answerBy) }
}

/** Part of the statements by which a call is written down: lets those of `rows` wait that have a `queued_at`. */
export const queueCallers = (rows: string): string => `
  insert into live_calls (client_id, call_id, state, call_sid, priority, queued_at, answer_by)
  select client_id, id, 'waiting', call_sid, queue_priority, queued_at, answer_by from ${rows}
  where queued_at is not null
  on conflict do nothing`

/** As those statements read it. */
export const queuedColumns = (queued: Queued | null | undefined) => ({
  queued_at: queued?.at ?? null,
  queue_priority: queued?.priority ?? null,
  answer_by: queued?.answerBy ?? null,
})
