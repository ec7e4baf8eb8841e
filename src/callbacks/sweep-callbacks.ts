import { and, isNull, lte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { openTaskAgain } from '../tasks/open-task-again.ts'
import { endAttempt } from './end-attempt.ts'
import { type Callback, isCallback, isOpen } from './lock-callback.ts'
import { callbackAttempts, callbacks } from './tables.ts'

type Needs = Pick<Context, 'db' | 'live' | 'log' | 'now'>

const perSweep = 200
/** No call lasts longer: whatever became of it, its end was never told. */
const lostMs = 4 * 3_600_000

/** Tells supervisors of promises that are late, each once, and ends attempts whose call is forgotten. */
export async function sweepCallbacks(context: Needs): Promise<void> {
  const raised = await raiseOverdue(context)
  const lost = await endLost(context)
  if (raised.length + lost.length === 0) return
  context.live.changed([...raised, ...lost].map(({ clientId }) => clientId))
  context.log.info({ event: 'callbacks.swept', overdue: raised.length, lost: lost.length })
}

/** Another sweep at this moment waits for the rows, and then finds them raised. */
async function raiseOverdue({ db, now }: Needs): Promise<Callback[]> {
  const at = now()
  const late = and(isOpen(), isNull(callbacks.raisedAt), lte(callbacks.overdueAt, at))
  const found = await db.select().from(callbacks).where(late).orderBy(callbacks.overdueAt).limit(perSweep)
  const raised: Callback[] = []
  for (const { clientId, id, number, name } of found)
    await db.transaction(async (tx) => {
      const [taken] = await tx
        .update(callbacks)
        .set({ raisedAt: at })
        .where(and(isCallback({ clientId, callbackId: id }), late))
        .returning()
      if (!taken) return
      raised.push(taken)
      const details = { callbackId: id, number, from: name }
      const task = { clientId, audience: 'supervisor', kind: 'callbackOverdue', key: id, details } as const
      await openTaskAgain(tx, task, at, at)
    })
  return raised
}

async function endLost({ db, now }: Needs): Promise<{ clientId: number }[]> {
  const at = now()
  const lost = await db
    .select({ clientId: callbackAttempts.clientId, callId: callbackAttempts.callId })
    .from(callbackAttempts)
    .where(
      and(isNull(callbackAttempts.endedAt), lte(callbackAttempts.begunAt, new Date(at.getTime() - lostMs))),
    )
    .limit(perSweep)
  for (const { clientId, callId } of lost)
    if (callId) await db.transaction((tx) => endAttempt(tx, { clientId, callId, outcome: 'failed', at }))
  return lost
}
