import { and, eq, gte, max } from 'drizzle-orm'
import { acts } from '../../../acts/tables.ts'
import type { Db } from '../../../db/db.ts'
import type { clients } from '../../tables.ts'
import { purgeableAt } from './due.ts'

type Row = Pick<typeof clients.$inferSelect, 'clientId' | 'state' | 'stateSince'>

/** When an ended client's data may go, and when they were last exported since; null for a client that is not ended. */
export async function findPurge(
  db: Pick<Db, 'select'>,
  { clientId, state, stateSince }: Row,
): Promise<{ readonly at: Date; readonly exportedAt: Date | null } | null> {
  if (state !== 'ended' || !stateSince) return null
  const [found] = await db
    .select({ at: max(acts.at) })
    .from(acts)
    .where(and(eq(acts.clientId, clientId), eq(acts.verb, 'client.exported'), gte(acts.at, stateSince)))
  return { at: purgeableAt(stateSince), exportedAt: found?.at ?? null }
}
