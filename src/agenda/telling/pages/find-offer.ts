import { and, eq } from 'drizzle-orm'
import type { Db } from '../../../db/db.ts'
import type { Appointment } from '../../appointment.ts'
import { isStanding } from '../../states.ts'
import { appointments } from '../../tables.ts'
import { waitingCallers } from '../../waiting/tables.ts'

/** A time that is kept for somebody who waits, as long as nobody else has it. */
export type Offered =
  | {
      readonly kind: 'open'
      readonly until: Date
      /** The appointment that he gives up for it. */
      readonly insteadOf: Pick<Appointment, 'startsAt' | 'timeZone'> | null
    }
  /** Too late, or refused; `waits`: he is offered the next one. */
  | { readonly kind: 'over'; readonly waits: boolean }

/** Null for what is an appointment: an offer that was taken is one. */
export async function findOffer(
  db: Pick<Db, 'select'>,
  { clientId, id, state, reservedUntil, typeId, callerName, callerNumber }: Appointment,
  now: Date,
): Promise<Offered | null> {
  if (reservedUntil === null) return null
  const hisClient = eq(waitingCallers.clientId, clientId)
  const isOpen = state === 'reserved' && reservedUntil > now
  if (!isOpen) {
    const waiting = await db
      .select({ typeId: waitingCallers.typeId, number: waitingCallers.callerNumber })
      .from(waitingCallers)
      .where(
        and(
          ...[hisClient, eq(waitingCallers.state, 'waiting')],
          eq(waitingCallers.callerName, callerName ?? ''),
        ),
      )
    const waits = waiting.some((one) => one.typeId === typeId && one.number === callerNumber)
    return { kind: 'over', waits }
  }
  const [instead] = await db
    .select({ startsAt: appointments.startsAt, timeZone: appointments.timeZone, state: appointments.state })
    .from(waitingCallers)
    .innerJoin(
      appointments,
      and(eq(appointments.clientId, clientId), eq(appointments.id, waitingCallers.insteadOfId)),
    )
    .where(and(hisClient, eq(waitingCallers.offeredId, id)))
  const insteadOf = instead && isStanding(instead.state) ? instead : null
  return { kind: 'open', until: reservedUntil, insteadOf }
}
