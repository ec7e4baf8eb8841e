import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { lines } from '../../../clients/tables.ts'
import type { Context } from '../../../context.ts'
import { hashToken } from '../../../links/make-link.ts'
import type { LinkAddress } from '../../../links/open-link.ts'
import { links } from '../../../links/tables.ts'
import type { PhoneNumber } from '../../../phone-number.ts'
import type { Scope } from '../../../scope.ts'
import { type FoundAppointment, findAppointment } from '../../find-appointment.ts'
import { findOffer, type Offered } from './find-offer.ts'

export type CallerLink = LinkAddress & {
  readonly scope: Scope & { readonly actor: { readonly kind: 'caller'; readonly id: string } }
  readonly found: FoundAppointment
  /** A time that was offered to him and that he has not taken; null for an appointment of his. */
  readonly offer: Offered | null
  /** Where he reaches a person. */
  readonly ringUs: PhoneNumber | null
}

const toCallers = ['callerAppointment', 'offer'] as const

/** The one appointment or offer that a caller was sent the link of. Opening changes nothing; null for what does not open. */
export async function openCallerLink(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { clientId, token }: LinkAddress,
): Promise<CallerLink | null> {
  const at = now()
  const [link] = await db
    .select({ appointmentId: links.subjectId, purpose: links.purpose })
    .from(links)
    .where(
      and(
        ...[eq(links.clientId, clientId), eq(links.tokenHash, hashToken(token))],
        ...[inArray(links.purpose, toCallers), isNull(links.revokedAt), gt(links.expiresAt, at)],
      ),
    )
  if (!link) return null
  const { appointmentId, purpose } = link
  const actor = { kind: 'caller', id: appointmentId } as const
  const scope = { actor, clientIds: [clientId], only: { kind: purpose, id: appointmentId } }
  const found = await findAppointment(db, scope, { clientId, appointmentId })
  if (!found) return null
  const [line] = await db
    .select({ number: lines.number })
    .from(lines)
    .where(eq(lines.clientId, clientId))
    .orderBy(asc(lines.key))
    .limit(1)
  const offer = await findOffer(db, found.appointment, at)
  return { clientId, token, scope, found, offer, ringUs: line?.number ?? null }
}
