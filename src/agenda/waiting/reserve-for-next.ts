import { and, asc, eq, notInArray } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import type { Appointment } from '../appointment.ts'
import type { Doing } from '../doing.ts'
import type { LockedExecutive } from '../lock-agenda.ts'
import { lookAtTime, timesWith } from '../look-at-time.ts'
import { isGivenBy } from '../may-book.ts'
import { insertReservation } from '../reserve-time.ts'
import { appointments, appointmentTypes } from '../tables.ts'
import type { WaitingCaller } from './put-on-list.ts'
import { type Queued, suitsHim } from './suits-him.ts'
import { type freedTimes, waitingCallers } from './tables.ts'

type Offering = {
  readonly freed: typeof freedTimes.$inferSelect
  readonly executive: LockedExecutive
  readonly until: Date
}

/** Keeps a freed time for the first in the order whom it suits; null when it suits nobody or is taken. */
export async function reserveForNext(
  tx: Transaction,
  { freed, executive, until }: Offering,
  now: Date,
): Promise<{ waiting: WaitingCaller; reservation: Appointment } | null> {
  const { clientId, executiveId, startsAt } = freed
  for (const { waiting, type, insteadOf } of await findQueue(tx, freed)) {
    if (!isGivenBy(type, executive)) continue
    const times = timesWith(type, startsAt, new Date(startsAt.getTime() + type.minutes * 60_000))
    const asked = { clientId, executiveId, type, times, stands: 'everything', except: [] } as const
    const { taker, isOffered, timeZone } = await lookAtTime(tx, asked, now)
    if (taker || !isOffered || !suitsHim({ waiting, type, insteadOf }, freed, timeZone)) continue
    const doing: Doing = { actor: { kind: 'software', id: null }, via: 'software', saidAt: now }
    const caller = callerOf(waiting)
    const reservation = await insertReservation(
      tx,
      { executive, type, times, timeZone, until, doing, caller },
      now,
    )
    if (reservation) return { waiting, reservation }
  }
  return null
}

/** Who waits and was not asked about it yet, in order; with what he would give up for it. */
function findQueue(
  tx: Transaction,
  { clientId, askedIds }: Pick<Offering['freed'], 'clientId' | 'askedIds'>,
): Promise<Queued[]> {
  return tx
    .select({ waiting: waitingCallers, type: appointmentTypes, insteadOf: appointments })
    .from(waitingCallers)
    .innerJoin(
      appointmentTypes,
      and(eq(appointmentTypes.clientId, clientId), eq(appointmentTypes.id, waitingCallers.typeId)),
    )
    .leftJoin(
      appointments,
      and(eq(appointments.clientId, clientId), eq(appointments.id, waitingCallers.insteadOfId)),
    )
    .where(
      and(
        eq(waitingCallers.clientId, clientId),
        eq(waitingCallers.state, 'waiting'),
        askedIds.length > 0 ? notInArray(waitingCallers.id, askedIds) : undefined,
      ),
    )
    .orderBy(asc(waitingCallers.createdAt), asc(waitingCallers.id))
}

const callerOf = (waiting: WaitingCaller) => ({
  ...{ callerName: waiting.callerName, callerNumber: waiting.callerNumber, callerEmail: waiting.callerEmail },
  ...{ language: waiting.language, note: waiting.note },
})
