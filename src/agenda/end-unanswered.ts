import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { type DeliveryRef, enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import { approvals } from '../mandates/tables.ts'
import { closeTask } from '../tasks/close-task.ts'
import type { Appointment } from './appointment.ts'
import { changeAppointment } from './change-appointment.ts'
import type { Doing } from './doing.ts'
import { unansweredLeadMs, unansweredUntil } from './due.ts'
import { appointments } from './tables.ts'

type Needs = Pick<Context, 'db' | 'jobs' | 'live' | 'now'>

const perSweep = 200

/**
 * Declines what was proposed and nobody answered, in time for its caller to hear of it; what has passed meanwhile too,
 * so that none stays open for ever. One that silence confirms is left to that.
 */
export async function endUnanswered({ db, jobs, live, now }: Needs): Promise<void> {
  const at = now()
  const near = await db
    .select({ appointment: appointments, approval: approvals })
    .from(appointments)
    .leftJoin(
      approvals,
      and(
        ...[eq(approvals.clientId, appointments.clientId), eq(approvals.subjectId, appointments.id)],
        isNull(approvals.answer),
      ),
    )
    .where(
      and(
        eq(appointments.state, 'proposed'),
        lte(appointments.startsAt, new Date(at.getTime() + unansweredLeadMs)),
      ),
    )
    .orderBy(asc(appointments.startsAt))
    .limit(perSweep)
  const due = near.filter(
    ({ appointment: { startsAt, createdAt }, approval }) =>
      !(approval?.ifSilent === 'confirm' && startsAt > at) &&
      unansweredUntil(startsAt, approval?.askedAt ?? createdAt) <= at,
  )
  for (const { appointment, approval } of due) {
    const deliveries = await db.transaction((tx) => end(tx, appointment, approval?.id ?? null, at))
    await enqueueDeliveries(jobs, deliveries)
  }
  live.changed(due.map(({ appointment }) => appointment.clientId))
}

async function end(
  tx: Transaction,
  { clientId, id: appointmentId }: Appointment,
  questionId: string | null,
  now: Date,
): Promise<readonly DeliveryRef[]> {
  const doing: Doing = { actor: { kind: 'software', id: null }, via: 'software', saidAt: now }
  const change = { step: 'decline', reason: null } as const
  const changed = await changeAppointment(tx, { clientId, appointmentId }, change, doing, now)
  // Nobody need ring her about it any more.
  if (questionId) await closeTask(tx, { clientId, kind: 'unansweredQuestion', key: questionId }, now)
  return changed.kind === 'changed' ? changed.deliveries : []
}
