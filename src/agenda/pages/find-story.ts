import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { type ActorKind, acts } from '../../acts/tables.ts'
import { executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { secretaries } from '../../secretaries/tables.ts'
import type { AppointmentKey } from '../appointment.ts'

/** One step in the life of an appointment: who, when, how, by what right. */
export type Told = {
  readonly id: string
  readonly at: Date
  readonly verb: string
  readonly who: { readonly kind: ActorKind; readonly name: string | null }
  readonly via: string | null
  readonly authority: string | null
  readonly undoes: boolean
  /** When it was to begin, before and after. */
  readonly from: Date | null
  readonly to: Date | null
  readonly reason: string | null
}

const snapshotSchema = z
  .object({
    startsAt: z.coerce.date().nullable().catch(null),
    endReason: z.string().nullable().catch(null),
    via: z.string().nullable().catch(null),
  })
  .nullable()
  .catch(null)

/** All that was done to it, the first thing first. */
export async function findStory(
  db: Pick<Db, 'select'>,
  { clientId, appointmentId }: AppointmentKey,
): Promise<Told[]> {
  const isAbout = and(eq(acts.subjectKind, 'appointment'), eq(acts.subjectId, appointmentId))
  const rows = await db
    .select()
    .from(acts)
    .where(and(eq(acts.clientId, clientId), isAbout))
    .orderBy(asc(acts.at), asc(acts.id))
    .limit(200)
  const names = await findNames(
    db,
    rows.flatMap(({ actorId }) => actorId ?? []),
  )
  return rows.map((row) => {
    const before = snapshotSchema.parse(row.before)
    const after = snapshotSchema.parse(row.after)
    return {
      ...{ id: row.id, at: row.at, verb: row.verb, authority: row.authority, undoes: row.undoes !== null },
      who: { kind: row.actorKind, name: (row.actorId && names.get(row.actorId)) || null },
      ...{ via: after?.via ?? null, reason: after?.endReason ?? null },
      ...{ from: before?.startsAt ?? null, to: after?.startsAt ?? null },
    }
  })
}

/** Of secretaries and executives, by their ids. */
export async function findNames(
  db: Pick<Db, 'select'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const [ours, theirs] = await Promise.all([
    db
      .select({ id: secretaries.id, name: secretaries.name })
      .from(secretaries)
      .where(inArray(secretaries.id, wanted)),
    db
      .select({ id: executives.id, name: executives.name })
      .from(executives)
      .where(inArray(executives.id, wanted)),
  ])
  return new Map([...ours, ...theirs].map(({ id, name }) => [id, name]))
}
