import type { Context } from '../../context.ts'
import { enqueueDeliveries } from '../../deliveries/enqueue-deliveries.ts'
import { type NewReply, type TakenReply, takeReply } from './take-reply.ts'

/** Her calendar program answers. The same mail again changes nothing. */
export async function receiveReply(
  { db, jobs, live, log, now }: Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>,
  reply: NewReply,
): Promise<TakenReply['kind']> {
  const taken = await db.transaction((tx) => takeReply(tx, reply, now()))
  const { clientId, id } = reply
  log.info({ event: 'invitation.answered', clientId, answerId: id, outcome: taken.kind })
  if (taken.kind !== 'answered') return taken.kind
  live.changed([clientId])
  await enqueueDeliveries(jobs, taken.deliveries)
  return 'answered'
}
