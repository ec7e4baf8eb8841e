import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { AppError } from '../../errors.ts'
import { openTask } from '../../tasks/open-task.ts'
import type { Appointment } from '../appointment.ts'
import { type Changed, changeAppointment } from '../change-appointment.ts'
import type { Calendar } from './claim-calendar.ts'
import type { Verdict } from './decide.ts'

export type Followed = {
  /** Both sides show the same now; else ours is to be written there. */
  readonly agrees: boolean
  readonly version: number
  readonly deliveries: readonly DeliveryRef[]
}

/** What she did in her calendar is her word. Where it cannot be, ours stands and a secretary speaks with her. */
export async function followWord(
  tx: Transaction,
  calendar: Calendar,
  appointment: Appointment,
  { change, saidAt, bothChanged }: Extract<Verdict, { kind: 'follow' }>,
  now: Date,
): Promise<Followed> {
  const { clientId, id: appointmentId, executiveId, version } = appointment
  const actor = { kind: 'executive', id: executiveId } as const
  const doing = { actor, via: 'calendar', authority: `calendar ${calendar.id}`, saidAt } as const
  const changed = await orRefused(changeAppointment(tx, { clientId, appointmentId }, change, doing, now))
  const tell = (why: string) => tellConflict(tx, appointment, why, now)
  switch (changed.kind) {
    case 'changed':
      if (bothChanged) await tell('bothChanged')
      return { agrees: true, version: changed.appointment.version, deliveries: changed.deliveries }
    case 'unchanged':
      return { agrees: true, version, deliveries: [] }
    case 'overtaken':
      return { agrees: false, version, deliveries: [] }
    case 'taken':
    case 'notPossible':
    case 'notAllowed':
    case 'past':
    case 'noSuchTime':
      await tell(changed.kind)
      return { agrees: false, version, deliveries: [] }
    default:
      return changed satisfies never
  }
}

/** A calendar can say what no appointment can be: two days long, without a length. */
async function orRefused(changing: Promise<Changed>): Promise<Changed | { readonly kind: 'noSuchTime' }> {
  try {
    return await changing
  } catch (error) {
    if (error instanceof AppError && error.status === 422) return { kind: 'noSuchTime' }
    throw error
  }
}

/** Once for each version of the appointment: what cannot be followed comes back with every reading. */
export const tellConflict = (
  tx: Transaction,
  { clientId, id, executiveId, version }: Appointment,
  why: string,
  now: Date,
) =>
  openTask(
    tx,
    {
      ...{ clientId, audience: 'secretary', kind: 'calendarConflict', key: `${id}.${version}` },
      details: { appointmentId: id, executiveId, why },
    },
    now,
  )
