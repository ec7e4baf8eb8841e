import { and, asc, eq, isNull, lte, notExists, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { type DeliveryRef, enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import { type Approval, settle } from '../mandates/ask.ts'
import { citationOf } from '../mandates/authority.ts'
import { approvals, mandates } from '../mandates/tables.ts'
import { openTask } from '../tasks/open-task.ts'
import { tasks } from '../tasks/tables.ts'
import { changeAppointment } from './change-appointment.ts'
import type { Change } from './decide-change.ts'
import type { Doing } from './doing.ts'

type Needs = Pick<Context, 'db' | 'jobs' | 'live' | 'now'>

const perSweep = 200

/** What her mandate wants when she has not answered in time: a yes, a no, or that a secretary asks her. */
export async function lapseQuestions({ db, jobs, live, now }: Needs): Promise<void> {
  const at = now()
  const due = await findDue({ db }, at)
  for (const { approval, authority } of due) {
    const deliveries = await db.transaction((tx) => lapse(tx, approval, authority, at))
    await enqueueDeliveries(jobs, deliveries)
  }
  live.changed(due.map(({ approval }) => approval.clientId))
}

/** One whose task is open already is only waited for. */
async function findDue({ db }: Pick<Context, 'db'>, now: Date) {
  const isTask = and(
    eq(tasks.clientId, approvals.clientId),
    eq(tasks.kind, 'unansweredQuestion'),
    eq(tasks.key, sql`${approvals.id}::text`),
  )
  const rows = await db
    .select({ approval: approvals, mandate: { key: mandates.key, version: mandates.version } })
    .from(approvals)
    .leftJoin(mandates, and(eq(mandates.clientId, approvals.clientId), eq(mandates.id, approvals.mandateId)))
    .where(
      and(
        isNull(approvals.answer),
        lte(approvals.answerBy, now),
        notExists(db.select({ id: tasks.id }).from(tasks).where(isTask)),
      ),
    )
    .orderBy(asc(approvals.answerBy))
    .limit(perSweep)
  return rows.map(({ approval, mandate }) => ({ approval, authority: mandate && citationOf(mandate) }))
}

async function lapse(
  tx: Transaction,
  approval: Approval,
  authority: string | null,
  now: Date,
): Promise<readonly DeliveryRef[]> {
  const { clientId, id, executiveId, subjectId, ifSilent } = approval
  if (ifSilent === 'keepAsking') {
    const details = { appointmentId: subjectId, executiveId }
    const task = { clientId, audience: 'secretary', kind: 'unansweredQuestion', key: id, details } as const
    await openTask(tx, task, now)
    return []
  }
  const doing: Doing = {
    ...{ actor: { kind: 'software', id: null }, via: 'software', saidAt: now },
    ...(authority && { authority }),
  }
  const change: Change = ifSilent === 'confirm' ? { step: 'confirm' } : { step: 'decline', reason: null }
  const changed = await changeAppointment(tx, { clientId, appointmentId: subjectId }, change, doing, now)
  if (changed.kind === 'changed') return changed.deliveries
  // It was answered meanwhile, or is over: there is nothing left to ask.
  await settle(tx, { clientId, subjectId }, { answer: 'void', via: null }, now)
  return []
}
