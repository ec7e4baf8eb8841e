import { and, eq, gt, isNull } from 'drizzle-orm'
import { executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Scope } from '../scope.ts'
import { hashToken } from './make-link.ts'
import { type LinkPurpose, links } from './tables.ts'

export type LinkAddress = { readonly clientId: number; readonly token: string }

/** What a link opens, and the scope of whoever holds it: that one thing, for that one person. */
export type OpenedLink = LinkAddress & {
  readonly purpose: LinkPurpose
  readonly subjectId: string
  readonly executiveId: string
  readonly scope: Scope & { readonly actor: { readonly kind: 'executive'; readonly id: string } }
}

/**
 * Opening changes nothing: mail scanners open links too. Null for a token that is unknown, altered, expired or
 * revoked, of a person who left, or of another client.
 */
export async function openLink(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { clientId, token }: LinkAddress,
): Promise<OpenedLink | null> {
  const [link] = await db
    .select({ purpose: links.purpose, subjectId: links.subjectId, executiveId: executives.id })
    .from(links)
    .innerJoin(executives, and(eq(executives.clientId, links.clientId), eq(executives.id, links.executiveId)))
    .where(
      and(
        eq(links.clientId, clientId),
        eq(links.tokenHash, hashToken(token)),
        gt(links.expiresAt, now()),
        isNull(links.revokedAt),
        isNull(executives.leftAt),
      ),
    )
  if (!link) return null
  const actor = { kind: 'executive', id: link.executiveId } as const
  const only = { kind: link.purpose, id: link.subjectId }
  return { clientId, token, ...link, scope: { actor, clientIds: [clientId], only } }
}

/** The link to her agenda opens each appointment of hers too; null for another link. */
export function withinAgenda(link: OpenedLink | null, appointmentId: string): OpenedLink | null {
  if (link?.purpose !== 'agenda' || !/^[0-9a-f-]{36}$/.test(appointmentId)) return null
  return { ...link, purpose: 'appointment', subjectId: appointmentId }
}

export const isWithinAgenda = ({ purpose, scope }: OpenedLink): boolean =>
  purpose === 'appointment' && scope.only?.kind === 'agenda'

/** Nothing of a malformed address may reach the database as an error. */
export function readAddress({ clientId, token }: { clientId: string; token: string }): LinkAddress {
  return { clientId: /^\d{1,9}$/.test(clientId) ? Number(clientId) : 0, token }
}
