import { and, eq, gt, isNull } from 'drizzle-orm'
import { executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Scope } from '../scope.ts'
import { hashToken } from './make-link.ts'
import { links } from './tables.ts'

type Address = { readonly clientId: number; readonly token: string }

/** What a link opens, and the scope of whoever holds it: that one message, for that one person. */
export type OpenedLink = { scope: Scope; messageId: string; executiveId: string }

/**
 * Opening changes nothing: mail scanners open links too. Null for a token that is unknown, altered, expired or
 * revoked, of a person who left, or of another client.
 */
export async function openLink(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { clientId, token }: Address,
): Promise<OpenedLink | null> {
  const [link] = await db
    .select({ messageId: links.subjectId, executiveId: links.executiveId })
    .from(links)
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
  if (!link) return null
  const { messageId, executiveId } = link
  const actor = { kind: 'executive', id: executiveId } as const
  return { ...link, scope: { actor, clientIds: [clientId], only: { kind: 'message', id: messageId } } }
}
