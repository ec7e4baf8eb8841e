import type { Scope } from '../scope.ts'
import { changeTask, type TaskContext, type TaskKey } from './change-task.ts'

type Trying = TaskKey & { readonly again: Date; readonly note: string | null }

/** She tried in vain and tries again then. It stays hers, and comes up again in its time. */
export async function postponeTask(
  context: TaskContext,
  scope: Scope,
  { again, note, ...key }: Trying,
): Promise<void> {
  await changeTask(context, scope, key, ({ doneAt }) =>
    doneAt ? null : { set: { dueAt: again, takenById: scope.actor.id }, verb: 'task.tried', note },
  )
}
