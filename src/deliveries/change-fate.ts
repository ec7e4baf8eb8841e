import { and, eq, sql } from 'drizzle-orm'
import { type Act, recordAct } from '../acts/record-act.ts'
import { hastenAlert } from '../alerts/hasten-alert.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { notifyCaller } from '../notices/notify-caller.ts'
import { closeTask } from '../tasks/close-task.ts'
import { type Choice, choicesFor } from './choices.ts'
import { alertOf } from './close-delivery.ts'
import { type DeliveryRef, enqueueDeliveries } from './enqueue-deliveries.ts'
import { type DeliveryKey, isDelivery, type Letter, loadLetter } from './queries.ts'
import type { DeliveryState } from './states.ts'
import { deliveries } from './tables.ts'

export type Pressed = {
  readonly key: DeliveryKey
  /** As she saw it: of two who press, or one who presses twice, only the first finds it so. */
  readonly seen: { readonly state: string; readonly attempts: number }
  readonly choice: Choice
  /** Why she gives up; null otherwise. */
  readonly reason: string | null
  readonly actor: Act['actor']
}

/**
 * What a supervisor decides about a delivery that is stuck. It never goes out twice by her: the row is changed only
 * as she saw it, and then belongs to the workers again.
 */
export async function changeFate(
  context: Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>,
  pressed: Pressed,
): Promise<'done' | 'changedMeanwhile'> {
  const now = context.now()
  const letter = await loadLetter(context.db, pressed.key)
  if (!letter || !choicesFor(letter.delivery, now).includes(pressed.choice)) return 'changedMeanwhile'
  const done = await context.db.transaction((tx) => change(tx, letter, pressed, now))
  if (!done) return 'changedMeanwhile'
  const { clientId, id: deliveryId } = pressed.key
  context.log.info({ event: `delivery.${verbs[pressed.choice]}`, clientId, deliveryId })
  context.live.changed([clientId])
  await enqueueDeliveries(context.jobs, done)
  return 'done'
}

const verbs = {
  retry: 'retried',
  seen: 'confirmed',
  notSeen: 'denied',
  giveUp: 'givenUp',
} as const satisfies Record<Choice, string>

/** Answers what is to be sent now; null when it is not any more as she saw it. */
async function change(
  tx: Transaction,
  letter: Letter,
  { seen, choice, reason, actor }: Pressed,
  now: Date,
): Promise<readonly DeliveryRef[] | null> {
  const { clientId, id, state, attempts, failure, errorCode, channel } = letter.delivery
  if (state !== seen.state || attempts !== seen.attempts) return null
  const [changed] = await tx
    .update(deliveries)
    .set(after(letter, choice, now))
    .where(
      and(
        isDelivery(letter.delivery),
        eq(deliveries.state, state),
        eq(deliveries.attempts, attempts),
        sql`${deliveries.failure} is not distinct from ${failure}`,
      ),
    )
    .returning({ state: deliveries.state, epoch: deliveries.epoch, urgency: deliveries.urgency })
  if (!changed) return null
  for (const kind of ['failedDelivery', 'uncertainDelivery', 'quarantinedDelivery'] as const)
    await closeTask(tx, { clientId, kind, key: id }, now)
  await recordAct(tx, {
    clientId,
    actor,
    verb: `delivery.${verbs[choice]}`,
    subject: { kind: 'delivery', id },
    before: { state, attempts, failure, errorCode },
    after: { state: changed.state, reason },
    authority: 'console',
    at: now,
  })
  const isOver = choice === 'seen' || choice === 'giveUp'
  if (channel === 'call' && isOver) await hastenAlert(tx, alertOf(letter.delivery), now)
  if (choice === 'seen') return notifyCaller(tx, letter, now)
  return changed.state === 'pending' ? [{ clientId, id, epoch: changed.epoch, urgency: changed.urgency }] : []
}

type Changes = Partial<typeof deliveries.$inferInsert>

function after(letter: Letter, choice: Choice, now: Date) {
  const { state, sentAt } = letter.delivery
  const over = { dueAt: null, enqueuedAt: null }
  switch (choice) {
    case 'retry':
      return state === 'quarantined' ? askExchange(now) : sendAnew(now)
    case 'notSeen':
      return sendAnew(now)
    case 'seen':
      return {
        ...over,
        state: 'delivered',
        sentAt: sentAt ?? now,
        deliveredAt: now,
        errorCode: null,
        failure: null,
      } as const satisfies Changes
    case 'giveUp': {
      const end: DeliveryState = state === 'pending' ? 'suppressed' : 'failed'
      return { ...over, state: end, failure: 'givenUp' } satisfies Changes
    }
    default:
      return choice satisfies never
  }
}

/** To the address that she has today, which may be why it failed. */
const sendAnew = (now: Date) => ({
  ...{ state: 'pending' as const, dueAt: now, enqueuedAt: now, epoch: sql`${deliveries.epoch} + 1` },
  ...{ destination: null, sentBody: null, providerId: null, errorCode: null, failure: null },
  ...{ absentAt: null, crashes: 0 },
})

/** It may have gone out with the last worker that died: it is sent again when it is on no list. */
const askExchange = (now: Date) => ({
  ...{ state: 'uncertain' as const, dueAt: now, enqueuedAt: null, failure: 'maybeSent' },
  ...{ absentAt: null, crashes: 0 },
})
