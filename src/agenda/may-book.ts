import type { AppointmentType } from './appointment.ts'
import type { Doing } from './doing.ts'
import type { LockedExecutive } from './lock-agenda.ts'

/** Whether the client offers it still, and this executive gives it. */
export const isGivenBy = (
  { removedAt, executiveKeys }: Pick<AppointmentType, 'removedAt' | 'executiveKeys'>,
  { key, leftAt }: Pick<LockedExecutive, 'key' | 'leftAt'>,
): boolean =>
  removedAt === null && leftAt === null && (executiveKeys.length === 0 || executiveKeys.includes(key))

/** Some types are for supervisors to book. */
export const mayBook = ({ bookableBy }: Pick<AppointmentType, 'bookableBy'>, { actor }: Doing): boolean =>
  bookableBy === 'secretaries' || actor.kind !== 'secretary'
