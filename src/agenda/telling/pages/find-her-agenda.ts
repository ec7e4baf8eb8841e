import type { Db } from '../../../db/db.ts'
import { findHer, type Her } from '../../../links/find-her.ts'
import { mayOpen, type Scope } from '../../../scope.ts'
import { type FoundAppointment, findAppointments } from '../../find-appointment.ts'
import { isStanding } from '../../states.ts'

/** Her appointments at one client. */
export type HerAgenda = Her & {
  /** Those that wait for her yes or no, however far away. */
  readonly waiting: readonly FoundAppointment[]
  /** Of the next thirty days, as far as they stand. */
  readonly coming: readonly FoundAppointment[]
}

const dayMs = 86_400_000
const daysShown = 30
const daysWaiting = 400

/** Of this client only: no client learns from its links what she does elsewhere. Null for what is not hers. */
export async function findHerAgenda(
  db: Pick<Db, 'select'>,
  scope: Scope,
  executiveId: string,
  now: Date,
): Promise<HerAgenda | null> {
  if (!mayOpen(scope, 'agenda', executiveId)) return null
  const found = await findHer(db, scope, executiveId)
  if (!found) return null
  const { clientId } = found.client
  const until = new Date(now.getTime() + daysWaiting * dayMs)
  const stretch = { clientId, executiveIds: [executiveId], from: now, until }
  const standing = (await findAppointments(db, scope, stretch)).filter(({ appointment }) =>
    isStanding(appointment.state),
  )
  const last = now.getTime() + daysShown * dayMs
  return {
    ...found,
    waiting: standing.filter(({ appointment }) => appointment.state === 'proposed'),
    coming: standing.filter(({ appointment }) => appointment.startsAt.getTime() < last),
  }
}
