import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { ask } from '../mandates/ask.ts'
import type { Appointment } from './appointment.ts'
import type { Changed } from './change-appointment.ts'
import type { Change } from './decide-change.ts'
import { type Doing, isHuman } from './doing.ts'
import type { Granted } from './find-authority.ts'
import { followChange } from './follow-change.ts'
import type { LockedExecutive } from './lock-agenda.ts'
import type { Times } from './look-at-time.ts'
import { noteContradiction } from './overtaken.ts'
import { recordStep, type StepVerb } from './record-step.ts'
import type { AppointmentState } from './states.ts'
import { appointments } from './tables.ts'

/** A change that may be made; the agenda is locked. */
export type Going = {
  readonly appointment: Appointment
  readonly executive: LockedExecutive
  readonly change: Change
  readonly doing: Doing
}

type Writing = {
  readonly state: AppointmentState
  readonly times?: Times
  readonly granted?: Granted
}

const verbs = {
  confirm: 'confirmed',
  decline: 'declined',
  move: 'moved',
  cancel: 'cancelled',
  hold: 'held',
  miss: 'missed',
} as const satisfies Record<Change['step'], StepVerb>

/** Writes the row, its act, the question that it puts, and what follows from it. */
export async function writeChange(
  tx: Transaction,
  { appointment: before, change, doing }: Going,
  { state, times, granted }: Writing,
  now: Date,
): Promise<Changed> {
  const after = await updateAppointment(
    tx,
    before,
    {
      ...{ state, ...(times && timesOnly(times)), ...placeOf(before, change) },
      endReason: change.step === 'decline' || change.step === 'cancel' ? change.reason : null,
      sequence: before.sequence + (isTold(change) ? 1 : 0),
      decidedAt: isHuman(doing) ? doing.saidAt : before.decidedAt,
    },
    now,
  )
  const authority = granted?.authority ?? doing.authority ?? null
  const actId = await recordStep(tx, { before, after, verb: verbs[change.step], doing, authority }, now)
  if (granted?.kind === 'asks') await ask(tx, { ...after, subjectId: after.id }, granted.asking, now)
  await noteContradiction(tx, { before, after, actId, doing }, now)
  const deliveries = await followChange(tx, { before, after, actId, doing }, now)
  return { kind: 'changed', appointment: after, before, actId, deliveries }
}

/** Its row is locked. Every change makes it a new version. */
export async function updateAppointment(
  tx: Transaction,
  { clientId, id }: Pick<Appointment, 'clientId' | 'id'>,
  set: Partial<Appointment>,
  now: Date,
): Promise<Appointment> {
  const [after] = await tx
    .update(appointments)
    .set({ ...set, version: sql`${appointments.version} + 1`, changedAt: now })
    .where(and(eq(appointments.clientId, clientId), eq(appointments.id, id)))
    .returning()
  if (!after) throw new Error(`appointment ${id} went while it was locked`)
  return after
}

const timesOnly = ({ startsAt, endsAt, blockedFrom, blockedUntil }: Times): Times => ({
  ...{ startsAt, endsAt, blockedFrom, blockedUntil },
})

/** Nobody is told how it went. */
const isTold = ({ step }: Change): boolean => step !== 'hold' && step !== 'miss'

function placeOf(before: Appointment, change: Change): Pick<Appointment, 'venue' | 'venueDetail'> {
  const { venue, venueDetail } = before
  if (change.step !== 'move') return { venue, venueDetail }
  return {
    venue: change.venue ?? venue,
    venueDetail: change.venueDetail === undefined ? venueDetail : change.venueDetail,
  }
}
