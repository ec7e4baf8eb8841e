import { and, eq, isNull } from 'drizzle-orm'
import { reopenNumber } from '../../answers/line-number.ts'
import { clients, executives } from '../../clients/tables.ts'
import type { Transaction } from '../../db/db.ts'
import type { DeliveryRef } from '../../deliveries/enqueue-deliveries.ts'
import { nextDue } from '../../digests/due.ts'
import { approvals } from '../../mandates/tables.ts'
import { channelsOf } from '../../messages/channels.ts'
import type { Appointment } from '../appointment.ts'
import { isOrdered } from '../doing.ts'
import type { Following } from '../follow-change.ts'
import { whenForExecutive } from './due.ts'
import { tellOf } from './tell-of.ts'
import { toldOf } from './told.ts'

type Executive = typeof executives.$inferSelect
const dayMs = 86_400_000

/** Puts the question to her, or tells her what others did with her time: what she need not know at once, her digest tells. */
export async function tellExecutive(
  tx: Transaction,
  following: Pick<Following, 'before' | 'after' | 'doing' | 'undoes'> & {
    /** By a mail of this same change, which says it and asks as well. */
    readonly isInvited: boolean
  },
  now: Date,
): Promise<DeliveryRef[]> {
  const { before, after, isInvited } = following
  await askByNumber(tx, following)
  const kind = kindOf(following, now)
  const found = kind && (await findReader(tx, after))
  if (!kind || !found || !(await isUrgent(tx, { kind, ...found }, after, now))) return []
  const { executive, timeZone } = found
  const dueAt = whenForExecutive(executive.choices, timeZone, after.startsAt, now)
  const channels = channelsOf(executive, 'ordinary').filter((channel) => !(isInvited && channel === 'email'))
  const ways = channels.map((channel) => ({ channel, dueAt }))
  if (ways.length === 0) return []
  const former = before && toldOf(before)
  return tellOf(tx, { appointment: after, kind, executiveId: executive.id, former }, ways, now)
}

/** What she did, or ordered, she knows; what was agreed elsewhere she has from there. */
function kindOf(
  { before, after, doing }: Pick<Following, 'before' | 'after' | 'doing'>,
  now: Date,
): 'question' | 'news' | null {
  const isHers = doing.actor.kind === 'executive' || isOrdered(doing)
  if (isHers || doing.actor.kind === 'software' || after.bookedElsewhere || after.endsAt <= now) return null
  if (after.state === 'proposed') return 'question'
  if (after.state !== 'confirmed' && after.state !== 'cancelled') return null
  return before?.state === 'declined' ? null : 'news'
}

/** Asked again, by the same number. */
async function askByNumber(
  tx: Transaction,
  { before, after, undoes }: Pick<Following, 'before' | 'after' | 'undoes'>,
): Promise<void> {
  const { clientId, executiveId, id } = after
  if (after.state === 'proposed' && before?.state !== 'proposed' && undoes)
    await reopenNumber(tx, { clientId, executiveId, subject: { kind: 'appointment', id } })
}

async function findReader(tx: Transaction, { clientId, executiveId }: Appointment) {
  const [found] = await tx
    .select({ executive: executives, hours: clients.hours })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(and(eq(executives.clientId, clientId), eq(executives.id, executiveId), isNull(executives.leftAt)))
  return found && { executive: found.executive, timeZone: found.hours.timeZone }
}

type Reading = {
  readonly kind: 'question' | 'news'
  readonly executive: Executive
  readonly timeZone: string
}

/** It cannot wait for her next digest, or she wants it at once. */
async function isUrgent(
  tx: Transaction,
  { kind, executive, timeZone }: Reading,
  { clientId, id, startsAt }: Appointment,
  now: Date,
): Promise<boolean> {
  const { choices } = executive
  const digest = nextDue({ choices, timeZone }, now)
  if (choices.agenda.news === 'atOnce' || !digest || startsAt <= digest) return true
  if (kind === 'news') return startsAt.getTime() - now.getTime() <= dayMs
  const isOpen = and(eq(approvals.clientId, clientId), eq(approvals.subjectId, id), isNull(approvals.answer))
  const [open] = await tx.select({ answerBy: approvals.answerBy }).from(approvals).where(isOpen)
  return open !== undefined && open.answerBy <= digest
}
