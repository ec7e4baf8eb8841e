import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import { recordings } from '../calls/tables.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import { messages } from '../messages/tables.ts'
import { hashToken } from './make-link.ts'
import { links } from './tables.ts'

type OpenContext = Pick<Context, 'db' | 'now'>
type Address = { readonly clientId: number; readonly token: string }

/** What a link shows, and to whom. */
export type OpenedLink = NonNullable<Awaited<ReturnType<typeof find>>> & { readonly audio: Audio }

/** `arriving`: a voicemail whose audio is still at the exchange. */
export type Audio =
  | { readonly kind: 'none' | 'arriving' | 'lost' }
  | { readonly kind: 'here'; readonly fileKey: string }

/**
 * Opens a link for reading, which leaves an act and changes nothing else: mail scanners open links too. Null
 * for a token that is unknown, altered, expired or revoked, of a person who left, or of another client.
 * @param verb what the act says: the message was read, or its audio fetched
 */
export async function openLink(
  { db, now }: OpenContext,
  address: Address,
  verb: 'message.read' | 'message.heard',
): Promise<OpenedLink | null> {
  const found = await find({ db, now }, address)
  if (!found) return null
  const { clientId, id } = found.message
  await db.transaction((tx) =>
    recordAct(tx, {
      clientId,
      actor: { kind: 'executive', id: found.executive.id },
      verb,
      subject: { kind: 'message', id },
      before: null,
      after: null,
      authority: 'link',
      at: now(),
    }),
  )
  return { ...found, audio: await findAudio(db, found.message) }
}

async function find({ db, now }: OpenContext, { clientId, token }: Address) {
  const [found] = await db
    .select({ message: messages, executive: executives, client: clients })
    .from(links)
    .innerJoin(clients, eq(clients.clientId, links.clientId))
    .innerJoin(messages, and(eq(messages.clientId, links.clientId), eq(messages.id, links.subjectId)))
    .innerJoin(executives, and(eq(executives.clientId, links.clientId), eq(executives.id, links.executiveId)))
    .where(
      and(
        eq(links.clientId, clientId),
        eq(links.tokenHash, hashToken(token)),
        eq(links.purpose, 'message'),
        gt(links.expiresAt, now()),
        isNull(links.revokedAt),
        isNull(executives.leftAt),
      ),
    )
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
