import { type Act, recordAct } from '../acts/record-act.ts'
import type { Transaction } from '../db/db.ts'
import { closeTask } from '../tasks/close-task.ts'
import { type Callback, isCallback } from './lock-callback.ts'
import { callbacks } from './tables.ts'

export type CallbackChange = {
  readonly set: Partial<Omit<Callback, 'clientId' | 'id'>>
  readonly verb: `callback.${string}`
  readonly note?: string | null
  /** The key of the wish that it follows from. */
  readonly wish?: string
}

export type Doing = {
  readonly actor: Act['actor']
  readonly at: Date
  readonly authority?: string
  readonly undoes?: string
}

/** Writes what becomes of one, and the act of it; answers both. It was locked before. */
export async function writeCallback(
  tx: Transaction,
  before: Callback,
  { set, verb, note = null, wish }: CallbackChange,
  { actor, at, authority, undoes }: Doing,
): Promise<{ readonly after: Callback; readonly actId: string }> {
  const { clientId, id: callbackId } = before
  const after = { ...before, ...set }
  if (Object.keys(set).length > 0)
    await tx.update(callbacks).set(set).where(isCallback({ clientId, callbackId }))
  if (before.raisedAt && !after.raisedAt)
    await closeTask(tx, { clientId, kind: 'callbackOverdue', key: callbackId }, at)
  const names = Object.keys(set).filter((name) => name in before)
  const actId = await recordAct(tx, {
    ...{ clientId, actor, verb, subject: { kind: 'callback', id: callbackId }, at },
    before: pick(before, names),
    after: { ...pick(after, names), ...(note && { note }), ...(wish && { wish }) },
    ...(authority === undefined ? {} : { authority }),
    ...(undoes === undefined ? {} : { undoes }),
  })
  return { after, actId }
}

const pick = (row: Callback, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))
