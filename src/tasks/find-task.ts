import { and, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { acts } from '../acts/tables.ts'
import { appointments } from '../agenda/tables.ts'
import { answers } from '../answers/tables.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { messages } from '../messages/tables.ts'
import { inScope, type Scope } from '../scope.ts'
import { secretaries } from '../secretaries/tables.ts'
import { texts } from '../texts/tables.ts'
import type { TaskKey } from './change-task.ts'
import { forWhom } from './for-whom.ts'
import { tasks } from './tables.ts'

export type FoundTask = NonNullable<Awaited<ReturnType<typeof findTask>>>

const doneBy = alias(secretaries, 'done_by')

/** A task with what it is about; null for what is not there and for what is not hers. */
export async function findTask(db: Db, scope: Scope, { clientId, taskId }: TaskKey) {
  const [found] = await db
    .select({
      task: tasks,
      client: clients.name,
      timeZone: sql<string>`${clients.hours}->>'timeZone'`,
      executive: executives,
      message: messages,
      answer: answers.body,
      text: texts.body,
      appointment: appointments,
      takenBy: secretaries.name,
      doneBy: doneBy.name,
    })
    .from(tasks)
    .innerJoin(clients, eq(clients.clientId, tasks.clientId))
    .leftJoin(executives, and(eq(executives.clientId, clientId), eq(executives.id, detailId('executiveId'))))
    .leftJoin(messages, and(eq(messages.clientId, clientId), eq(messages.id, detailId('messageId'))))
    .leftJoin(answers, and(eq(answers.clientId, clientId), eq(answers.id, detailId('answerId'))))
    .leftJoin(texts, and(eq(texts.clientId, clientId), eq(texts.id, detailId('textId'))))
    .leftJoin(
      appointments,
      and(eq(appointments.clientId, clientId), eq(appointments.id, detailId('appointmentId'))),
    )
    .leftJoin(secretaries, eq(secretaries.id, tasks.takenById))
    .leftJoin(doneBy, eq(doneBy.id, tasks.doneById))
    .where(
      and(eq(tasks.clientId, clientId), eq(tasks.id, taskId), inScope(scope, tasks.clientId), forWhom(scope)),
    )
  return found ? { ...found, story: await findStory(db, { clientId, taskId }) } : null
}

type IdDetail = 'executiveId' | 'messageId' | 'answerId' | 'textId' | 'appointmentId'

/** Details are as each cause wrote them: what is no id there is none. */
export const detailId = (name: IdDetail) =>
  sql`case when ${tasks.details}->>${sql.raw(`'${name}'`)} ~ '^[0-9a-f-]{36}$'
    then (${tasks.details}->>${sql.raw(`'${name}'`)})::uuid end`

/** What was done about it, the latest first. */
function findStory(db: Db, { clientId, taskId }: TaskKey) {
  return db
    .select({
      at: acts.at,
      verb: acts.verb,
      by: secretaries.name,
      note: sql<string | null>`${acts.after}->>'note'`,
      again: sql<string | null>`${acts.after}->>'dueAt'`,
    })
    .from(acts)
    .leftJoin(secretaries, eq(secretaries.id, acts.actorId))
    .where(and(eq(acts.clientId, clientId), eq(acts.subjectKind, 'task'), eq(acts.subjectId, taskId)))
    .orderBy(desc(acts.at), desc(acts.id))
    .limit(20)
}
