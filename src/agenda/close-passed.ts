import { and, asc, eq, lte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import { changeAppointment } from './change-appointment.ts'
import type { Doing } from './doing.ts'
import { appointments } from './tables.ts'

const dayMs = 86_400_000
const perSweep = 200

/** A day after its end an appointment took place, if nobody said otherwise; whoever knows better may say so yet. */
export async function closePassed({
  db,
  jobs,
  live,
  now,
}: Pick<Context, 'db' | 'jobs' | 'live' | 'now'>): Promise<void> {
  const at = now()
  const dayBefore = new Date(at.getTime() - dayMs)
  const passed = await db
    .select({ clientId: appointments.clientId, appointmentId: appointments.id })
    .from(appointments)
    .where(
      and(
        eq(appointments.state, 'confirmed'),
        lte(appointments.startsAt, dayBefore),
        lte(appointments.endsAt, dayBefore),
      ),
    )
    .orderBy(asc(appointments.startsAt))
    .limit(perSweep)
  const doing: Doing = { actor: { kind: 'software', id: null }, via: 'software', saidAt: at }
  for (const key of passed) {
    const changed = await db.transaction((tx) => changeAppointment(tx, key, { step: 'hold' }, doing, at))
    if (changed.kind === 'changed') await enqueueDeliveries(jobs, changed.deliveries)
  }
  live.changed(passed.map(({ clientId }) => clientId))
}
