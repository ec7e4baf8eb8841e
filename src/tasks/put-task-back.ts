import type { Scope } from '../scope.ts'
import { changeTask, type TaskContext, type TaskKey } from './change-task.ts'

/** It is to be done after all. What the software closed stays closed: its cause is gone. */
export async function putTaskBack(context: TaskContext, scope: Scope, key: TaskKey): Promise<void> {
  await changeTask(context, scope, key, ({ doneById }) =>
    doneById ? { set: { doneAt: null, doneById: null }, verb: 'task.reopened' } : null,
  )
}
