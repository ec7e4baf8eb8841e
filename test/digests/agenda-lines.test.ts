import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bookAppointment } from '../../src/agenda/book-appointment.ts'
import { changeAppointment } from '../../src/agenda/change-appointment.ts'
import { lineNumbers } from '../../src/answers/tables.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { agendaLines, findAppointedInHerName, openAgenda } from '../../src/digests/agenda-lines.ts'
import { prepareDigest } from '../../src/digests/prepare-digest.ts'
import { digests } from '../../src/digests/tables.ts'
import { newId } from '../../src/ids.ts'
import { executiveWith } from '../support/a-message.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { bookingOf, emptyAgenda, mandateFor, secretary, typeFor } from '../support/an-agenda.ts'

const at = (text: string) => new Date(`${text}:00+01:00`)
/** A Tuesday. */
const noon = at('2026-11-17T12:00')
const evening = at('2026-11-17T18:00')

let rig: AgencyRig
let morel: Awaited<ReturnType<typeof executiveWith>>
beforeAll(async () => {
  rig = await startAgencyRig({ at: '2026-11-17T11:00:00Z', work: false })
  morel = await executiveWith(rig.context.db, '+33199001101')
})
afterAll(() => rig.close())
beforeEach(async () => {
  const { db } = rig.context
  for (const table of [deliveries, digests, lineNumbers]) await db.delete(table)
  await emptyAgenda(db)
})

const book = async (startsAt: Date) => {
  const { db } = rig.context
  const type = await typeFor(db, morel)
  const booking = bookingOf(morel, { typeId: type.id, startsAt })
  const outcome = await db.transaction((tx) => bookAppointment(tx, booking, secretary(noon), noon))
  if (outcome.kind !== 'booked') throw new Error(JSON.stringify(outcome))
  return outcome.appointment
}
const openAt = async (when: Date) =>
  (await openAgenda(rig.context.db, morel, { at: when, timeZone: 'Europe/Paris' })).map(({ kind }) => kind)

test('what waits for her is told at any hour, tomorrow only in the evening', async () => {
  await book(at('2026-11-20T10:00'))
  await mandateFor(rig.context.db, morel)
  await book(at('2026-11-18T10:00'))
  await book(at('2026-11-19T10:00'))
  expect(await openAt(noon)).toEqual(['question'])
  expect(await openAt(evening)).toEqual(['question', 'tomorrow'])
  // The clock of that day ends at midnight in her zone, not in another one.
  expect(await openAt(at('2026-11-18T23:30'))).toEqual(['question', 'tomorrow'])
})

test('a digest numbers them after the messages, and tells how they stand when she looks', async () => {
  const { db } = rig.context
  const { id } = await book(at('2026-11-18T10:00'))
  const digestId = newId()
  const { clientId } = morel
  const digest = { clientId, id: digestId, executiveId: morel.id, dueAt: evening, since: noon }
  await db.insert(digests).values({ ...digest, state: 'due' })
  await prepareDigest(rig.context, { clientId, id: digestId })
  const [written] = await db.select().from(digests).where(eq(digests.id, digestId))
  if (!written) return expect.fail('no digest')
  expect(written).toMatchObject({ state: 'composed', lines: [] })
  expect(written.agenda).toEqual([{ number: 1, kind: 'question', appointmentId: id }])
  expect(await agendaLines(db, written)).toMatchObject([
    { number: 1, state: 'proposed', callerName: 'M. Blanc' },
  ])
  const her = { actor: { kind: 'executive', id: morel.id }, via: 'sms', saidAt: evening } as const
  const key = { clientId, appointmentId: id }
  await db.transaction((tx) => changeAppointment(tx, key, { step: 'confirm' }, her, evening))
  expect(await agendaLines(db, written)).toMatchObject([{ number: 1, state: 'confirmed' }])
})

test('what a secretary did in her name is told with its mandate', async () => {
  const { db } = rig.context
  const mandate = await mandateFor(db, morel)
  await book(at('2026-11-18T10:00'))
  const since = at('2026-11-17T11:00')
  expect(await findAppointedInHerName(db, { ...morel, since })).toMatchObject([
    {
      ...{ verb: 'appointment.confirmed', title: 'Consultation', callerName: 'M. Blanc' },
      authority: `mandate ${mandate.key} v1`,
    },
  ])
})
