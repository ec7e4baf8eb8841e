import { and, count, eq, gt, isNotNull, isNull, or } from 'drizzle-orm'
import { executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { insertDeliveries } from '../deliveries/insert-deliveries.ts'
import { openTask } from '../tasks/open-task.ts'
import { type Answering, type NewAnswer, openAnswering } from './answering.ts'
import { carryOut, type Result } from './carry-out.ts'
import { composeEcho } from './compose-echo.ts'
import { isPerson } from './person.ts'
import { readAnswer } from './read-answer.ts'
import { answers } from './tables.ts'

/** `unclear`: a person reads it. `alreadyTaken`: it came before. `notHers`: she has left. */
export type AnswerOutcome =
  | {
      readonly kind: 'understood' | 'unclear'
      /** One line for each thing, as she is told; null when she has been told too much already. */
      readonly echo: string | null
      readonly done: readonly { clientId: number; actId: string }[]
      readonly deliveries: readonly DeliveryRef[]
    }
  | { readonly kind: 'alreadyTaken' | 'notHers' }

/** Takes one answer of an executive and does what it says, once: in the transaction of what brought it. */
export async function takeAnswer(tx: Transaction, answer: NewAnswer, now: Date): Promise<AnswerOutcome> {
  const answering = await openAnswering(tx, answer, now)
  if (!answering) return { kind: 'notHers' }
  if (!(await insertAnswer(tx, answer))) return { kind: 'alreadyTaken' }
  const results = await carryOutAll(answering)
  const done = results.flatMap((result) => result.done)
  const isUnclear = results.some(({ reply }) => reply.kind === 'unclear')
  if (isUnclear) await askSecretary(answering)
  // Thanks want no answer.
  const echo = results.length > 0 ? await echoOf(answering, results) : null
  await tx
    .update(answers)
    .set({ done, echo })
    .where(and(eq(answers.clientId, answer.clientId), eq(answers.id, answer.id)))
  const echoes = echo === null ? [] : await sendEcho(answering)
  const deliveries = [...echoes, ...results.flatMap((result) => result.deliveries ?? [])]
  return { kind: isUnclear ? 'unclear' : 'understood', echo, done, deliveries }
}

async function insertAnswer(
  tx: Transaction,
  { digestId, messageId, appointmentId, mailId, ...answer }: NewAnswer,
) {
  const inserted = await tx
    .insert(answers)
    .values({ ...answer, done: [], mailId: mailId ?? null })
    .onConflictDoNothing()
    .returning({ id: answers.id })
  return inserted.length === 1
}

/** One after the other, as she wrote them. */
async function carryOutAll(answering: Answering): Promise<Result[]> {
  const { body, receivedAt } = answering.answer
  const reading = readAnswer(body, { now: receivedAt, timeZone: answering.timeZone })
  if (reading.kind === 'unclear') return [{ reply: { kind: 'unclear' }, done: [] }]
  if (reading.kind === 'thanks') return []
  const results: Result[] = []
  for (const command of reading.commands) results.push(await carryOut(answering, command))
  return results
}

async function askSecretary({ tx, answer, now }: Answering): Promise<void> {
  const { clientId, id, executiveId, via } = answer
  const details = { executiveId, answerId: id, textId: via === 'sms' ? id : null }
  await openTask(tx, { clientId, audience: 'secretary', kind: 'executiveText', key: id, details }, now)
}

const mostEchoesAnHour = 30
const hourMs = 60 * 60 * 1000

/** A telephone that answers by itself and one of ours would go on for ever. */
async function echoOf(answering: Answering, results: readonly Result[]): Promise<string | null> {
  const { tx, answer, executive, person, timeZone, now } = answering
  const { clientId, executiveId, receivedAt, via } = answer
  const [told] = await tx
    .select({ echoes: count() })
    .from(answers)
    .innerJoin(
      executives,
      and(eq(executives.clientId, answers.clientId), eq(executives.id, answers.executiveId)),
    )
    .where(
      and(
        isPerson(person),
        isNull(executives.leftAt),
        isNotNull(answers.echo),
        or(eq(answers.via, 'sms'), eq(answers.via, 'email')),
        gt(answers.receivedAt, new Date(receivedAt.getTime() - hourMs)),
      ),
    )
  if (isWritten(via) && (told?.echoes ?? 0) >= mostEchoesAnHour) {
    const key = `${executiveId}:${now.toISOString().slice(0, 13)}`
    const task = {
      clientId,
      audience: 'supervisor',
      kind: 'answerFlood',
      key,
      details: { executiveId },
    } as const
    await openTask(tx, task, now)
    return null
  }
  const replies = results.map(({ reply }) => reply)
  return composeEcho(replies, { language: executive.language, now: receivedAt, timeZone })
}

const isWritten = (via: NewAnswer['via']): via is 'sms' | 'email' => via === 'sms' || via === 'email'

/** By the way the answer came; a page and a call say it themselves. */
async function sendEcho({ tx, answer, now }: Answering): Promise<DeliveryRef[]> {
  const { clientId, id, executiveId, via } = answer
  if (!isWritten(via)) return []
  const cause = { kind: 'echo', answerId: id, urgency: 'urgent', clientId } as const
  return insertDeliveries(tx, cause, [{ executiveId, channel: via }], now)
}
