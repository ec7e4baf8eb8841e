import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import type { AppointmentType } from '../../../src/agenda/appointment.ts'
import { bookAppointment, type NewBooking } from '../../../src/agenda/book-appointment.ts'
import { absences } from '../../../src/agenda/tables.ts'
import { clients } from '../../../src/clients/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { bookingOf, by, emptyAgenda, mandateFor, typeFor } from '../../support/an-agenda.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'
import { executiveOf } from './agenda-stage.ts'

let rig: AgencyRig
let alice: Visitor
let type: AppointmentType
let roux: Awaited<ReturnType<typeof executiveOf>>
let morel: Awaited<ReturnType<typeof executiveOf>>
let home: string
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  alice = await signIn(rig, 'alice')
  const [client] = await rig.context.db.select().from(clients).where(eq(clients.key, 'morel'))
  if (!client) throw new Error('no client morel')
  roux = await executiveOf(rig, client.clientId, 'roux')
  morel = await executiveOf(rig, client.clientId, 'morel')
  home = `/console/clients/${client.clientId}`
})
afterAll(() => rig?.close())
beforeEach(async () => {
  rig.clock.set('2026-11-17T09:00:00Z')
  await rig.context.db.delete(absences)
  await emptyAgenda(rig.context.db)
  const client = { clientId: roux.clientId }
  type = await typeFor(rig.context.db, client, { name: 'Consultation', executiveKeys: ['roux'] })
  await mandateFor(rig.context.db, client)
})

/** M. Blanc has an appointment with Me Roux. */
async function booked(startsAt: string, more: Partial<NewBooking> = {}) {
  const { db, now } = rig.context
  const caller = { name: 'M. Blanc', number: '+33199002002', email: null, contactId: null, language: 'fr' }
  const booking = { ...bookingOf(roux, { startsAt: new Date(startsAt), typeId: type.id }), caller, ...more }
  const doing = by({ kind: 'executive', id: roux.id }, 'page', now())
  const done = await db.transaction((tx) => bookAppointment(tx, booking as NewBooking, doing, now()))
  if (done.kind !== 'booked') throw new Error(`it was ${done.kind}`)
  return done.appointment
}

const verbsOf = async (kind: string, id: string) => {
  const isIt = and(eq(acts.subjectKind, kind), eq(acts.subjectId, id))
  const rows = await rig.context.db.select().from(acts).where(isIt).orderBy(asc(acts.id))
  return rows.map(({ verb, actorKind }) => `${actorKind} ${verb}`)
}

const problemsIn = (body: string) => [...body.matchAll(/id="([\w.-]+)-problem"/g)].map(([, name]) => name)

test('an absence of two people is noted on each clock, shows what falls into it, and is changed and removed', async () => {
  await booked('2026-11-19T10:00:00Z')
  const entered = { who: [roux.id, morel.id], from: '2026-11-19', until: '2026-11-20', label: 'Congrès' }
  expect((await alice.post(`${home}/absences`, entered)).location).toContain('done=added')
  await alice.post(`${home}/absences`, entered)
  const rows = await rig.context.db.select().from(absences)
  expect(rows.map(({ startsAt, endsAt }) => [startsAt.toISOString(), endsAt.toISOString()])).toEqual(
    Array(2).fill(['2026-11-18T23:00:00.000Z', '2026-11-20T23:00:00.000Z']),
  )
  const list = await alice.get(`${home}/absences`)
  for (const words of ['jeu. 19 nov. – ven. 20 nov.', 'Congrès', 'rendez-vous y tombe', 'M. Blanc', '/move'])
    expect(list.body).toContain(words)
  const calendar = await alice.get(`/console/agenda?client=${roux.clientId}`)
  expect(calendar.body).toContain('absence, <bdi>Congrès</bdi>')
  const its = rows.find(({ executiveId }) => executiveId === roux.id)?.id ?? ''
  expect((await alice.get(`${home}/absences/${its}`)).body).toContain('M. Blanc')
  const afternoon = { from: '2026-11-19', fromTime: '14:00', until: '', untilTime: '18:00', label: '' }
  expect((await alice.post(`${home}/absences/${its}`, afternoon)).location).toContain('done=changed')
  expect((await alice.get(`${home}/absences`)).body).not.toContain('rendez-vous y tombe')
  expect((await alice.post(`${home}/absences/${its}`, { step: 'remove' })).location).toContain('removed')
  expect((await alice.post(`${home}/absences/${its}`, { step: 'remove' })).status).toBe(404)
  expect(await verbsOf('absence', its)).toEqual([
    'secretary absence.added',
    'secretary absence.changed',
    'secretary absence.removed',
  ])
})

test.each([
  ['nobody', { from: '2026-11-19' }, 'who'],
  ['no date', { who: 'roux', from: '' }, 'from'],
  ['29 February of a common year', { who: 'roux', from: '2027-02-29' }, 'from'],
  ['an end before its start', { who: 'roux', from: '2026-11-19', until: '2026-11-18' }, 'until'],
  [
    'hours the wrong way round',
    { who: 'roux', from: '2026-11-19', fromTime: '15:00', untilTime: '14:00' },
    'untilTime',
  ],
  ['a past day', { who: 'roux', from: '2026-11-12' }, 'until'],
  ['an hour that the clocks leap over', { who: 'roux', from: '2027-03-28', fromTime: '02:30' }, 'fromTime'],
  ['an hour that comes twice', { who: 'roux', from: '2027-10-31', untilTime: '02:30' }, 'untilTime'],
  ['two years', { who: 'roux', from: '2026-11-19', until: '2028-11-19' }, 'until'],
])('an absence with %s is refused with what is wrong, and nothing is written', async (_, fields, field) => {
  const entered = { ...fields, ...('who' in fields && { who: roux.id }), label: 'Essai' }
  const { status, body } = await alice.post(`${home}/absences`, entered)
  expect([status, problemsIn(body)]).toEqual([422, expect.arrayContaining([field])])
  expect(body).toContain('value="Essai"')
  expect(await rig.context.db.select().from(absences)).toEqual([])
})
