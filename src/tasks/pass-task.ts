import { and, eq, isNull } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import type { Transaction } from '../db/db.ts'
import type { Scope } from '../scope.ts'
import type { TaskKey } from './change-task.ts'
import { tasks } from './tables.ts'

/** What is hers in hand is another's from now on, or, for null, anybody's. Answers whether it was hers still. */
export async function passTask(
  tx: Transaction,
  { actor }: Pick<Scope, 'actor'>,
  { clientId, taskId, to, at }: TaskKey & { readonly to: string | null; readonly at: Date },
): Promise<boolean> {
  const isHers = and(eq(tasks.takenById, actor.id), isNull(tasks.doneAt))
  const passed = await tx
    .update(tasks)
    .set({ takenById: to })
    .where(and(eq(tasks.clientId, clientId), eq(tasks.id, taskId), isHers))
    .returning({ id: tasks.id })
  if (passed.length === 0) return false
  await recordAct(tx, {
    ...{ clientId, actor, verb: 'task.given', at },
    subject: { kind: 'task', id: taskId },
    before: { takenById: actor.id },
    after: { takenById: to },
  })
  return true
}
