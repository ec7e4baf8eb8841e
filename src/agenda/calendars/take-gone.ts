import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { lockAppointment } from '../lock-agenda.ts'
import { decide } from './decide.ts'
import { followWord, tellConflict } from './follow-word.ts'
import { forgetBusyTimes } from './keep-busy-times.ts'
import { forgetItems, type StoredItem } from './stored-items.ts'
import type { Run } from './take-item.ts'

/** Takes in that an item is not there any more. One of ours that still stands afterwards is written there again. */
export async function takeGone(tx: Transaction, run: Run, item: StoredItem): Promise<readonly DeliveryRef[]> {
  const { calendar } = run
  await forgetBusyTimes(tx, calendar, item.href)
  await forgetItems(tx, calendar, [item.href])
  return item.appointmentId && calendar.writes ? cancelHere(tx, run, item, item.appointmentId) : []
}

async function cancelHere(
  tx: Transaction,
  { calendar, now }: Run,
  { contentHash, appointmentVersion }: StoredItem,
  appointmentId: string,
): Promise<readonly DeliveryRef[]> {
  const locked = await lockAppointment(tx, { clientId: calendar.clientId, appointmentId }, now)
  if (!locked) return []
  const here = locked.appointment
  const agreed = { contentHash, version: appointmentVersion }
  const verdict = decide({ here, there: null, agreed, readAt: calendar.readAt, now })
  if (verdict.kind === 'writeBack') await tellConflict(tx, here, 'deletedThere', now)
  if (verdict.kind !== 'follow') return []
  const { deliveries } = await followWord(tx, calendar, here, verdict, now)
  return deliveries
}
