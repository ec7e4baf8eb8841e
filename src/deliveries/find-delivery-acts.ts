import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { acts } from '../acts/tables.ts'
import type { Db } from '../db/db.ts'
import { secretaries } from '../secretaries/tables.ts'
import type { DeliveryKey } from './queries.ts'
import type { DeliveryAct } from './story-pages.ts'

const verbs = ['retried', 'confirmed', 'denied', 'givenUp'] as const
const afterSchema = z.object({ reason: z.string().nullable() }).catch({ reason: null })

/** What people did about a delivery, in order. */
export async function findDeliveryActs(db: Db, { clientId, id }: DeliveryKey): Promise<DeliveryAct[]> {
  const rows = await db
    .select({ at: acts.at, verb: acts.verb, after: acts.after, by: secretaries.name })
    .from(acts)
    .leftJoin(secretaries, sql`${secretaries.id} = ${acts.actorId}`)
    .where(
      and(
        eq(acts.clientId, clientId),
        eq(acts.subjectKind, 'delivery'),
        eq(acts.subjectId, id),
        inArray(
          acts.verb,
          verbs.map((verb) => `delivery.${verb}`),
        ),
      ),
    )
    .orderBy(asc(acts.at), asc(acts.id))
  return rows.flatMap(({ at, verb, after, by }) => {
    const known = verbs.find((one) => verb === `delivery.${one}`)
    return known ? [{ at, verb: known, by: by ?? '', reason: afterSchema.parse(after).reason }] : []
  })
}
