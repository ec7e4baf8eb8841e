import type { Context } from '../context.ts'
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import type { NewAnswer } from './answering.ts'
import { type AnswerOutcome, takeAnswer } from './take-answer.ts'

/** An executive answers, by whatever way. Received again, it changes nothing. */
export async function receiveAnswer(
  context: Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>,
  answer: NewAnswer,
): Promise<AnswerOutcome> {
  const outcome = await context.db.transaction((tx) => takeAnswer(tx, answer, context.now()))
  const { clientId, id, via } = answer
  context.log.info({ event: 'answer.received', clientId, answerId: id, via, outcome: outcome.kind })
  if ('done' in outcome) {
    context.live.changed([clientId, ...outcome.done.map((act) => act.clientId)])
    await enqueueDeliveries(context.jobs, outcome.deliveries)
  }
  return outcome
}
