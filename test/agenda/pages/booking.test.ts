import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AppointmentType } from '../../../src/agenda/appointment.ts'
import { absences, appointments } from '../../../src/agenda/tables.ts'
import { executives } from '../../../src/clients/tables.ts'
import { newId } from '../../../src/ids.ts'
import { codeWords } from '../../../src/mandates/tables.ts'
import { hashCodeWord } from '../../../src/mandates/take-order.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { actsOn, emptyAgenda, mandateFor, typeFor } from '../../support/an-agenda.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'
import { assignOnly } from '../../support/desk-rig.ts'
import { ring } from '../../support/ring.ts'
import { appointmentAt, executiveOf, hiddenIn, offeredIn, valueIn } from './agenda-stage.ts'

let rig: AgencyRig
let alice: Visitor
let claire: Visitor
let type: AppointmentType
let roux: typeof executives.$inferSelect
let clientId: number
let call: Awaited<ReturnType<typeof ring>>
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  alice = await signIn(rig, 'alice')
  claire = await signIn(rig, 'claire')
  call = await ring(rig, { from: '+33199002002' })
  clientId = call.clientId
  roux = await executiveOf(rig, clientId, 'roux')
})
afterAll(() => rig?.close())
beforeEach(async () => {
  rig.clock.set('2026-11-17T09:00:00Z')
  await emptyAgenda(rig.context.db)
  await rig.context.db.delete(absences)
  type = await typeFor(
    rig.context.db,
    { clientId },
    { name: 'Premier rendez-vous', questions: ['De quoi s’agit-il ?'], executiveKeys: ['roux'] },
  )
})

const address = () => `/console/clients/${clientId}/book`
/** From the call's page to a time that is kept. */
async function keep(visitor: Visitor, nth = 0) {
  const opened = await visitor.get(`${address()}?call=${call.id}`)
  const fields = { ...hiddenIn(opened.body), name: valueIn(opened.body, 'name') ?? '' }
  const number = valueIn(opened.body, 'number') ?? ''
  const slot = offeredIn(opened.body)[nth]?.value ?? ''
  const kept = await visitor.post(address(), { ...fields, number, type: type.id, slot })
  return { opened, kept, slot, fields: { ...hiddenIn(kept.body), name: fields.name, number, type: type.id } }
}

test('from a call the next three times are offered, one is kept for two minutes and booked under the mandate', async () => {
  const mandate = await mandateFor(rig.context.db, { clientId })
  const page = await alice.get(`/console/calls/${clientId}/${call.id}`)
  expect(page.body).toContain(`/book?call=${call.id}" data-key="r"`)
  const { opened, kept, fields } = await keep(alice)
  expect(offeredIn(opened.body).map(({ digit }) => digit)).toEqual(['1', '2', '3'])
  expect(opened.body).toContain('M. Blanc')
  expect(kept.status).toBe(200)
  for (const words of [
    'gardé pour vous encore',
    'Sera confirmé aussitôt',
    `Délégation «\u00a0${mandate.key}`,
  ])
    expect(kept.body).toContain(words)
  expect(kept.body).toMatch(/class="timer">(2:00|1:5\d)</)
  const booked = await alice.post(address(), { ...fields, 'answer.0': 'Un bail' })
  expect(booked.status).toBe(303)
  const row = await appointmentAt(rig, booked.location)
  expect(row).toMatchObject({ state: 'confirmed', callerNumber: '+33199002002', sourceId: call.id })
  expect(row.details).toEqual([{ question: 'De quoi s’agit-il ?', answer: 'Un bail' }])
  expect((await actsOn(rig.context.db, row.id)).map(({ verb, authority }) => [verb, authority])).toEqual([
    ['appointment.reserved', null],
    ['appointment.confirmed', `mandate ${mandate.key} v1`],
  ])
  const shown = await alice.get(booked.location ?? '')
  for (const words of ['confirmé', 'Un bail', 'Me Roux', 'Revenir à l’appel', 'Réservé', 'à la console'])
    expect(shown.body).toContain(words)
  // Sent twice, it finds its own booking.
  const again = await alice.post(address(), fields)
  expect(again.location).toBe(booked.location)
})

test('what another secretary keeps is not offered, and what she takes first is said with the next times', async () => {
  await mandateFor(rig.context.db, { clientId })
  const alices = await keep(alice)
  const claires = await keep(claire)
  expect(offeredIn(claires.opened.body).map(({ value }) => value)).not.toContain(alices.slot)
  // She had that page open before.
  const late = await claire.post(address(), { name: 'Mme Bois', type: type.id, slot: alices.slot })
  expect(late.status).toBe(422)
  expect(late.body).toContain('vient d’être pris')
  expect(offeredIn(late.body).length).toBe(3)
  // Alice goes on to another time: the first is free again.
  const next = offeredIn(alices.kept.body).find(({ value }) => value !== alices.slot)?.value ?? ''
  await alice.post(address(), { ...alices.fields, slot: next })
  expect(offeredIn((await claire.get(address())).body).map(({ value }) => value)).toContain(alices.slot)
  // Two minutes later whoever is first has it.
  rig.clock.advance(121_000)
  const claireAgain = await claire.post(address(), { name: 'Mme Bois', type: type.id, slot: next })
  expect(claireAgain.body).toContain('gardé pour vous encore')
  const lost = await alice.post(address(), { ...alices.fields, picked: next, pickedType: type.id })
  expect([lost.status, lost.body.includes('vient d’être pris')]).toEqual([422, true])
})

test('under a mandate to ask it says until when, and proposes', async () => {
  await mandateFor(
    rig.context.db,
    { clientId },
    { secretary: 'asks', answerMinutes: 60, ifSilent: 'decline' },
  )
  const { kept, fields } = await keep(alice)
  expect(kept.body).toContain('À valider par Me Roux, au plus tard mardi 17 novembre à 11\u00a0h\u00a000')
  expect(kept.body).toContain('Sans réponse, il sera décliné')
  const booked = await alice.post(address(), fields)
  expect((await appointmentAt(rig, booked.location)).state).toBe('proposed')
  expect((await alice.get(booked.location ?? '')).body).toContain('Attend la réponse de Me Roux')
  const place = booked.location?.replace('?new=1', '') ?? ''
  expect((await alice.post(`${place}/step`, { step: 'confirm' })).location).toContain('answer=asks')
})

test('what she must not book takes an order with the code word, and a wrong word books nothing', async () => {
  const { db } = rig.context
  await mandateFor(db, { clientId }, { secretary: 'mustNot' })
  const word = { clientId, executiveId: roux.id, wordHash: await hashCodeWord('Coquelicot') }
  await db.insert(codeWords).values({ ...word, setAt: rig.context.now() })
  const { kept, fields } = await keep(alice)
  expect(kept.body).toContain('il faut un ordre de Me Roux')
  expect((await alice.post(address(), fields)).body).toContain('Rien n’a été réservé')
  const order = { ...fields, codeWord: 'pavot', orderCall: call.id }
  const wrong = await alice.post(address(), order)
  expect([wrong.status, wrong.body.includes('pas le bon')]).toEqual([422, true])
  expect((await alice.post(address(), { ...order, orderCall: newId() })).body).toContain('orderCall-problem')
  const booked = await alice.post(address(), { ...order, codeWord: 'coquelicot' })
  const row = await appointmentAt(rig, booked.location)
  expect(row.state).toBe('confirmed')
  expect((await actsOn(db, row.id)).at(-1)?.authority).toBe(`order ${call.id}`)
})

test('it is moved, noted, cancelled with a reason, and its story says who did what', async () => {
  await mandateFor(rig.context.db, { clientId })
  const { fields } = await keep(alice)
  const booked = await alice.post(address(), fields)
  const place = booked.location?.replace('?new=1', '') ?? ''
  const times = await alice.get(`${place}/move?span=nextWeek&part=afternoons`)
  const slot = offeredIn(times.body).find(({ digit }) => digit === '2')?.value ?? ''
  expect((await alice.get(`${place}/move?slot=${slot}`)).body).toContain('Sera confirmé aussitôt')
  expect((await alice.post(`${place}/move`, { slot })).location).toContain('answer=done')
  expect((await appointmentAt(rig, place)).startsAt.toISOString()).toBe(slot.split('/')[1])
  await alice.post(`${place}/step`, { step: 'note', note: 'Vient avec son fils' })
  await alice.post(`${place}/step`, { step: 'cancel', reason: 'Empêché' })
  const { body } = await alice.get(place)
  for (const words of ['annulé', 'Empêché', 'Déplacé', 'Note modifiée', 'Vient avec son fils', 'Alice'])
    expect(body).toContain(words)
  expect((await appointmentAt(rig, place)).state).toBe('cancelled')
})

test('a number that she types is matched, what is wrong is said, and a day searched for is shown', async () => {
  await mandateFor(rig.context.db, { clientId })
  const typed = await alice.post(address(), { type: type.id, number: '01 99 00 20 02', step: 'look' })
  expect([valueIn(typed.body, 'name'), typed.body.includes('Figure au répertoire')]).toEqual([
    'M. Blanc',
    true,
  ])
  const { fields } = await keep(alice)
  const wrong = await alice.post(address(), { ...fields, name: '', number: '12', email: 'x' })
  expect(wrong.status).toBe(422)
  for (const id of ['number-problem', 'email-problem']) expect(wrong.body).toContain(`id="${id}"`)
  const monday = await alice.get(`${address()}?from=2026-11-23&part=mornings&weekdays=mon`)
  const days = offeredIn(monday.body).map(({ value }) => value.split('/')[1]?.slice(0, 10))
  expect(new Set(days)).toEqual(new Set(['2026-11-23']))
})

test('the calendar shows the week with what is booked, busy and absent, and the times of her zone', async () => {
  const { db } = rig.context
  await mandateFor(db, { clientId })
  const { fields } = await keep(alice)
  await alice.post(address(), fields)
  const away = { startsAt: new Date('2026-11-19T08:00:00Z'), endsAt: new Date('2026-11-19T17:00:00Z') }
  await db.insert(absences).values({
    clientId,
    id: newId(),
    executiveId: roux.id,
    ...away,
    label: null,
    createdAt: rig.context.now(),
  })
  const { body } = await alice.get(`/console/agenda?client=${clientId}`)
  for (const words of [
    'Semaine du lundi 16 novembre',
    'M. Blanc',
    'Premier rendez-vous',
    'absence',
    'Me Roux',
  ])
    expect(body).toContain(words)
  const november = await alice.get(`/console/agenda?client=${clientId}&view=month&date=2026-11-03`)
  expect(november.body).toContain('Armistice')
  await db
    .update(executives)
    .set({ choices: { ...roux.choices, timeZone: 'America/Guadeloupe' } })
    .where(eq(executives.id, roux.id))
  const far = await alice.get(`/console/agenda?who=${roux.id}&view=day&date=2026-11-17`)
  expect(far.body).toContain('heure locale\u00a0: Guadeloupe')
  await db.update(executives).set({ choices: roux.choices }).where(eq(executives.id, roux.id))
})

test('nobody sees or books with the executives of a client that is not hers', async () => {
  await mandateFor(rig.context.db, { clientId })
  const { fields } = await keep(alice)
  const booked = await alice.post(address(), fields)
  await assignOnly(rig, 'benoit', [])
  const benoit = await signIn(rig, 'benoit')
  const place = booked.location?.replace('?new=1', '') ?? ''
  for (const path of [address(), `${address()}?call=${call.id}`, place, `${place}/move`])
    expect([path, (await benoit.get(path)).status]).toEqual([path, 404])
  for (const path of [address(), `${place}/move`, `${place}/step`])
    expect([path, (await benoit.post(path, { step: 'cancel' })).status]).toEqual([path, 404])
  const { body } = await benoit.get(`/console/agenda?client=${clientId}&who=${roux.id}`)
  expect(body).not.toContain('Roux')
  const [row] = await rig.context.db.select().from(appointments)
  expect(row?.state).toBe('confirmed')
})
