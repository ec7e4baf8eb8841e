import { and, asc, gt, inArray, isNull, ne } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { onDutyForMs } from './find-on-duty.ts'
import type { SignedIn } from './session.ts'
import { secretaries, sessions } from './tables.ts'
import { worksFor } from './works-for.ts'

export type Colleague = { readonly id: string; readonly name: string; readonly worksForClient: boolean }

/** Who else has a console open; those who work for that client first, and to a secretary no others. */
export async function findColleagues(
  db: Db,
  { id: ownId, role }: Pick<SignedIn, 'id' | 'role'>,
  clientId: number,
  now: Date,
): Promise<Colleague[]> {
  const { id, name, disabledAt } = secretaries
  const open = db
    .select({ id: sessions.secretaryId })
    .from(sessions)
    .where(and(gt(sessions.seenAt, new Date(now.getTime() - onDutyForMs)), isNull(sessions.endedAt)))
  const found = await db
    .select({ id, name, worksForClient: worksFor(db, clientId) })
    .from(secretaries)
    .where(and(inArray(id, open), ne(id, ownId), isNull(disabledAt)))
    .orderBy(asc(name))
  const ofClient = found.filter(({ worksForClient }) => worksForClient)
  return role === 'secretary' ? ofClient : [...ofClient, ...found.filter((one) => !one.worksForClient)]
}
