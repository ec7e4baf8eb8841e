import { and, eq } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { inScope, mayOpen, type Scope } from '../scope.ts'
import { type Audio, findAudio } from './find-audio.ts'
import { messages } from './tables.ts'

/** A message as one executive reads it. */
export type FoundMessage = NonNullable<Awaited<ReturnType<typeof find>>> & { readonly audio: Audio }

type Asked = { readonly messageId: string; readonly executiveId: string }

/** Null for what is not there and for what is not hers: nobody can tell one from the other. */
export async function findMessage(
  db: Pick<Db, 'select'>,
  scope: Scope,
  { messageId, executiveId }: Asked,
): Promise<FoundMessage | null> {
  if (!mayOpen(scope, 'message', messageId)) return null
  const found = await find(db, scope, messageId, executiveId)
  return found ? { ...found, audio: await findAudio(db, found.message) } : null
}

async function find(db: Pick<Db, 'select'>, scope: Scope, messageId: string, executiveId: string) {
  const [found] = await db
    .select({ message: messages, executive: executives, client: clients })
    .from(messages)
    .innerJoin(clients, eq(clients.clientId, messages.clientId))
    .innerJoin(executives, and(eq(executives.clientId, messages.clientId), eq(executives.id, executiveId)))
    .where(and(inScope(scope, messages.clientId), eq(messages.id, messageId)))
  return found
}
