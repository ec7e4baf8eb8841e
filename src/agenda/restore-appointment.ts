import { and, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { StoredAct, Undoing } from '../acts/stored-act.ts'
import { acts } from '../acts/tables.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import type { Appointment } from './appointment.ts'
import { venues } from './appointment-type.ts'
import type { Doing } from './doing.ts'
import { followChange } from './follow-change.ts'
import { lockAppointment } from './lock-agenda.ts'
import { lookAtTime, type Times } from './look-at-time.ts'
import { recordStep, type StepVerb } from './record-step.ts'
import { appointmentStates, blocksTime } from './states.ts'
import { updateAppointment } from './write-change.ts'

/** The steps that can be taken back; a reservation runs out by itself. */
export const restorableSteps = [
  'proposed',
  'confirmed',
  'declined',
  'moved',
  'cancelled',
  'held',
  'missed',
] as const satisfies readonly StepVerb[]

export type RestoredAppointment = { readonly actId: string; readonly deliveries: readonly DeliveryRef[] }

const beforeSchema = z.object({
  state: z.enum(appointmentStates),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  venue: z.enum(venues),
  venueDetail: z.string().nullable(),
  endReason: z.string().nullable(),
})
type Before = z.output<typeof beforeSchema>
const afterSchema = z.object({ version: z.int() })

/** Puts an appointment back to what it was. Null when it has changed since, is over, or its time has gone. */
export async function restoreAppointment(
  tx: Transaction,
  act: StoredAct,
  { actor, now }: Undoing,
): Promise<RestoredAppointment | null> {
  const found = await lockAppointment(tx, { clientId: act.clientId, appointmentId: act.subjectId }, now)
  const version = afterSchema.safeParse(act.after).data?.version
  if (!found || version === undefined || (await hasChangedSince(tx, act, version))) return null
  const { appointment } = found
  const before = wasBefore(act, appointment)
  if (!(await canReturn(tx, appointment, before, now))) return null
  const doing: Doing = { actor, via: viaOf(actor.kind), saidAt: now }
  const set = { ...before, ...timesAround(appointment, before), sequence: appointment.sequence + 1 }
  const after = await updateAppointment(tx, appointment, { ...set, decidedAt: now }, now)
  const step = { before: appointment, after, doing, undoes: act.id }
  const actId = await recordStep(tx, { ...step, verb: 'restored' }, now)
  return { actId, deliveries: await followChange(tx, { ...step, actId }, now) }
}

/** Somebody did something to it after that which nobody has taken back. */
async function hasChangedSince(tx: Transaction, act: StoredAct, version: number): Promise<boolean> {
  const undoing = alias(acts, 'undoing')
  const isUndone = sql`exists (select 1 from ${acts} ${sql.raw('undoing')}
    where ${and(eq(undoing.clientId, acts.clientId), eq(undoing.undoes, acts.id))})`
  const later = await tx.$count(
    acts,
    and(
      eq(acts.clientId, act.clientId),
      eq(acts.subjectKind, 'appointment'),
      eq(acts.subjectId, act.subjectId),
      isNull(acts.undoes),
      sql`(${acts.after}->>'version')::integer > ${version}`,
      sql`not ${isUndone}`,
    ),
  )
  return later > 0
}

/** Before it was booked there was none: taken back, it is cancelled. */
function wasBefore(act: StoredAct, { startsAt, endsAt, venue, venueDetail }: Appointment): Before {
  const before = beforeSchema.nullable().parse(act.before)
  if (before && before.state !== 'reserved') return before
  return { state: 'cancelled', startsAt, endsAt, venue, venueDetail, endReason: null }
}

async function canReturn(
  tx: Transaction,
  appointment: Appointment,
  before: Before,
  now: Date,
): Promise<boolean> {
  const isClosing = appointment.state === 'held' || appointment.state === 'missed'
  if (!isClosing && (appointment.endsAt <= now || before.endsAt <= now)) return false
  if (!blocksTime(before.state)) return true
  const { clientId, executiveId, id } = appointment
  const times = timesAround(appointment, before)
  const asked = { clientId, executiveId, type: null, times, stands: 'appointments', except: [id] } as const
  return (await lookAtTime(tx, asked, now)).taker === null
}

/** With the buffers that it has. */
function timesAround(appointment: Appointment, { startsAt, endsAt }: Before): Times {
  const headMs = appointment.startsAt.getTime() - appointment.blockedFrom.getTime()
  const tailMs = appointment.blockedUntil.getTime() - appointment.endsAt.getTime()
  const blockedUntil = new Date(endsAt.getTime() + tailMs)
  return { startsAt, endsAt, blockedFrom: new Date(startsAt.getTime() - headMs), blockedUntil }
}

function viaOf(kind: Doing['actor']['kind']): Doing['via'] {
  if (kind === 'software') return 'software'
  return kind === 'executive' ? 'page' : kind === 'caller' ? 'link' : 'console'
}
