import { and, asc, eq, gt, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import { clients } from '../../clients/tables.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { type DeliveryRef, enqueueDeliveries } from '../../deliveries/enqueue-deliveries.ts'
import type { Appointment } from '../appointment.ts'
import { appointments, appointmentTypes } from '../tables.ts'
import { night, reminderTime } from './due.ts'
import { appointmentNotices } from './tables.ts'
import { wayTo } from './tell-caller.ts'
import { tellOf } from './tell-of.ts'

type Needs = Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>

const perSweep = 2_000
/** So that the first go out while the others are written. */
const batch = 100

/** Reminds callers of what they have agreed to, once for each time and each of the hours that its type names. */
export async function findDueReminders({ db, jobs, live, log, now }: Needs): Promise<void> {
  const at = now()
  const found = await findNear(db, at)
  const due = found.filter(({ appointment, hours, timeZone }) => {
    const remindAt = reminderTime(appointment.startsAt, hours, timeZone)
    // Whoever was told of it since then has been reminded.
    return remindAt <= at && appointment.changedAt <= remindAt
  })
  for (let first = 0; first < due.length; first += batch) {
    const deliveries: DeliveryRef[] = []
    for (const { appointment, hours } of due.slice(first, first + batch))
      deliveries.push(...(await db.transaction((tx) => remind(tx, appointment, hours, at))))
    await enqueueDeliveries(jobs, deliveries)
  }
  live.changed(due.map(({ appointment }) => appointment.clientId))
  if (due.length > 0) log.info({ event: 'reminders.due', reminders: due.length })
}

type Near = { readonly appointment: Appointment; readonly hours: number; readonly timeZone: string }

/**
 * Those whose hour has come, or comes within the night, which is looked at closely afterwards; what is late by half of
 * its hours is of no use. The earliest first: those of the night that are not due yet cannot keep out those that are.
 */
async function findNear(db: Needs['db'], now: Date): Promise<Near[]> {
  const hours = sql<number>`h.hours`
  const moment = sql`(${appointments.startsAt} - h.hours * interval '1 hour')`
  const at = sql`${now.toISOString()}::timestamptz`
  const clock = sql`(${moment} at time zone (${clients.hours} ->> 'timeZone'))::time`
  const byNight = sql`(${clock} < ${night.until}::time or ${clock} >= ${night.from}::time)`
  const told = db
    .select({ id: appointmentNotices.id })
    .from(appointmentNotices)
    .where(
      and(
        eq(appointmentNotices.clientId, appointments.clientId),
        eq(appointmentNotices.appointmentId, appointments.id),
        eq(appointmentNotices.kind, 'reminder'),
        eq(appointmentNotices.sequence, appointments.sequence),
        sql`${appointmentNotices.reminderHours} = h.hours`,
      ),
    )
  const rows = await db
    .select({ appointment: appointments, hours, clientHours: clients.hours })
    .from(appointments)
    .innerJoin(clients, eq(clients.clientId, appointments.clientId))
    .innerJoin(
      appointmentTypes,
      and(eq(appointmentTypes.clientId, appointments.clientId), eq(appointmentTypes.id, appointments.typeId)),
    )
    .innerJoin(sql`lateral unnest(${appointmentTypes.reminderHours}) as h(hours)`, sql`true`)
    .where(
      and(
        eq(appointments.state, 'confirmed'),
        gt(appointments.startsAt, now),
        lte(appointments.startsAt, new Date(now.getTime() + longestMs)),
        isNull(appointments.bookedElsewhere),
        or(isNotNull(appointments.callerNumber), isNotNull(appointments.callerEmail)),
        sql`(${moment} <= ${at} or ${moment} <= ${at} + interval '14 hours' and ${byNight})`,
        sql`${moment} >= ${at} - h.hours * interval '30 minutes'`,
        sql`${appointments.changedAt} <= ${moment}`,
        notExists(told),
      ),
    )
    .orderBy(asc(moment), asc(appointments.id))
    .limit(perSweep)
  return rows.map(({ clientHours, ...row }) => ({ ...row, timeZone: clientHours.timeZone }))
}

/** The longest that a type may name, and a night. */
const longestMs = (336 + 14) * 3_600_000

/** With those that follow it without a break: he comes once. */
async function remind(
  tx: Transaction,
  { clientId, id, sequence }: Appointment,
  reminderHours: number,
  now: Date,
): Promise<DeliveryRef[]> {
  const isIt = and(eq(appointments.clientId, clientId), eq(appointments.id, id))
  const [first] = await tx.select().from(appointments).where(isIt).for('update')
  const deliveries: DeliveryRef[] = []
  let next = first?.sequence === sequence ? first : undefined
  while (next?.state === 'confirmed') {
    const channel = wayTo(next)
    if (!channel) break
    const notice = { appointment: next, kind: 'reminder', executiveId: null, reminderHours } as const
    deliveries.push(...(await tellOf(tx, notice, [{ channel, dueAt: now }], now)))
    next = await findFollowing(tx, next)
  }
  return deliveries
}

async function findFollowing(tx: Transaction, before: Appointment): Promise<Appointment | undefined> {
  const { clientId, executiveId, callerNumber, callerEmail, endsAt } = before
  const [following] = await tx
    .select()
    .from(appointments)
    .where(
      and(
        ...[eq(appointments.clientId, clientId), eq(appointments.executiveId, executiveId)],
        ...[eq(appointments.startsAt, endsAt), eq(appointments.state, 'confirmed')],
        sql`${appointments.callerNumber} is not distinct from ${callerNumber}`,
        sql`${appointments.callerEmail} is not distinct from ${callerEmail}`,
      ),
    )
    .for('update')
  return following
}
