import type { Scope } from '../scope.ts'
import { changeTask, type TaskContext, type TaskKey } from './change-task.ts'

/** `from`: who had it when she looked, or nobody. */
type Taking = TaskKey & { readonly from: string | null }

/**
 * She works on it from now on. Of two who take it at once the second is told who was first, and takes it over only
 * by asking again.
 */
export async function takeTask(
  context: TaskContext,
  scope: Scope,
  { from, ...key }: Taking,
): Promise<'taken' | 'takenByAnother'> {
  const { id } = scope.actor
  const { takenById } = await changeTask(context, scope, key, (task) =>
    task.doneAt || task.takenById === id || task.takenById !== from
      ? null
      : { set: { takenById: id }, verb: 'task.taken' },
  )
  return takenById === id || takenById === from ? 'taken' : 'takenByAnother'
}
