import type { Context } from '../../context.ts'
import type { Session } from '../../secretaries/session.ts'
import { type FoundAppointment, findSeriesOf } from '../find-appointment.ts'
import type { SlotFacts } from '../slot-facts.ts'
import { type BookingForm, pickedValue } from './booking-form.ts'
import { findOffers } from './find-offers.ts'
import type { MoveShown } from './move-pages.ts'
import { doingOf } from './pick-time.ts'
import { previewAuthority } from './preview-authority.ts'

/** Other times for an appointment with the same executive, and what may be done about the one that is chosen. */
export async function showMove(
  { db, now }: Pick<Context, 'db' | 'now'>,
  session: Session,
  found: FoundAppointment,
  form: BookingForm,
): Promise<MoveShown> {
  const { appointment, client, executive, type } = found
  const { id, startsAt, endsAt, typeId } = appointment
  const lengthMs = endsAt.getTime() - startsAt.getTime()
  const at = now()
  // As long as it was, whatever its type has become.
  const length = { ...(type ?? untyped), minutes: Math.max(1, Math.round(lengthMs / 60_000)) }
  const asked = { client, type: length, executiveIds: [executive.id], look: form, except: [id], after: null }
  const chosen = form.slot?.executiveId === executive.id ? form.slot.startsAt : null
  const granted =
    chosen &&
    (await db.transaction((tx) => {
      const until = new Date(chosen.getTime() + lengthMs)
      const previewed = { executive, typeId, startsAt: chosen, endsAt: until, exceptId: id, isMove: true }
      return previewAuthority(tx, previewed, doingOf(session, at), at)
    }))
  return {
    ...{ found, series: await findSeriesOf(db, appointment) },
    chosen: chosen && granted && { at: chosen, granted },
    offered: {
      ...{ look: { ...form, executive: executive.id }, executives: [executive] },
      ...{ days: await findOffers(db, asked, at), timeZone: client.hours.timeZone },
      picked: chosen && pickedValue({ executiveId: executive.id, startsAt: chosen }),
    },
  }
}

const untyped: Omit<SlotFacts['type'], 'minutes'> = {
  ...{ bufferBefore: 0, bufferAfter: 0, noticeMinutes: 0, horizonDays: 366, stepMinutes: 15 },
}
