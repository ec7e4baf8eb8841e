import { and, asc, eq } from 'drizzle-orm'
import { acts } from '../../src/acts/tables.ts'
import type { NewBooking } from '../../src/agenda/book-appointment.ts'
import type { Doing } from '../../src/agenda/doing.ts'
import { appointments, appointmentTypes } from '../../src/agenda/tables.ts'
import { appointmentNotices } from '../../src/agenda/telling/tables.ts'
import { waitingCallers } from '../../src/agenda/waiting/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import type { Db } from '../../src/db/db.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { newId } from '../../src/ids.ts'
import { approvals, codeWords, mandates } from '../../src/mandates/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'

type Key = { readonly clientId: number; readonly id: string }

let keys = 0
const newKey = (word: string) => `${word}-${++keys}`

/** A type of appointment: half an hour without buffers at the client's, unless said otherwise. */
export async function typeFor(
  db: Db,
  { clientId }: Pick<Key, 'clientId'>,
  more: Partial<typeof appointmentTypes.$inferInsert> = {},
) {
  const [type] = await db
    .insert(appointmentTypes)
    .values({
      ...{ clientId, id: newId(), key: newKey('type'), name: 'Consultation', minutes: 30 },
      ...{ bufferBefore: 0, bufferAfter: 0, venue: 'onSite', colour: 'blue', noticeMinutes: 60 },
      ...{ horizonDays: 60, stepMinutes: 30, questions: [], executiveKeys: [], bookableBy: 'secretaries' },
      ...{ reminderHours: [24], place: keys, ...more },
    })
    .returning()
  if (!type) throw new Error('the type was not written')
  return type
}

/** A mandate for appointments: she decides, without limits, unless said otherwise. */
export async function mandateFor(
  db: Db,
  { clientId }: Pick<Key, 'clientId'>,
  more: Partial<typeof mandates.$inferInsert> = {},
) {
  const [mandate] = await db
    .insert(mandates)
    .values({
      ...{ clientId, id: newId(), key: newKey('mandate'), power: 'appointments', executiveKeys: [] },
      ...{ appointmentTypeKeys: [], secretary: 'decides', answerMinutes: 1_440, ifSilent: 'keepAsking' },
      ...{ limits: { horizonDays: null, hours: [], perDay: null }, place: keys, ...more },
    })
    .returning()
  if (!mandate) throw new Error('the mandate was not written')
  return mandate
}

/** What M. Blanc books with her. */
export const bookingOf = (
  { clientId, id }: Key,
  more: Partial<NewBooking> & Pick<NewBooking, 'startsAt'>,
): NewBooking => ({
  ...{ clientId, executiveId: id, typeId: null, details: [], note: null, source: null },
  caller: { name: 'M. Blanc', number: null, email: null, contactId: null, language: 'fr' },
  ...more,
})

export const by = (actor: Doing['actor'], via: Doing['via'], saidAt: Date, authority?: string): Doing => ({
  ...{ actor, via, saidAt },
  ...(authority && { authority }),
})

/** A secretary at her console; nobody in particular unless an id is given. */
export const secretary = (saidAt: Date, id = '00000000-0000-7000-8000-000000000001'): Doing =>
  by({ kind: 'secretary', id }, 'console', saidAt)

/** What was done to an appointment, in order. */
export const actsOn = (db: Db, appointmentId: string) =>
  db
    .select()
    .from(acts)
    .where(and(eq(acts.subjectKind, 'appointment'), eq(acts.subjectId, appointmentId)))
    .orderBy(asc(acts.id))

/** Takes everything out of the agenda again. */
export async function emptyAgenda(db: Db): Promise<void> {
  await db.delete(deliveries).where(eq(deliveries.kind, 'appointment'))
  await db.delete(appointmentNotices)
  for (const table of [waitingCallers, approvals, appointments, tasks, codeWords, mandates, appointmentTypes])
    await db.delete(table)
  await db.update(executives).set({ workingHours: null })
}
