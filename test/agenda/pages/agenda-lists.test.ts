import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import type { AppointmentType } from '../../../src/agenda/appointment.ts'
import { bookAppointment, type NewBooking } from '../../../src/agenda/book-appointment.ts'
import { changeAppointment } from '../../../src/agenda/change-appointment.ts'
import { agendaEvents, eventSteps } from '../../../src/agenda/events/tables.ts'
import { absences, appointments } from '../../../src/agenda/tables.ts'
import { offerFreedTimes } from '../../../src/agenda/waiting/offer-freed-times.ts'
import { waitingCallers } from '../../../src/agenda/waiting/tables.ts'
import { clients } from '../../../src/clients/tables.ts'
import { codeWords } from '../../../src/mandates/tables.ts'
import { takeOrder } from '../../../src/mandates/take-order.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { bookingOf, by, emptyAgenda, mandateFor, typeFor } from '../../support/an-agenda.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'
import { appointmentAt, executiveOf, hiddenIn, offeredIn } from './agenda-stage.ts'

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
  for (const table of [absences, eventSteps, agendaEvents]) await rig.context.db.delete(table)
  await emptyAgenda(rig.context.db)
  const client = { clientId: roux.clientId }
  type = await typeFor(rig.context.db, client, { name: 'Consultation', executiveKeys: ['roux'] })
  await mandateFor(rig.context.db, client)
})

const noCaller = { name: null, number: null, email: null, contactId: null, language: 'fr' } as const

/** M. Blanc has an appointment with Me Roux. */
async function booked(startsAt: string, more: Partial<NewBooking> = {}) {
  const { db, now } = rig.context
  const caller = { ...noCaller, name: 'M. Blanc' }
  const booking = { ...bookingOf(roux, { startsAt: new Date(startsAt), typeId: type.id }), caller, ...more }
  const doing = by({ kind: 'executive', id: roux.id }, 'page', now())
  const done = await db.transaction((tx) => bookAppointment(tx, booking, doing, now()))
  if (done.kind !== 'booked') throw new Error(`it was ${done.kind}`)
  return done.appointment
}

/** Me Roux says herself that it does not take place. */
async function cancelled(appointmentId: string) {
  const { db, now } = rig.context
  const doing = by({ kind: 'executive', id: roux.id }, 'page', now())
  const key = { clientId: roux.clientId, appointmentId }
  await db.transaction((tx) => changeAppointment(tx, key, { step: 'cancel', reason: null }, doing, now()))
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

test('an event of several people is created with its checklist, ticked, changed against a race, and cancelled', async () => {
  await booked('2026-11-19T10:00:00Z')
  const entered = {
    ...{ title: 'Salon du droit', from: '2026-11-19', until: '2026-11-20', who: [roux.id, morel.id] },
    ...{ guests: 'Mme Bois\n\nM. Vert', blocks: 'yes', 'step.0.what': 'Badges', 'step.0.due': '2026-11-16' },
    'step.1.what': 'Train',
  }
  const created = await alice.post(`${home}/events`, entered)
  const place = created.location?.replace('?said=created', '') ?? ''
  const shown = await alice.get(place)
  for (const words of ['Salon du droit', 'Me Roux', 'M. Vert', 'en retard, pour le lun. 16 nov.', 'y tombe'])
    expect(shown.body).toContain(words)
  expect((await alice.get(`${home}/events`)).body).toContain('0 sur 2 prêt')
  expect((await alice.get(`/console/agenda?client=${roux.clientId}`)).body).toContain(`href="${place}"`)
  const [badges] = await rig.context.db.select().from(eventSteps).where(eq(eventSteps.what, 'Badges'))
  const step = `${place}/steps/${badges?.id}`
  await alice.post(step, { do: 'tick' })
  expect((await alice.get(place)).body).toMatch(/Alice, aujourd’hui à/)
  await alice.post(step, { do: 'untick' })
  // Somebody had the page open before another changed it.
  const change = { ...entered, title: 'Salon', 'step.0.id': badges?.id ?? '', version: '1' }
  expect((await alice.post(place, change)).location).toContain('said=changed')
  const late = await alice.post(place, { ...change, title: 'Foire' })
  expect([late.status, late.body.includes('a changé cet événement entre-temps')]).toEqual([409, true])
  expect((await alice.post(place, { ...change, title: '', 'step.0.due': '2027-02-29' })).status).toBe(422)
  expect((await alice.post(`${place}/cancel`)).location).toContain('said=cancelled')
  expect((await alice.get(`/console/agenda?client=${roux.clientId}`)).body).not.toContain(place)
  const verbs = await verbsOf('event', place.split('/').at(-1) ?? '')
  expect(verbs.map((verb) => verb.split('.')[1])).toEqual([
    ...['created', 'stepDone', 'stepReopened', 'changed', 'cancelled'],
  ])
})

test('what was booked elsewhere is written down once, takes its time, and what is wrong is said', async () => {
  const address = `${home}/book/elsewhere`
  const entered = {
    ...{ where: 'Doctolib', executive: roux.id, date: '2026-11-19', time: '18:15', minutes: '20' },
    ...{ title: 'Suivi', name: 'Mme Bois', number: '01 99 00 20 03' },
  }
  const written = await alice.post(address, entered)
  expect(await appointmentAt(rig, written.location)).toMatchObject({
    ...{ state: 'confirmed', bookedElsewhere: 'Doctolib', title: 'Suivi', callerNumber: '+33199002003' },
    ...{ startsAt: new Date('2026-11-19T17:15:00Z'), endsAt: new Date('2026-11-19T17:35:00Z') },
  })
  expect((await alice.get(written.location ?? '')).body).toContain('Doctolib')
  expect((await alice.post(address, entered)).location).toBe(written.location?.replace('?new=1', ''))
  expect(await rig.context.db.select().from(appointments)).toHaveLength(1)
  const over = await alice.post(address, { ...entered, where: 'Outlook', time: '18:30' })
  expect([over.status, over.body.includes('Ce temps est déjà pris ici')]).toEqual([422, true])
  const wrong = await alice.post(address, { date: '2027-03-28', time: '02:30', number: '12', minutes: '0' })
  expect(problemsIn(wrong.body).toSorted()).toEqual([
    ...['executive', 'minutes', 'number', 'time', 'title', 'where'],
  ])
  const past = await alice.post(address, { ...entered, date: '2026-11-16' })
  expect(problemsIn(past.body)).toEqual(['time'])
})

test('a caller waits for an earlier time, is offered a freed one, and accepts it on the telephone', async () => {
  const { db } = rig.context
  const his = await booked('2026-11-24T10:00:00Z')
  const freed = await booked('2026-11-20T10:00:00Z', { caller: { ...noCaller, name: 'Mme Bois' } })
  const address = `${home}/waiting`
  const opened = await alice.get(`${address}?appointment=${his.id}`)
  for (const words of ['value="M. Blanc"', 'value="2026-11-23"', `name="instead" value="${his.id}"`])
    expect(opened.body).toContain(words)
  const entered = { name: 'M. Blanc', number: '0199002002', type: type.id, executive: roux.id }
  const wrong = await alice.post(address, {
    ...entered,
    name: '',
    executive: morel.id,
    notAfter: '2026-11-01',
  })
  expect(problemsIn(wrong.body).toSorted()).toEqual(['executive', 'name', 'notAfter'])
  for (const _ of [1, 2])
    await alice.post(address, { ...entered, instead: his.id, notAfter: '2026-11-23', part: 'mornings' })
  const [waiting, ...others] = await db.select().from(waitingCallers)
  expect([waiting?.insteadOfId, others]).toEqual([his.id, []])
  await cancelled(freed.id)
  rig.clock.advance(180_000)
  await offerFreedTimes(rig.context)
  const { body } = await alice.get(address)
  for (const words of [
    'Proposé\u00a0: vendredi 20 novembre à 11',
    'avec Me Roux',
    'Gardé jusqu’à',
    'Il accepte',
  ])
    expect(body).toContain(words)
  const offered = /name="offered" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const answer = `${address}/${waiting?.id}`
  expect((await alice.post(answer, { do: 'accept', offered: his.id })).location).toContain('news=over')
  expect((await alice.post(answer, { do: 'refuse', offered })).location).toContain('news=refused')
  const freedAgain = await booked('2026-11-19T10:00:00Z', { caller: { ...noCaller, name: 'M. Vert' } })
  await cancelled(freedAgain.id)
  rig.clock.advance(180_000)
  await offerFreedTimes(rig.context)
  const next = /name="offered" value="([^"]+)"/.exec((await alice.get(address)).body)?.[1] ?? ''
  const accepted = await alice.post(answer, { do: 'accept', offered: next })
  expect(accepted.location).toContain('/appointments/')
  expect(await appointmentAt(rig, accepted.location)).toMatchObject({
    callerName: 'M. Blanc',
    state: 'confirmed',
  })
  expect((await appointmentAt(rig, `appointments/${his.id}`)).state).toBe('cancelled')
  expect((await alice.get(address)).body).toContain('Personne n’attend')
  expect((await alice.post(answer, { do: 'leave' })).status).toBe(404)
})

test('whom nothing suits is put on the list from the booking page, and taken off again', async () => {
  const filled = {
    step: 'fill',
    name: 'Mme Bois',
    number: '01 99 00 20 03',
    type: type.id,
    part: 'afternoons',
  }
  const page = await alice.post(`${home}/waiting`, filled)
  expect([page.status, page.body.includes('value="Mme Bois"')]).toEqual([200, true])
  await alice.post(`${home}/waiting`, { ...filled, step: 'add' })
  const [waiting] = await rig.context.db.select().from(waitingCallers)
  expect(waiting).toMatchObject({ callerName: 'Mme Bois', suits: 'afternoons', state: 'waiting' })
  const left = await alice.post(`${home}/waiting/${waiting?.id}`, { do: 'leave' })
  expect(left.location).toContain('news=left')
  expect(await verbsOf('waitingCaller', waiting?.id ?? '')).toEqual([
    'secretary waiting.added',
    'secretary waiting.left',
  ])
})

/** She has picked the first time that is offered, and repeats it. */
async function keepRepeated(more: Record<string, string> = {}) {
  const address = `${home}/book`
  const opened = await alice.get(address)
  const slot = offeredIn(opened.body)[0]?.value ?? ''
  const fields = {
    type: type.id,
    name: 'M. Blanc',
    number: '0199002002',
    rhythm: 'weekly',
    times: '4',
    ...more,
  }
  const kept = await alice.post(address, { ...fields, slot })
  return { kept, fields: { ...fields, ...hiddenIn(kept.body) }, startsAt: new Date(slot.split('/')[1] ?? '') }
}

const weeksAfter = (at: Date, weeks: number) => new Date(at.getTime() + weeks * 7 * 86_400_000)
const allOf = () => rig.context.db.select().from(appointments).orderBy(asc(appointments.startsAt))

test('a series is shown date by date, booked without what is taken or left out, moved and cancelled from here on', async () => {
  const first = await keepRepeated()
  const second = weeksAfter(first.startsAt, 1)
  await booked(second.toISOString(), { caller: { ...noCaller, name: 'Mme Bois' } })
  const seen = await alice.post(`${home}/book`, { ...first.fields, step: 'look' })
  for (const words of ['3 sur 4 seront pris', 'déjà pris', 'sera confirmé', 'sauf ce jour'])
    expect(seen.body).toContain(words)
  // Not told yet that the second is taken, nothing is booked.
  const early = await alice.post(`${home}/book`, first.fields)
  expect([early.status, early.body.includes('Les dates ont changé')]).toEqual([422, true])
  const dates = [1, 3].map((weeks) => weeksAfter(first.startsAt, weeks).toISOString().slice(0, 10))
  const done = await alice.post(`${home}/book`, { ...first.fields, without: dates })
  const his = (await allOf()).filter(({ callerName }) => callerName === 'M. Blanc')
  expect(his.map(({ startsAt }) => startsAt)).toEqual([first.startsAt, weeksAfter(first.startsAt, 2)])
  expect(new Set(his.map(({ seriesId }) => seriesId)).size).toBe(1)
  const place = done.location?.replace('?new=1', '') ?? ''
  const page = await alice.get(place)
  for (const words of ['Série\u00a0: 1 sur 2', 'Celui-ci et les suivants (2)', 'Ce qui a été dit'])
    expect(page.body).toContain(words)
  // Both to the day of Mme Bois and its next but one: the first of them is hers.
  const slot = `${roux.id}/${second.toISOString()}`
  const refused = await alice.post(`${place}/move`, { slot, reach: 'onward' })
  expect(refused.location).toBe(`${place}?answer=seriesConflicts&at=${second.toISOString()}`)
  expect((await alice.get(refused.location ?? '')).body).toContain('rien n’a été déplacé')
  const later = new Date(first.startsAt.getTime() + 30 * 60_000)
  const moved = await alice.post(`${place}/move`, {
    slot: `${roux.id}/${later.toISOString()}`,
    reach: 'onward',
  })
  expect(moved.location).toContain('answer=done')
  const times = (await allOf()).filter(({ callerName }) => callerName === 'M. Blanc')
  expect(times.map(({ startsAt }) => startsAt)).toEqual([later, weeksAfter(later, 2)])
  await alice.post(`${place}/step`, { step: 'cancel', reason: 'Renonce', reach: 'onward' })
  expect((await allOf()).map(({ state, endReason }) => [state, endReason])).toEqual([
    ['cancelled', 'Renonce'],
    ['confirmed', null],
    ['cancelled', 'Renonce'],
  ])
  const calendar = `/console/agenda?client=${roux.clientId}&date=${later.toISOString().slice(0, 10)}`
  expect((await alice.get(calendar)).body).not.toContain('M. Blanc')
  expect((await alice.get(`${calendar}&gone=1`)).body).toContain('M. Blanc')
  const told = await alice.get(place)
  expect(told.body).toMatch(/À l’appelant<\/strong>\s*<span>(annulation|confirmation)/)
})

test('a code word is set by a supervisor only, never shown, and works for an order', async () => {
  const { db } = rig.context
  const page = `${home}/executives/roux`
  const claire = await signIn(rig, 'claire')
  expect((await alice.post(`${page}/code-word`, { word: 'Coquelicot' })).status).toBe(403)
  expect((await claire.get(page)).body).toContain('Aucun mot n’est fixé')
  expect((await claire.post(`${page}/code-word`, { word: 'a-b' })).status).toBe(422)
  expect(await db.select().from(codeWords)).toEqual([])
  expect((await claire.post(`${page}/code-word`, { word: 'Coquelicot' })).location).toContain(
    'saved=codeWord',
  )
  expect((await claire.post(`${page}/code-word`, { word: 'Églantine' })).location).toContain('saved=codeWord')
  const shown = await claire.get(`${page}?saved=codeWord`)
  expect([shown.body.includes('Remplacer le mot'), /églantine|coquelicot/i.test(shown.body)]).toEqual([
    true,
    false,
  ])
  const order = { clientId: roux.clientId, executiveId: roux.id }
  const tried = (word: string) => db.transaction((tx) => takeOrder(tx, order, word, rig.context.now()))
  expect([(await tried('coquelicot')).kind, (await tried('eglantine')).kind]).toEqual([
    'wrongCodeWord',
    'right',
  ])
  expect(await verbsOf('executive', roux.id)).toEqual(['supervisor codeWord.set', 'supervisor codeWord.set'])
  const kept = await db.select().from(acts).where(eq(acts.verb, 'codeWord.set'))
  expect(JSON.stringify(kept)).not.toMatch(/coquelicot|glantine|argon/i)
})

test('a series until a date over the change of clocks keeps its hour, and a month without that day is said', async () => {
  rig.clock.set('2026-12-31T08:00:00Z')
  // Nobody stays signed in for six weeks.
  alice = await signIn(rig, 'alice')
  const { kept } = await keepRepeated({ rhythm: 'monthly', seriesUntil: '2027-03-31' })
  for (const words of ['ce mois n’a pas ce jour', '31 février 2027', '3 sur 4', 'mercredi 31 mars'])
    expect(kept.body).toContain(words)
})
