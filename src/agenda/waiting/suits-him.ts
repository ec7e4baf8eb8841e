import { localTime } from '../../rules/local-time.ts'
import type { Appointment, AppointmentType } from '../appointment.ts'
import { isStanding } from '../states.ts'
import type { freedTimes, waitingCallers } from './tables.ts'

export type Queued = {
  readonly waiting: typeof waitingCallers.$inferSelect
  readonly type: AppointmentType
  readonly insteadOf: Appointment | null
}

type Freed = Pick<typeof freedTimes.$inferSelect, 'executiveId' | 'startsAt'>

/** Whether a freed time is what he waits for. Mornings are before noon of the client's clock. */
export function suitsHim(
  { waiting, insteadOf }: Queued,
  { executiveId, startsAt }: Freed,
  timeZone: string,
): boolean {
  const { suits, notBefore, notAfter } = waiting
  const isMorning = localTime(startsAt, timeZone).time < '12:00'
  return (
    (waiting.executiveId === null || waiting.executiveId === executiveId) &&
    (suits === 'any' || isMorning === (suits === 'mornings')) &&
    (notBefore === null || startsAt >= notBefore) &&
    (notAfter === null || startsAt <= notAfter) &&
    isEarlier(startsAt, insteadOf)
  )
}

/** One that he has and keeps is worth giving up only for an earlier one. */
const isEarlier = (startsAt: Date, insteadOf: Appointment | null): boolean =>
  insteadOf === null || !isStanding(insteadOf.state) || startsAt < insteadOf.startsAt
