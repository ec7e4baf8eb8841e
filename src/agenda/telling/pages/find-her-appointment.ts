import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../../db/db.ts'
import type { Scope } from '../../../scope.ts'
import { tasks } from '../../../tasks/tables.ts'
import type { AppointmentKey } from '../../appointment.ts'
import { type FoundAppointment, findAppointment } from '../../find-appointment.ts'
import type { Slot } from '../../find-slots.ts'
import { isDate } from '../../local-moment.ts'
import { findStory, type Told } from '../../pages/find-story.ts'
import { isStanding } from '../../states.ts'
import { findFreeTimes } from './find-free-times.ts'
import { findUndoableStep } from './find-undoable-step.ts'

/** One appointment as its executive sees it. */
export type HerAppointment = FoundAppointment & {
  /** What became of it until now, the last thing first. */
  readonly story: readonly Told[]
  /** What she can take back: her own word, or what was done in her name. */
  readonly undoable: Told | null
  /** To when it can be moved; none for what is over. */
  readonly free: readonly Slot[]
  /** The day from which she wants to see free times. */
  readonly from: string | null
  /** What she asked her secretaries about another time, while they see to it. */
  readonly asked: { readonly at: Date; readonly words: string } | null
}

type Asking = { readonly from?: unknown; readonly now: Date }

/** Null for what is not there, is not hers, or is a time that is only kept. */
export async function findHerAppointment(
  db: Pick<Db, 'select'>,
  scope: Scope,
  key: AppointmentKey,
  { from: wanted, now }: Asking,
): Promise<HerAppointment | null> {
  const found = await findAppointment(db, scope, key)
  const { appointment } = found ?? {}
  if (!found || !appointment || appointment.reservedUntil !== null) return null
  if (appointment.executiveId !== scope.actor.id) return null
  const from = typeof wanted === 'string' && isDate(wanted) ? wanted : null
  const story = (await findStory(db, key)).filter(({ verb }) => !untold.has(verb)).reverse()
  const isOpen = isStanding(appointment.state) && appointment.startsAt > now
  const undoable = appointment.startsAt > now ? await findUndoableStep(db, key) : null
  return {
    ...{ ...found, story, from },
    undoable: story.find(({ id }) => id === undoable?.id) ?? null,
    free: isOpen ? await findFreeTimes(db, found, from, now) : [],
    asked: isOpen ? await findAsked(db, key) : null,
  }
}

const untold: ReadonlySet<string> = new Set([
  ...['appointment.read', 'appointment.reserved', 'appointment.released', 'appointment.noted'],
])

async function findAsked(db: Pick<Db, 'select'>, { clientId, appointmentId }: AppointmentKey) {
  const isAbout = and(eq(tasks.kind, 'executiveAsksTime'), eq(tasks.key, appointmentId))
  const [task] = await db
    .select({ at: tasks.createdAt, details: tasks.details })
    .from(tasks)
    .where(and(eq(tasks.clientId, clientId), isAbout, isNull(tasks.doneAt)))
  return task ? { at: task.at, words: String(task.details.text ?? '') } : null
}
