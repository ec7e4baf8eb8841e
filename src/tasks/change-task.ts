import { and, eq } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { inScope, type Scope } from '../scope.ts'
import { forWhom } from './for-whom.ts'
import { tasks } from './tables.ts'

export type TaskKey = { readonly clientId: number; readonly taskId: string }
export type TaskRow = typeof tasks.$inferSelect
export type TaskContext = Pick<Context, 'db' | 'live' | 'now'>

/** What becomes of a task: the columns that change, and the act that is written of it. */
export type TaskChange = {
  readonly set: Partial<Pick<TaskRow, 'takenById' | 'doneAt' | 'doneById' | 'dueAt'>>
  readonly verb: `task.${string}`
  readonly note?: string | null
}

/**
 * Changes one task of hers, as it stands at that moment; `null` from `decide` leaves it as it is. Answers the task as
 * it was found. What is not there and what is not hers is refused alike.
 */
export async function changeTask(
  { db, live, now }: TaskContext,
  scope: Scope,
  { clientId, taskId }: TaskKey,
  decide: (task: TaskRow, now: Date) => TaskChange | null,
): Promise<TaskRow> {
  const isIt = and(eq(tasks.clientId, clientId), eq(tasks.id, taskId))
  const at = now()
  const found = await db.transaction(async (tx) => {
    const mine = and(isIt, inScope(scope, tasks.clientId), forWhom(scope))
    const [task] = await tx.select().from(tasks).where(mine).for('update')
    if (!task) throw new AppError(404, 'notFound', `There is no task ${taskId}`)
    const change = decide(task, at)
    if (!change) return task
    const { set, verb, note = null } = change
    await tx.update(tasks).set(set).where(isIt)
    const { takenById, doneAt, dueAt } = task
    const subject = { kind: 'task', id: taskId }
    const after = { ...set, ...(note && { note }) }
    const before = { takenById, doneAt, dueAt }
    await recordAct(tx, { clientId, actor: scope.actor, verb, subject, before, after, at })
    return task
  })
  live.changed([clientId])
  return found
}
