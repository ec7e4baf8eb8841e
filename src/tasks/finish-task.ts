import type { Scope } from '../scope.ts'
import { changeTask, type TaskContext, type TaskKey } from './change-task.ts'

/** She did it, and may say how it went. Safe to repeat: who did it first counts. */
export async function finishTask(
  context: TaskContext,
  scope: Scope,
  { note, ...key }: TaskKey & { readonly note: string | null },
): Promise<void> {
  await changeTask(context, scope, key, ({ doneAt }, now) =>
    doneAt ? null : { set: { doneAt: now, doneById: scope.actor.id }, verb: 'task.done', note },
  )
}
