import { and, eq, gte, inArray, lt, ne } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { type Authority, authorityFor, citationOf } from '../mandates/authority.ts'
import { findMandates } from '../mandates/find-mandates.ts'
import { instantOf } from '../rules/instant-of.ts'
import { localTime } from '../rules/local-time.ts'
import type { AppointmentType } from './appointment.ts'
import { type Doing, needsMandate } from './doing.ts'
import type { LockedExecutive } from './lock-agenda.ts'
import { appointments } from './tables.ts'

/** By what right it is done: `authority` is what acts cite. */
export type Granted =
  | { readonly kind: 'decides'; readonly authority: string | null }
  | {
      readonly kind: 'asks'
      readonly authority: string | null
      readonly asking: Extract<Authority, { kind: 'asks' }>
    }
  | { readonly kind: 'mustNot'; readonly authority: string }

type Wanting = {
  readonly executive: LockedExecutive
  readonly type: AppointmentType | null
  readonly startsAt: Date
  readonly isOffered: boolean
  readonly timeZone: string
  /** One that is moved does not count for its day. */
  readonly movedId: string | null
}

/** An executive needs no mandate of her own; everybody else keeps to hers, unless she ordered it. */
export async function findAuthority(
  tx: Transaction,
  wanting: Wanting,
  doing: Doing,
  now: Date,
): Promise<Granted> {
  if (!needsMandate(doing)) return { kind: 'decides', authority: doing.authority ?? null }
  const { executive, type, startsAt, isOffered, timeZone } = wanting
  const found = authorityFor(await findMandates(tx, executive.clientId, 'appointments'), {
    ...{ executiveKey: executive.key, typeKey: type?.key ?? null, startsAt, now, timeZone, isOffered },
    bookedThatDay: await countThatDay(tx, wanting),
  })
  const authority = found.mandate && citationOf(found.mandate)
  if (found.kind === 'asks') return { kind: 'asks', authority, asking: found }
  return { kind: found.kind, authority: citationOf(found.mandate) }
}

async function countThatDay(
  tx: Transaction,
  { executive, startsAt, timeZone, movedId }: Wanting,
): Promise<number> {
  const { date } = localTime(startsAt, timeZone).today
  const next = new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const { clientId, executiveId, state, startsAt: starts, id } = appointments
  return tx.$count(
    appointments,
    and(
      eq(clientId, executive.clientId),
      eq(executiveId, executive.id),
      inArray(state, ['proposed', 'confirmed', 'held', 'missed']),
      gte(starts, instantOf(date, '00:00', timeZone)),
      lt(starts, instantOf(next, '00:00', timeZone)),
      movedId ? ne(id, movedId) : undefined,
    ),
  )
}
