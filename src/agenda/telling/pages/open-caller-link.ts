import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import { hashToken } from '../../../links/make-link.ts'
import type { LinkAddress } from '../../../links/open-link.ts'
import { links } from '../../../links/tables.ts'
import type { Scope } from '../../../scope.ts'
import { type FoundAppointment, findAppointment } from '../../find-appointment.ts'

export type CallerLink = LinkAddress & {
  readonly scope: Scope & { readonly actor: { readonly kind: 'caller'; readonly id: string } }
  readonly found: FoundAppointment
}

/** The one appointment that a caller was sent the link of. Opening changes nothing; null for what does not open. */
export async function openCallerLink(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { clientId, token }: LinkAddress,
): Promise<CallerLink | null> {
  const [link] = await db
    .select({ appointmentId: links.subjectId })
    .from(links)
    .where(
      and(
        ...[eq(links.clientId, clientId), eq(links.tokenHash, hashToken(token))],
        ...[eq(links.purpose, 'callerAppointment'), isNull(links.revokedAt), gt(links.expiresAt, now())],
      ),
    )
  if (!link) return null
  const { appointmentId } = link
  const scope = {
    actor: { kind: 'caller', id: appointmentId },
    clientIds: [clientId],
    only: { kind: 'callerAppointment', id: appointmentId },
  } as const
  const found = await findAppointment(db, scope, { clientId, appointmentId })
  return found && { clientId, token, scope, found }
}
