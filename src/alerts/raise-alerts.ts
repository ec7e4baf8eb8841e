import type { Context } from '../context.ts'
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import { type AlertKey, isAlert } from './hasten-alert.ts'
import { type Alert, findDueAlerts } from './queries.ts'
import { alerts } from './tables.ts'
import { takeStep } from './take-step.ts'

type RaiseContext = Pick<Context, 'config' | 'db' | 'jobs' | 'live' | 'log' | 'now'>

/** Takes the next step of every alert whose time has come. Any number of processes may do so at once. */
export async function raiseAlerts(context: RaiseContext): Promise<void> {
  const failures: unknown[] = []
  for (const alert of await findDueAlerts(context.db, context.now()))
    await raise(context, alert).catch((err) => failures.push(err))
  if (failures.length > 0)
    throw new Error(`${failures.length} alerts could not be raised`, { cause: failures[0] })
}

/** One of them, at the moment it becomes due. */
export async function raiseAlert(context: RaiseContext, key: AlertKey): Promise<void> {
  const [alert] = await context.db.select().from(alerts).where(isAlert(key))
  if (alert) await raise(context, alert)
}

async function raise(context: RaiseContext, alert: Alert): Promise<void> {
  const { clientId, messageId, executiveId } = alert
  const now = context.now()
  const taken = await context.db.transaction((tx) => takeStep(tx, alert, context.config.demo, now))
  if (!taken) return
  context.log.info({ event: `alert.${taken.kind}`, clientId, messageId, executiveId })
  context.live.changed([clientId])
  await enqueueDeliveries(context.jobs, taken.deliveries)
}
