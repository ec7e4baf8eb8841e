import type { Db } from '../db/db.ts'
import { idFrom } from '../ids.ts'
import { tasks } from './tables.ts'

export type NewTask = Pick<typeof tasks.$inferInsert, 'clientId' | 'audience' | 'kind' | 'key' | 'details'>

/** Says something once to the people at the console: the same kind and key again changes nothing. */
export async function openTask(tx: Pick<Db, 'insert'>, task: NewTask, now: Date): Promise<void> {
  const id = idFrom('task', task.clientId, task.kind, task.key)
  await tx
    .insert(tasks)
    .values({ ...task, id, createdAt: now })
    .onConflictDoNothing()
}
