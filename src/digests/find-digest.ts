import { and, eq, inArray } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import type { MessageView } from '../messages/queries.ts'
import { viewMessages } from '../messages/queries.ts'
import { messages } from '../messages/tables.ts'
import { isFormerRecipient } from '../messages/taken-facts.ts'
import { inScope, mayOpen, type Scope } from '../scope.ts'
import {
  type AgendaLine,
  type AppointedInHerName,
  agendaLines,
  findAppointedInHerName,
} from './agenda-lines.ts'
import {
  type DiscardedItem,
  type ForwardedCall,
  findDiscardedItems,
  findForwarded,
  findInHerName,
  type InHerName,
} from './meanwhile.ts'
import { digests, type StoredLine } from './tables.ts'

export type PageLine = MessageView & Pick<StoredLine, 'number' | 'kind'>

/** A digest as it stands when she looks: what it told, and what has become of it. */
export type FoundDigest = {
  readonly digest: typeof digests.$inferSelect
  readonly executive: typeof executives.$inferSelect
  readonly client: typeof clients.$inferSelect
  readonly lines: readonly PageLine[]
  readonly agenda: readonly AgendaLine[]
  readonly discarded: readonly DiscardedItem[]
  readonly forwarded: readonly ForwardedCall[]
  readonly inHerName: readonly InHerName[]
  readonly appointedInHerName: readonly AppointedInHerName[]
}

/** Null for what is not there and for what is not hers. */
export async function findDigest(
  db: Pick<Db, 'select'>,
  scope: Scope,
  digestId: string,
): Promise<FoundDigest | null> {
  if (!mayOpen(scope, 'digest', digestId)) return null
  const [found] = await db
    .select({ digest: digests, executive: executives, client: clients })
    .from(digests)
    .innerJoin(clients, eq(clients.clientId, digests.clientId))
    .innerJoin(
      executives,
      and(eq(executives.clientId, digests.clientId), eq(executives.id, digests.executiveId)),
    )
    .where(and(inScope(scope, digests.clientId), eq(digests.id, digestId)))
  if (!found) return null
  const { digest, executive } = found
  const period = { ...executive, since: digest.since, until: digest.dueAt }
  return {
    ...found,
    lines: await findLines(db, digest),
    agenda: await agendaLines(db, digest),
    discarded: await findDiscardedItems(db, period),
    forwarded: await findForwarded(db, period),
    inHerName: await findInHerName(db, period),
    appointedInHerName: await findAppointedInHerName(db, period),
  }
}

/** In their order; those erased since are left out. */
async function findLines(
  db: Pick<Db, 'select'>,
  { clientId, executiveId, lines }: typeof digests.$inferSelect,
): Promise<PageLine[]> {
  const ids = lines.map(({ messageId }) => messageId)
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(messages)
    .where(and(eq(messages.clientId, clientId), inArray(messages.id, ids)))
  const views = new Map((await viewMessages(db, clientId, rows)).map((view) => [view.message.id, view]))
  return lines.flatMap(({ number, kind, messageId }) => {
    const view = views.get(messageId)
    if (!view || isFormerRecipient(view.message, executiveId)) return []
    return [{ ...view, number, kind }]
  })
}
