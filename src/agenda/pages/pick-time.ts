import { and, eq, gt } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Session } from '../../secretaries/session.ts'
import type { Appointment } from '../appointment.ts'
import type { Doing } from '../doing.ts'
import type { Granted } from '../find-authority.ts'
import { type Reserved, releaseTime, reserveTime } from '../reserve-time.ts'
import { appointments } from '../tables.ts'
import type { Picked } from './booking-form.ts'
import type { Bookable, Executive } from './find-bookable.ts'
import { previewAuthority } from './preview-authority.ts'

/** A time that she keeps while she talks, and what she may do about it. */
export type Kept = {
  readonly appointment: Appointment
  readonly executive: Executive
  readonly granted: Granted
}

type Picking = {
  readonly bookable: Bookable
  readonly typeId: string
  readonly picked: Picked
}
type DeskContext = Pick<Context, 'db' | 'live' | 'now'>

export const doingOf = ({ scope }: Session, now: Date): Doing => ({
  actor: scope.actor,
  via: 'console',
  saidAt: now,
})

/** Reserves a time; whom she lets go before goes in a transaction of its own, since it may be another agenda. */
export async function pickTime(
  { db, live, now }: DeskContext,
  session: Session,
  { bookable, typeId, picked }: Picking,
): Promise<Exclude<Reserved, { kind: 'reserved' }> | { readonly kind: 'kept'; readonly kept: Kept }> {
  const at = now()
  const doing = doingOf(session, at)
  const { clientId } = bookable.client
  const executive = bookable.executives.find(({ id }) => id === picked.executiveId)
  if (!executive) return { kind: 'refused', why: 'notOffered' }
  const answer = await db.transaction(async (tx) => {
    const reserved = await reserveTime(tx, { clientId, typeId, ...picked }, doing, at)
    if (reserved.kind !== 'reserved') return reserved
    const { appointment } = reserved
    const granted = await previewAuthority(tx, previewOf(appointment, executive), doing, at)
    return { kind: 'kept', kept: { appointment, executive, granted } } as const
  })
  live.changed([clientId])
  return answer
}

/** Gives back what she kept; of another's reservation, or none, nothing becomes. */
export async function letGo(
  { db, live, now }: DeskContext,
  session: Session,
  clientId: number,
  reservedId: string | null,
): Promise<void> {
  if (!reservedId) return
  const at = now()
  const key = { clientId, appointmentId: reservedId }
  const answer = await db.transaction((tx) => releaseTime(tx, key, doingOf(session, at), at))
  if (answer === 'released') live.changed([clientId])
}

/** The reservation that she still has, as it was picked; null once it has run out. */
export async function findKept(
  { db, now }: Pick<Context, 'db' | 'now'>,
  session: Session,
  bookable: Bookable,
  reservedId: string | null,
): Promise<Kept | null> {
  if (!reservedId) return null
  const at = now()
  return db.transaction(async (tx) => {
    const { clientId, id, state, bookedById, reservedUntil } = appointments
    const isIt = and(eq(clientId, bookable.client.clientId), eq(id, reservedId), eq(state, 'reserved'))
    const isHers = and(eq(bookedById, session.secretary.id), gt(reservedUntil, at))
    const [appointment] = await tx.select().from(appointments).where(and(isIt, isHers))
    const executive = bookable.executives.find((one) => one.id === appointment?.executiveId)
    if (!appointment || !executive) return null
    const doing = doingOf(session, at)
    const granted = await previewAuthority(tx, previewOf(appointment, executive), doing, at)
    return { appointment, executive, granted }
  })
}

const previewOf = ({ id, typeId, startsAt, endsAt }: Appointment, executive: Executive) => ({
  ...{ executive, typeId, startsAt, endsAt, exceptId: id, isMove: false },
})
