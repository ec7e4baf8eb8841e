import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { executives } from '../../clients/tables.ts'
import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import type { Appointment } from '../appointment.ts'
import { calendars } from '../calendars/tables.ts'
import type { Following } from '../follow-change.ts'
import { appointmentNotices } from '../telling/tables.ts'
import { tellOf } from '../telling/tell-of.ts'
import { decideInvitation, type LastInvitation } from './decide.ts'

/** Keeps her own calendar up to date by mail, at once: what stands there is what she lives by. */
export async function inviteExecutive(
  tx: Transaction,
  { after, doing }: Following,
  now: Date,
): Promise<DeliveryRef[]> {
  const kind = decideInvitation(after, await lastInvitation(tx, after), doing, now)
  if (!kind || !(await takesInvitations(tx, after, kind))) return []
  const notice = { appointment: after, kind, executiveId: after.executiveId }
  return tellOf(tx, notice, [{ channel: 'email' }], now)
}

/** What her calendar was told last, and when. */
export async function lastInvitation(
  tx: Transaction,
  { clientId, id, executiveId }: Pick<Appointment, 'clientId' | 'id' | 'executiveId'>,
): Promise<(NonNullable<LastInvitation> & { readonly createdAt: Date }) | null> {
  const { kind, sequence, createdAt } = appointmentNotices
  const [last] = await tx
    .select({ kind, sequence, createdAt })
    .from(appointmentNotices)
    .where(
      and(
        eq(appointmentNotices.clientId, clientId),
        eq(appointmentNotices.appointmentId, id),
        eq(appointmentNotices.executiveId, executiveId),
        inArray(kind, ['invitation', 'invitationCancelled']),
        isNull(appointmentNotices.withdrawnAt),
      ),
    )
    .orderBy(desc(sequence))
    .limit(1)
  if (last?.kind !== 'invitation' && last?.kind !== 'invitationCancelled') return null
  return { kind: last.kind, sequence: last.sequence, createdAt: last.createdAt }
}

/** A calendar that we write into ourselves would have it twice. What once was there is taken out in any case. */
async function takesInvitations(
  tx: Transaction,
  { clientId, executiveId }: Appointment,
  kind: 'invitation' | 'invitationCancelled',
): Promise<boolean> {
  const isShe = and(
    eq(executives.clientId, clientId),
    eq(executives.id, executiveId),
    isNull(executives.leftAt),
  )
  const [executive] = await tx.select().from(executives).where(isShe)
  if (!executive?.email) return false
  if (kind === 'invitationCancelled') return true
  const written = and(
    eq(calendars.clientId, clientId),
    eq(calendars.executiveId, executiveId),
    eq(calendars.writes, true),
    isNull(calendars.endedAt),
  )
  return executive.choices.agenda.invitations && (await tx.$count(calendars, written)) === 0
}
