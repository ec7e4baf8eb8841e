import { and, eq } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { inScope, mayOpen, type Scope } from '../scope.ts'
import { type MessageView, viewMessages } from './queries.ts'
import { messages } from './tables.ts'
import { isFormerRecipient } from './taken-facts.ts'

export type Reader = {
  readonly executive: typeof executives.$inferSelect
  readonly client: typeof clients.$inferSelect
}

/** A message as one executive reads it. */
export type FoundMessage = Reader & MessageView

type Asked = { readonly messageId: string; readonly executiveId: string }

/** Null for what is not there and for what is not hers: nobody can tell one from the other. */
export async function findMessage(
  db: Pick<Db, 'select'>,
  scope: Scope,
  { messageId, executiveId }: Asked,
): Promise<FoundMessage | null> {
  if (!mayOpen(scope, 'message', messageId)) return null
  const [found] = await db
    .select({ message: messages, executive: executives, client: clients })
    .from(messages)
    .innerJoin(clients, eq(clients.clientId, messages.clientId))
    .innerJoin(executives, and(eq(executives.clientId, messages.clientId), eq(executives.id, executiveId)))
    .where(and(inScope(scope, messages.clientId), eq(messages.id, messageId)))
  if (!found || isFormerRecipient(found.message, executiveId)) return null
  const [view] = await viewMessages(db, found.message.clientId, [found.message])
  return view ? { ...found, ...view } : null
}
