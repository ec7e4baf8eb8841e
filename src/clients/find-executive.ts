import { and, eq } from 'drizzle-orm'
import { standingActs } from '../acts/queries.ts'
import { findFeedId } from '../agenda/feed/feed-address.ts'
import type { Db } from '../db/db.ts'
import { inScope, mayOpen, type Scope } from '../scope.ts'
import { availabilities, clients, executives } from './tables.ts'

/** An executive on her own page about herself, with what she said last of where she is. */
export type FoundExecutive = {
  readonly executive: typeof executives.$inferSelect
  readonly client: typeof clients.$inferSelect
  readonly availability: typeof availabilities.$inferSelect | null
  /** The last change of the page's own kind that can be taken back. */
  readonly lastAct: LastAct | null
  /** Of the address that her calendar program subscribes to; null where there is none. */
  readonly feedId: string | null
}

export type LastAct = { readonly id: string; readonly at: Date }

const pages = {
  availability: { verb: 'availability.set' },
  settings: { verb: 'settings.changed' },
} as const

/** Null for what is not there and for what is not hers. */
export async function findExecutive(
  db: Pick<Db, 'select'>,
  scope: Scope,
  { executiveId, purpose }: { executiveId: string; purpose: keyof typeof pages },
): Promise<FoundExecutive | null> {
  if (!mayOpen(scope, purpose, executiveId)) return null
  const [found] = await db
    .select({ executive: executives, client: clients, availability: availabilities })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .leftJoin(
      availabilities,
      and(eq(availabilities.clientId, executives.clientId), eq(availabilities.executiveId, executives.id)),
    )
    .where(and(inScope(scope, executives.clientId), eq(executives.id, executiveId)))
  if (!found) return null
  const { clientId } = found.executive
  const { verb } = pages[purpose]
  const [act] = await standingActs(db, { clientId, verbs: [verb], subjectIds: [executiveId] })
  return { ...found, lastAct: act ?? null, feedId: await findFeedId(db, { clientId, executiveId }) }
}
