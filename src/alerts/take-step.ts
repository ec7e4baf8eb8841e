import { and, eq, isNull, lte } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import { whenAllowed } from '../clients/quiet-hours.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { insertDeliveries, type Way } from '../deliveries/insert-deliveries.ts'
import { lockMessage } from '../messages/lock-message.ts'
import { waysTo } from '../messages/ways.ts'
import { canBeTexted } from '../phone-number.ts'
import { openTask } from '../tasks/open-task.ts'
import { endAlerts } from './end-alerts.ts'
import { isAlert } from './hasten-alert.ts'
import { type Ladder, type NextStep, nextStep } from './next-step.ts'
import { type Alert, findAlerted, findTold } from './queries.ts'
import { insertAlert, patienceMs } from './start-alert.ts'
import { alerts } from './tables.ts'

/** What was done, and the deliveries that follow from it. */
export type Taken = { readonly kind: NextStep['kind']; readonly deliveries: readonly DeliveryRef[] }
type Alerted = NonNullable<Awaited<ReturnType<typeof findAlerted>>>

/**
 * Takes the step that is due, if it still is: of several processes that try at once, one does. Null when there
 * is nothing to do.
 */
export async function takeStep(
  tx: Transaction,
  alert: Alert,
  demo: boolean,
  now: Date,
): Promise<Taken | null> {
  await lockMessage(tx, alert)
  const alerted = await findAlerted(tx, alert)
  if (!alerted) return null
  const next = nextStep(ladderOf(alert, alerted, demo, now))
  if (!(await claim(tx, alert, alerted, next, now))) return null
  const deliveries = await carryOut(tx, alert, alerted, next, now)
  const after = { executiveId: alert.executiveId, ...next }
  const { clientId, messageId } = alert
  await recordAct(tx, {
    ...{ clientId, actor: { kind: 'software', id: null }, verb: `alert.${next.kind}`, at: now },
    ...{ subject: { kind: 'message', id: messageId }, before: { step: alert.step }, after },
  })
  return { kind: next.kind, deliveries }
}

function ladderOf({ step }: Alert, alerted: Alerted, demo: boolean, now: Date): Ladder {
  const { executive, client, told, onCall } = alerted
  const { mobile, email, leftAt, choices } = executive
  const isHere = leftAt === null
  const isQuiet = whenAllowed(choices, client.hours.timeZone, 'urgent', now) > now
  return {
    ...{ step, told, onCall: onCall.map(({ id }) => id) },
    mayInsist: choices.acknowledgeMinutes !== null && !isQuiet,
    reach: {
      sms: isHere && mobile !== null && canBeTexted(mobile, { demo }),
      email: isHere && email !== null,
      call: isHere && mobile !== null,
    },
  }
}

async function claim(tx: Transaction, alert: Alert, { executive }: Alerted, next: NextStep, now: Date) {
  const isLast = next.kind === 'passedOn' || next.kind === 'exhausted'
  const claimed = await tx
    .update(alerts)
    .set({
      step: isLast ? 'passedOn' : next.kind,
      nextAt: isLast ? null : new Date(now.getTime() + patienceMs(executive)),
    })
    .where(and(isAlert(alert), eq(alerts.step, alert.step), isNull(alerts.endedAt), lte(alerts.nextAt, now)))
    .returning({ id: alerts.messageId })
  return claimed.length === 1
}

async function carryOut(
  tx: Transaction,
  alert: Alert,
  alerted: Alerted,
  next: NextStep,
  now: Date,
): Promise<DeliveryRef[]> {
  const { executiveId } = alert
  switch (next.kind) {
    case 'repeated':
      return tell(tx, alerted, alerted.repeat, [{ executiveId, channel: next.channel }], now)
    case 'called':
      return tell(tx, alerted, alerted.repeat, [{ executiveId, channel: 'call' }], now)
    case 'passedOn':
      return passOn(tx, alert, alerted, next.to, now)
    case 'exhausted':
      await giveUp(tx, alert, now)
      return []
    default:
      return next satisfies never
  }
}

function tell(tx: Transaction, { message }: Alerted, repeat: number, ways: readonly Way[], now: Date) {
  const { clientId, id: messageId, revision } = message
  return insertDeliveries(
    tx,
    { kind: 'message', urgency: 'urgent', clientId, messageId, revision, repeat },
    ways,
    now,
  )
}

/** She hears of it by her own channels, also where she had a copy, and her own alert begins. */
async function passOn(tx: Transaction, alert: Alert, alerted: Alerted, to: string, now: Date) {
  const next = alerted.onCall.find(({ id }) => id === to)
  if (!next) throw new Error(`executive ${to} is not on the list of message ${alert.messageId}`)
  const key = { clientId: alert.clientId, messageId: alert.messageId, executiveId: next.id }
  const { repeat } = await findTold(tx, key)
  const { client } = alerted
  await insertAlert(tx, { ...key, client, executive: next, onCallRank: next.onCallRank ?? 0 }, now)
  const ways = waysTo(next, { urgency: 'urgent', timeZone: client.hours.timeZone }, now)
  return tell(tx, alerted, repeat, ways, now)
}

/** From here on it is the agency's people who must find somebody. */
async function giveUp(tx: Transaction, { clientId, messageId, executiveId }: Alert, now: Date) {
  await endAlerts(tx, { clientId, messageId }, 'exhausted', now)
  const task = {
    clientId,
    kind: 'nobodyAcknowledged' as const,
    key: messageId,
    details: { messageId, executiveId },
  }
  await openTask(tx, { ...task, audience: 'supervisor' }, now)
}
