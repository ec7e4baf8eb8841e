import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { closeTask } from '../../tasks/close-task.ts'
import type { Appointment } from '../appointment.ts'
import { findClientZone } from '../find-time-zone.ts'
import type { Following } from '../follow-change.ts'
import { isStanding } from '../states.ts'
import { type Known, newsForCaller } from './decide.ts'
import { whenForCaller } from './due.ts'
import { findKnown } from './find-known.ts'
import { tellOf } from './tell-of.ts'
import { toldOf } from './told.ts'

/** So long an executive can take her answer back before the caller hears of it. */
const waitMs = 120_000

/** Tells the caller what he does not know yet: at once, or two minutes after an executive's word. */
export async function tellCaller(
  tx: Transaction,
  { before, after, doing }: Pick<Following, 'before' | 'after' | 'doing'>,
  now: Date,
): Promise<DeliveryRef[]> {
  const way = wayTo(after)
  // Where it was booked elsewhere they tell him themselves.
  if (!way || after.bookedElsewhere) return []
  const known = (await findKnown(tx, after, now)) ?? agreedBefore(before)
  const kind = after.startsAt > now ? newsForCaller(known, toldOf(after)) : null
  const { clientId, id } = after
  await closeTask(tx, { clientId, kind: 'callerUntold', key: id }, now)
  if (!kind) return []
  const at = new Date(now.getTime() + (doing.actor.kind === 'executive' ? waitMs : 0))
  const dueAt = whenForCaller(at, earliestOf(after, known), await findClientZone(tx, clientId))
  const notice = { appointment: after, kind, executiveId: null, former: known?.told ?? null }
  return tellOf(tx, notice, [{ channel: way, dueAt }], now)
}

/** Whether his number takes texts is asked when it is sent; an address comes after it. */
export function wayTo({ callerNumber, callerEmail }: Appointment): 'sms' | 'email' | null {
  if (callerNumber) return 'sms'
  return callerEmail ? 'email' : null
}

/** What he agreed to on the telephone. */
const agreedBefore = (before: Appointment | null): Known | null =>
  before && isStanding(before.state) ? { told: toldOf(before), heard: false } : null

/** He must hear before he sets out, to the old time or to the new. */
function earliestOf({ startsAt }: Appointment, known: Known | null): Date {
  const former = known && isStanding(known.told.state) ? Date.parse(known.told.startsAt) : Infinity
  return new Date(Math.min(startsAt.getTime(), former))
}
