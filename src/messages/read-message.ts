import { and, desc, eq } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import { recordings } from '../calls/tables.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import { inScope, mayOpen, type Scope } from '../scope.ts'
import { messages } from './tables.ts'

/** A message as one executive reads it. */
export type ReadMessage = NonNullable<Awaited<ReturnType<typeof find>>> & { readonly audio: Audio }

/** `arriving`: a voicemail whose audio is still at the exchange. */
export type Audio =
  | { readonly kind: 'none' | 'arriving' | 'lost' }
  | { readonly kind: 'here'; readonly fileKey: string }

type Asked = { messageId: string; executiveId: string; verb: 'message.read' | 'message.heard' }

/**
 * Opens a message for whoever is in scope of it, which leaves an act and changes nothing else. Null for what is
 * not there and for what is not his: nobody can tell one from the other.
 */
export async function readMessage(
  { db, now }: Pick<Context, 'db' | 'now'>,
  scope: Scope,
  { messageId, executiveId, verb }: Asked,
): Promise<ReadMessage | null> {
  const found = mayOpen(scope, 'message', messageId) ? await find(db, scope, messageId, executiveId) : null
  if (!found) return null
  const { clientId } = found.message
  const act = { clientId, actor: scope.actor, verb, subject: { kind: 'message', id: messageId }, at: now() }
  const authority = scope.only ? { authority: 'link' } : {}
  await db.transaction((tx) => recordAct(tx, { ...act, ...authority, before: null, after: null }))
  return { ...found, audio: await findAudio(db, found.message) }
}

async function find(db: Context['db'], scope: Scope, messageId: string, executiveId: string) {
  const [found] = await db
    .select({ message: messages, executive: executives, client: clients })
    .from(messages)
    .innerJoin(clients, eq(clients.clientId, messages.clientId))
    .innerJoin(executives, and(eq(executives.clientId, messages.clientId), eq(executives.id, executiveId)))
    .where(and(inScope(scope, messages.clientId), eq(messages.id, messageId)))
  return found
}

async function findAudio(db: Context['db'], message: typeof messages.$inferSelect): Promise<Audio> {
  if (message.kind !== 'voicemail') return { kind: 'none' }
  const [recording] = await db
    .select({ fileKey: recordings.fileKey, failure: recordings.failure })
    .from(recordings)
    .where(and(eq(recordings.clientId, message.clientId), eq(recordings.callId, message.sourceId)))
    .orderBy(desc(recordings.announcedAt))
    .limit(1)
  if (recording?.fileKey) return { kind: 'here', fileKey: recording.fileKey }
  return { kind: recording?.failure ? 'lost' : 'arriving' }
}
