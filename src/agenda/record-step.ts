import { recordAct } from '../acts/record-act.ts'
import type { Transaction } from '../db/db.ts'
import { type Appointment, snapshotOf } from './appointment.ts'
import type { Doing } from './doing.ts'

export type StepVerb =
  | 'reserved'
  | 'proposed'
  | 'confirmed'
  | 'declined'
  | 'moved'
  | 'cancelled'
  | 'held'
  | 'missed'
  | 'restored'

type Recording = {
  readonly before: Appointment | null
  readonly after: Appointment
  readonly verb: StepVerb
  readonly doing: Doing
  /** By what right, as acts cite it; null where none is needed. */
  readonly authority?: string | null
  readonly undoes?: string
}

/** Writes down a step of an appointment, and answers the act's id. */
export function recordStep(
  tx: Transaction,
  { before, after, verb, doing, authority = doing.authority ?? null, undoes }: Recording,
  now: Date,
): Promise<string> {
  return recordAct(tx, {
    clientId: after.clientId,
    actor: doing.actor,
    verb: `appointment.${verb}`,
    subject: { kind: 'appointment', id: after.id },
    before: before && snapshotOf(before),
    after: snapshotOf(after, doing.via),
    ...(authority && { authority }),
    ...(undoes && { undoes }),
    at: now,
  })
}
