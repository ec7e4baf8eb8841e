import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { clients, executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { messages } from '../../messages/tables.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { detailId } from '../../tasks/find-task.ts'
import { tasks } from '../../tasks/tables.ts'
import { inView, type View } from './view.ts'

const most = 40

export type BoardTask = Awaited<ReturnType<ReturnType<typeof prepareBoardTasks>>>[number]

/** What is to be done, the longest due first; what is not due yet comes last. */
export function prepareBoardTasks(db: Db) {
  const open = db
    .select({
      clientId: tasks.clientId,
      id: tasks.id,
      kind: tasks.kind,
      client: clients.name,
      executive: executives.name,
      callerName: messages.callerName,
      callerNumber: sql<string | null>`coalesce(${messages.callbackNumber}, ${messages.callerNumber})`,
      urgency: messages.urgency,
      createdAt: tasks.createdAt,
      dueAt: tasks.dueAt,
      timeZone: sql<string>`${clients.hours}->>'timeZone'`,
      takenBy: secretaries.name,
    })
    .from(tasks)
    .innerJoin(clients, eq(clients.clientId, tasks.clientId))
    .leftJoin(
      executives,
      and(eq(executives.clientId, tasks.clientId), eq(executives.id, detailId('executiveId'))),
    )
    .leftJoin(messages, and(eq(messages.clientId, tasks.clientId), eq(messages.id, detailId('messageId'))))
    .leftJoin(secretaries, eq(secretaries.id, tasks.takenById))
    .where(
      and(
        inView(tasks.clientId),
        isNull(tasks.doneAt),
        sql`(${tasks.audience} = 'secretary' or ${sql.placeholder('supervises')}::boolean)`,
      ),
    )
    .orderBy(asc(sql`coalesce(${tasks.dueAt}, ${tasks.createdAt})`))
    .limit(most)
    .prepare('board_tasks')
  return ({ clientIds, supervises }: Pick<View, 'clientIds' | 'supervises'>) =>
    open.execute({ clientIds, supervises })
}
