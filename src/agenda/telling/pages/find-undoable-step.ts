import { z } from 'zod'
import { standingActs } from '../../../acts/queries.ts'
import type { StoredAct } from '../../../acts/stored-act.ts'
import type { Db } from '../../../db/db.ts'
import type { AppointmentKey } from '../../appointment.ts'
import { restorableSteps } from '../../restore-appointment.ts'

const verbs = restorableSteps.map((step) => `appointment.${step}`)
const inHerName: ReadonlySet<string> = new Set([
  ...['executive', 'secretary', 'supervisor', 'owner', 'software'],
])
const beforeSchema = z.object({ state: z.string() }).nullable().catch(null)

/**
 * The last step of an appointment, if its executive may take it back: her own word, or what was done in her name. What
 * its caller did stays his, and what was booked is cancelled, not taken back.
 */
export async function findUndoableStep(
  db: Pick<Db, 'select'>,
  { clientId, appointmentId }: AppointmentKey,
): Promise<StoredAct | null> {
  const [last] = await standingActs(db, { clientId, verbs, subjectIds: [appointmentId] })
  return last && inHerName.has(last.actorKind) && !wasBooking(last) ? last : null
}

function wasBooking({ before }: StoredAct): boolean {
  const state = beforeSchema.parse(before)?.state
  return state === undefined || state === 'reserved'
}
