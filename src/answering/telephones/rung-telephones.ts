import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db, Transaction } from '../../db/db.ts'
import { stations } from '../../floor/tables.ts'
import { secretaries } from '../../secretaries/tables.ts'
import type { LiveKey } from '../take-step.ts'
import type { AgencyTelephone } from './compose-ring.ts'

/** Of the stations that a call rings at, those that are telephones. */
export async function findRungTelephones(
  db: Db | Transaction,
  { clientId, callId }: LiveKey,
): Promise<AgencyTelephone[]> {
  const rows = await db
    .select({
      secretaryId: stations.secretaryId,
      number: stations.telephone,
      language: secretaries.language,
    })
    .from(stations)
    .innerJoin(secretaries, eq(secretaries.id, stations.secretaryId))
    .where(
      and(
        eq(stations.rungClientId, clientId),
        eq(stations.rungCallId, callId),
        eq(stations.device, 'telephone'),
        isNotNull(stations.telephone),
      ),
    )
  return rows.flatMap(({ number, ...row }) => (number ? [{ ...row, number }] : []))
}
