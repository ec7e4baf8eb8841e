import { and, desc, eq, isNull, lte, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { StoredAct } from '../acts/stored-act.ts'
import { appointments } from '../agenda/tables.ts'
import { callbackWishes } from '../callbacks/tables.ts'
import { wishSchema } from '../callbacks/take-back-wish.ts'
import { executives } from '../clients/tables.ts'
import type { Answering } from './answering.ts'
import type { Result } from './carry-out.ts'
import { numberOf } from './line-number.ts'
import { isPerson } from './person.ts'
import type { UndoneReply } from './reply.ts'
import { saidLine } from './said-line.ts'
import { answers } from './tables.ts'
import { type Undone, undoAct } from './undo-act.ts'

/** Takes back all that her last answer did which she has not taken back yet, whatever way it came. */
export async function undoLastAnswer(answering: Answering): Promise<Result> {
  for (;;) {
    const last = await findLast(answering)
    if (!last) return { reply: { kind: 'nothingToUndo' }, done: [] }
    const results = await undoAll(answering, last.done)
    await markUndone(answering, last)
    // Taken back elsewhere, such as on a page: then she means the one before.
    if (results.every(({ kind }) => kind === 'alreadyUndone')) continue
    const undone = results.filter((result) => result.kind === 'undone')
    if (undone.length === 0) return { reply: { kind: 'changedSince' }, done: [] }
    const replies: UndoneReply[] = []
    for (const { act } of undone) replies.push(await replyOf(answering, act))
    const deliveries = undone.flatMap((result) => result.deliveries)
    return { reply: { kind: 'undone', undone: replies }, done: [], deliveries }
  }
}

type Last = Pick<typeof answers.$inferSelect, 'clientId' | 'id' | 'done'>

async function findLast({ tx, answer, person }: Answering): Promise<Last | undefined> {
  const [last] = await tx
    .select({ clientId: answers.clientId, id: answers.id, done: answers.done })
    .from(answers)
    .innerJoin(
      executives,
      and(eq(executives.clientId, answers.clientId), eq(executives.id, answers.executiveId)),
    )
    .where(
      and(
        isPerson(person),
        isNull(executives.leftAt),
        isNull(answers.undoneAt),
        sql`${answers.done} <> '[]'::jsonb`,
        lte(answers.receivedAt, answer.receivedAt),
        ne(answers.id, answer.id),
      ),
    )
    .orderBy(desc(answers.receivedAt))
    .limit(1)
  return last
}

/** The last act first, each as the person that its client knows. */
async function undoAll({ tx, hats, now }: Answering, done: Last['done']): Promise<Undone[]> {
  const results: Undone[] = []
  for (const key of done.toReversed()) {
    const hat = hats.find(({ clientId }) => clientId === key.clientId)
    if (hat) results.push(await undoAct(tx, key, { kind: 'executive', id: hat.id }, now))
  }
  return results
}

async function markUndone({ tx, now }: Answering, { clientId, id }: Last): Promise<void> {
  await tx
    .update(answers)
    .set({ undoneAt: now })
    .where(and(eq(answers.clientId, clientId), eq(answers.id, id)))
}

const acknowledgedSchema = z.object({
  executiveId: z.string(),
  answer: z.enum(['received', 'secretaryCalls', 'executiveCalls']),
})
const availabilitySchema = z
  .object({ state: z.enum(['away', 'busy']), until: z.coerce.date().nullable() })
  .nullable()

async function replyOf(answering: Answering, act: StoredAct): Promise<UndoneReply> {
  if (act.verb === 'availability.set')
    return { kind: 'availabilitySet', before: availabilitySchema.parse(act.before) }
  if (act.subjectKind === 'appointment') return appointmentReply(answering, act)
  if (act.subjectKind === 'callback') return callbackReply(answering, act)
  if (act.verb !== 'message.acknowledged') return { kind: 'other' }
  const { executiveId, answer } = acknowledgedSchema.parse(act.after)
  const before = acknowledgedSchema.nullable().parse(act.before)?.answer ?? null
  const about = {
    clientId: act.clientId,
    executiveId,
    subject: { kind: 'message', id: act.subjectId },
  } as const
  const number = await numberOf(answering.tx, about)
  return { kind: 'acknowledged', line: await saidLine(answering, { ...about, number }), answer, before }
}

/** What it is again. */
async function appointmentReply(answering: Answering, act: StoredAct): Promise<UndoneReply> {
  const { tx, hats } = answering
  const { clientId, subjectId } = act
  const [now] = await tx
    .select({ state: appointments.state, startsAt: appointments.startsAt })
    .from(appointments)
    .where(and(eq(appointments.clientId, clientId), eq(appointments.id, subjectId)))
  const hat = hats.find((one) => one.clientId === clientId)
  if (!now || !hat) return { kind: 'other' }
  const about = { clientId, executiveId: hat.id, subject: { kind: 'appointment', id: subjectId } } as const
  const number = await numberOf(tx, about)
  return { kind: 'appointment', line: await saidLine(answering, { ...about, number }), ...now }
}

/** A call about an appointment, or one that she ordered on her page. */
async function callbackReply(answering: Answering, { clientId, after }: StoredAct): Promise<UndoneReply> {
  const { tx } = answering
  const { wish: key } = wishSchema.parse(after)
  const [wish] = await tx
    .select({ appointmentId: callbackWishes.appointmentId, executiveId: callbackWishes.executiveId })
    .from(callbackWishes)
    .where(and(eq(callbackWishes.clientId, clientId), eq(callbackWishes.key, key)))
  if (!wish?.appointmentId || !wish.executiveId) return { kind: 'other' }
  const subject = { kind: 'appointment', id: wish.appointmentId } as const
  const about = { clientId, executiveId: wish.executiveId, subject }
  const number = await numberOf(tx, about)
  return { kind: 'callback', line: await saidLine(answering, { ...about, number }) }
}
