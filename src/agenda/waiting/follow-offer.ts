import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { openTask } from '../../tasks/open-task.ts'
import type { Appointment } from '../appointment.ts'
import { wayTo } from '../telling/tell-caller.ts'
import { tellOf } from '../telling/tell-of.ts'
import type { WaitingCaller } from './put-on-list.ts'

export type Offer = { readonly waiting: WaitingCaller; readonly reservation: Appointment }

/** What follows from a time being kept for somebody who waits: he is told of it. */
export async function followOffer(tx: Transaction, offer: Offer, now: Date): Promise<DeliveryRef[]> {
  await letSecretaryRing(tx, offer, now)
  const { reservation: appointment } = offer
  const channel = wayTo(appointment)
  if (!channel) return []
  return tellOf(tx, { appointment, kind: 'offer', executiveId: null }, [{ channel }], now)
}

async function letSecretaryRing(tx: Transaction, { waiting, reservation }: Offer, now: Date): Promise<void> {
  const { clientId, id, callerName, callerNumber } = waiting
  const details = { waitingId: id, appointmentId: reservation.id, number: callerNumber, from: callerName }
  const task = {
    clientId,
    audience: 'secretary',
    kind: 'offerToCaller',
    key: reservation.id,
    details,
  } as const
  await openTask(tx, task, now)
}
