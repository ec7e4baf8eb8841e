import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import type { NewTask } from './open-task.ts'
import { tasks } from './tables.ts'

type TaskKey = Pick<NewTask, 'clientId' | 'kind' | 'key'>

/** There is nothing left to do about it. Safe to repeat. */
export async function closeTask(tx: Transaction, task: TaskKey, now: Date): Promise<void> {
  await tx
    .update(tasks)
    .set({ doneAt: now })
    .where(and(isTask(task), isNull(tasks.doneAt)))
}

/** Takes a closing back: of one that was closed at that very moment, and not by somebody who did the work. */
export async function reopenTask(tx: Transaction, task: TaskKey, closedAt: Date): Promise<void> {
  await tx
    .update(tasks)
    .set({ doneAt: null })
    .where(and(isTask(task), eq(tasks.doneAt, closedAt)))
}

const isTask = ({ clientId, kind, key }: TaskKey) =>
  and(eq(tasks.clientId, clientId), eq(tasks.kind, kind), eq(tasks.key, key))
