import { and, eq } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import { messages } from '../messages/tables.ts'

/** A caller's message, and the executive who answers it. */
export type Conversation = {
  readonly client: typeof clients.$inferSelect
  readonly message: typeof messages.$inferSelect
  readonly executive: typeof executives.$inferSelect
}

/** Throws for a message or an executive that is not there. */
export async function findConversation(
  tx: Transaction,
  { clientId, messageId, executiveId }: { clientId: number; messageId: string; executiveId: string },
): Promise<Conversation> {
  const [found] = await tx
    .select({ client: clients, message: messages, executive: executives })
    .from(messages)
    .innerJoin(clients, eq(clients.clientId, messages.clientId))
    .innerJoin(executives, and(eq(executives.clientId, messages.clientId), eq(executives.id, executiveId)))
    .where(and(eq(messages.clientId, clientId), eq(messages.id, messageId)))
  if (!found) throw new Error(`Client ${clientId} has no message ${messageId} or no executive ${executiveId}`)
  return found
}
