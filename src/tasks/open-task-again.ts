import { lt } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { idFrom } from '../ids.ts'
import type { NewTask } from './open-task.ts'
import { tasks } from './tables.ts'

/** Opens a task, also one that was done before `since`: what it is about has happened once more. Safe to repeat. */
export async function openTaskAgain(
  tx: Pick<Db, 'insert'>,
  task: NewTask,
  since: Date,
  now: Date,
): Promise<void> {
  const id = idFrom('task', task.clientId, task.kind, task.key)
  const opened = { createdAt: now, doneAt: null, doneById: null, takenById: null, details: task.details }
  await tx
    .insert(tasks)
    .values({ ...task, id, createdAt: now })
    .onConflictDoUpdate({
      target: [tasks.clientId, tasks.kind, tasks.key],
      set: opened,
      setWhere: lt(tasks.doneAt, since),
    })
}
