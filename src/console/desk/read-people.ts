import { and, asc, eq, gt, isNull, or } from 'drizzle-orm'
import { reasons } from '../../clients/instructions/tables.ts'
import { availabilities, executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import type { DeskExecutive, DeskReason } from './desk.ts'

type Reader = Pick<Db, 'select'>
type Asked = { readonly clientId: number; readonly now: Date }

/** Who can be had for this client, and why people ring him. */
export async function readPeople(db: Reader, asked: Asked) {
  const [executivesNow, reasonsNow] = await Promise.all([
    readExecutives(db, asked),
    readReasons(db, asked.clientId),
  ])
  return { executives: executivesNow, reasons: reasonsNow }
}

async function readExecutives(db: Reader, { clientId, now }: Asked): Promise<DeskExecutive[]> {
  const { id, key, name, mobile, onCallRank, leftAt } = executives
  const rows = await db
    .select({ id, key, name, mobile, onCallRank, state: availabilities.state, until: availabilities.until })
    .from(executives)
    .leftJoin(
      availabilities,
      and(
        eq(availabilities.clientId, executives.clientId),
        eq(availabilities.executiveId, id),
        or(isNull(availabilities.until), gt(availabilities.until, now)),
      ),
    )
    .where(and(eq(executives.clientId, clientId), isNull(leftAt)))
    .orderBy(asc(name))
  return rows.map(({ state, until, ...executive }) => ({
    ...executive,
    absence: state && { state, until },
  }))
}

const readReasons = (db: Reader, clientId: number): Promise<DeskReason[]> =>
  db
    .select({
      key: reasons.key,
      name: reasons.name,
      questions: reasons.questions,
      recipientKey: reasons.recipientKey,
      urgent: reasons.urgent,
      treatment: reasons.treatment,
      version: reasons.version,
    })
    .from(reasons)
    .where(eq(reasons.clientId, clientId))
    .orderBy(asc(reasons.place))
