import type { Transaction } from '../../db/db.ts'
import type { Doing } from '../doing.ts'
import { findAuthority, type Granted } from '../find-authority.ts'
import { findType, lookAtTime, timesWith } from '../look-at-time.ts'
import type { Executive } from './find-bookable.ts'

type Previewed = {
  readonly executive: Executive
  readonly typeId: string | null
  readonly startsAt: Date
  readonly endsAt: Date
  /** Her own reservation, or the appointment that is to be moved: it does not stand in its own way. */
  readonly exceptId: string
  readonly isMove: boolean
}

/** What she may do about a time: to be said before she confirms. */
export async function previewAuthority(
  tx: Transaction,
  { executive, typeId, startsAt, endsAt, exceptId, isMove }: Previewed,
  doing: Doing,
  now: Date,
): Promise<Granted> {
  const { clientId, id: executiveId } = executive
  const type = await findType(tx, clientId, typeId)
  const times = timesWith(type ?? { bufferBefore: 0, bufferAfter: 0 }, startsAt, endsAt)
  const asked = { clientId, executiveId, type, times, stands: 'everything', except: [exceptId] } as const
  const { isOffered, timeZone } = await lookAtTime(tx, asked, now)
  const movedId = isMove ? exceptId : null
  return findAuthority(tx, { executive, type, startsAt, isOffered, timeZone, movedId }, doing, now)
}
