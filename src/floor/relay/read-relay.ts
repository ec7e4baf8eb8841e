import { and, asc, desc, eq, gt, isNull, lte, ne } from 'drizzle-orm'
import { clients } from '../../clients/tables.ts'
import type { Context } from '../../context.ts'
import { inScope } from '../../scope.ts'
import type { Session } from '../../secretaries/session.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { findNext } from '../shifts/find-shifts.ts'
import { shifts } from '../tables.ts'
import { findHanded } from './find-handed.ts'
import { findInHand } from './find-in-hand.ts'
import { findNotes } from './notes.ts'
import type { RelayView } from './relay-pages.ts'

/** What was handed to her, and what she would hand over now, to whom. */
export async function readRelay(
  context: Pick<Context, 'db' | 'now'>,
  { secretary, scope }: Session,
  typed: RelayView['typed'],
): Promise<RelayView> {
  const { db, now } = context
  const at = now()
  const endsAt = await endOfShift(db, secretary.id, at)
  const next = await findNext(db, secretary.id, endsAt ?? at)
  return {
    handed: await findHanded(context, scope),
    inHand: await findInHand(db, secretary.id, at),
    notes: await findNotes(context, scope),
    typed,
    clients: await db
      .select({ clientId: clients.clientId, name: clients.name })
      .from(clients)
      .where(inScope(scope, clients.clientId))
      .orderBy(asc(clients.name)),
    colleagues: await db
      .select({ id: secretaries.id, name: secretaries.name })
      .from(secretaries)
      .where(and(isNull(secretaries.disabledAt), ne(secretaries.id, secretary.id)))
      .orderBy(asc(secretaries.name)),
    nextId: next?.secretaryId ?? null,
    endsAt,
  }
}

async function endOfShift(db: Context['db'], secretaryId: string, at: Date): Promise<Date | null> {
  const [shift] = await db
    .select({ endsAt: shifts.endsAt })
    .from(shifts)
    .where(and(eq(shifts.secretaryId, secretaryId), lte(shifts.startsAt, at), gt(shifts.endsAt, at)))
    .orderBy(desc(shifts.endsAt))
    .limit(1)
  return shift?.endsAt ?? null
}
