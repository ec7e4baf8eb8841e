import { and, isNotNull, lte, min } from 'drizzle-orm'
import { openAnswerPath } from '../../src/calls/answer-path.ts'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { fetchRecording } from '../../src/calls/fetch-recording.ts'
import { calls, recordings } from '../../src/calls/tables.ts'
import { keepDirectory } from '../../src/clients/keep-directory.ts'
import { readConfig } from '../../src/config.ts'
import { closeContext, createContext } from '../../src/context.ts'
import { resolveUncertain } from '../../src/deliveries/resolve-uncertain.ts'
import { sendDelivery } from '../../src/deliveries/send-delivery.ts'
import { sweepDeliveries } from '../../src/deliveries/sweep-deliveries.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { reconcile } from '../../src/twilio/reconcile.ts'
import type { Fleet } from './fleet.ts'

const stepMs = 35_000
/** Two hours: whatever is to be repeated has had its turn by then. */
const mostSteps = 200

export type Healer = Awaited<ReturnType<typeof openHealer>>

/**
 * Does what the workers and their timetable do, with a clock that runs ahead: so minutes of waiting (the second
 * look for a text, the exchange's lists) take seconds. The workers themselves have ended by then.
 */
export async function openHealer({ env, workers }: Fleet) {
  let aheadMs = 0
  const dataDir = `${workers[0]?.folder}/healer`
  const config = readConfig({ ...env, DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const opened = await createContext(config, { now: () => new Date(Date.now() + aheadMs) })
  const context = { ...opened, ...openAnswerPath(opened) }
  const stopDirectory = await keepDirectory(context)
  const { db, now } = context

  const workOnce = async (): Promise<number> => {
    const dueCalls = await db.select().from(calls).where(lte(calls.concludeAt, now()))
    await tenAtOnce(dueCalls, (call) => concludeCall(context, call))
    const dueRecordings = await db.select().from(recordings).where(lte(recordings.nextAttemptAt, now()))
    await tenAtOnce(dueRecordings, (recording) => fetchRecording(context, recording))
    await sweepDeliveries(context)
    const dueDeliveries = await db
      .select()
      .from(deliveries)
      .where(and(isNotNull(deliveries.dueAt), lte(deliveries.dueAt, now())))
    await tenAtOnce(dueDeliveries, (delivery) =>
      (delivery.state === 'uncertain' ? resolveUncertain : sendDelivery)(context, delivery),
    )
    return dueCalls.length + dueRecordings.length + dueDeliveries.length
  }
  const isSettled = async () => {
    const open = await Promise.all([
      db.select({ id: calls.id }).from(calls).where(isNotNull(calls.concludeAt)),
      db.select({ id: recordings.id }).from(recordings).where(isNotNull(recordings.nextAttemptAt)),
      db.select({ id: deliveries.id }).from(deliveries).where(isNotNull(deliveries.dueAt)),
    ])
    return open.every((rows) => rows.length === 0)
  }
  /** What waits for the end of somebody's quiet hours needs no looking at until then. */
  const waitMs = async () => {
    const [next] = await db.select({ dueAt: min(deliveries.dueAt) }).from(deliveries)
    return next?.dueAt ? next.dueAt.getTime() - now().getTime() : 0
  }
  return {
    context,
    /** Answers what the exchange's lists brought, and how much time had to pass. */
    async heal() {
      aheadMs = 3 * 60_000
      const reconciled = await reconcile(context)
      const again = await reconcile(context)
      for (let step = 0; step < mostSteps; step++) {
        await workOnce()
        if (await isSettled()) break
        aheadMs += Math.max(stepMs, await waitMs())
      }
      return { reconciled, again, minutesAhead: Math.round(aheadMs / 60_000) }
    },
    async close() {
      stopDirectory()
      await closeContext(context)
    },
  }
}

async function tenAtOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values()
  const drive = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: 10 }, drive))
}
