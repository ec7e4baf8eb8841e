import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { t } from '../../../i18n/text.ts'
import { singleLine } from '../../../plain-text.ts'
import type { FoundAppointment } from '../../find-appointment.ts'
import { ended, productId } from '../../invitations/write-invitation.ts'
import { placeOf } from '../compose-caller.ts'

/** His appointment for his own calendar; of a health client's only when. */
export function writeCallerEvent({ appointment, client, executive }: FoundAppointment): string {
  const { uid, sequence, startsAt, endsAt, state, language, changedAt } = appointment
  const calendar = ical({ method: ICalCalendarMethod.PUBLISH, prodId: productId })
  const summary = t(language, 'rdv.title')
  const place = client.health ? null : placeOf(appointment, language)
  const event = calendar.createEvent({
    ...{ id: uid, sequence, start: startsAt, end: endsAt, stamp: changedAt },
    summary: client.health ? summary : `${summary} – ${singleLine(executive.name, 120)}`,
    status: state === 'proposed' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    ...(place && { location: place }),
  })
  if (!client.health) event.description(singleLine(client.name, 120))
  return ended(calendar.toString())
}
