import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { bookAppointment, type NewBooking } from '../../src/agenda/book-appointment.ts'
import { type Change, changeAppointment } from '../../src/agenda/change-appointment.ts'
import { appointments, type appointmentTypes } from '../../src/agenda/tables.ts'
import { answers } from '../../src/answers/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import { weekdaySchema } from '../../src/rules/rule.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { actsOn, bookingOf, by, emptyAgenda, mandateFor, secretary, typeFor } from '../support/an-agenda.ts'
import { morel, number, roux } from '../support/delivery-rig.ts'
import { type LinkRig, plain, startLinkRig } from './link-rig.ts'

let rig: LinkRig
let type: typeof appointmentTypes.$inferSelect
beforeAll(async () => {
  rig = await startLinkRig()
})
beforeEach(async () => {
  await rig.reset()
  rig.pass((Date.parse('2026-11-23T10:00:00Z') - rig.context.now().getTime()) / 1000)
  const workingHours = [{ days: [...weekdaySchema.options], from: '09:00', to: '18:00' }]
  await rig.context.db.update(executives).set({ workingHours })
  type = await typeFor(rig.context.db, { clientId: 1 })
})
afterEach(() => emptyAgenda(rig.context.db))
afterAll(() => rig.close())

const thursday = new Date('2026-11-26T14:00:00Z')
const blanc = number('+33199002020')

/** M. Blanc with Me Morel on Thursday at 15:00, to be answered by her unless a mandate lets the secretary decide. */
async function book(more: Partial<NewBooking> = {}): Promise<string> {
  const { db, now } = rig.context
  const caller = { name: 'M. Blanc', number: blanc, email: null, contactId: null, language: 'fr' } as const
  const said = { typeId: type.id, startsAt: thursday, note: 'dossier 12', caller, ...more }
  const booking = bookingOf({ clientId: 1, id: morel.id }, said)
  const booked = await db.transaction((tx) => bookAppointment(tx, booking, secretary(now()), now()))
  return booked.kind === 'booked' ? booked.appointment.id : expect.fail(JSON.stringify(booked))
}
async function change(appointmentId: string, what: Change, doing = secretary(rig.context.now())) {
  const { db, now } = rig.context
  const key = { clientId: 1, appointmentId }
  return db.transaction((tx) => changeAppointment(tx, key, what, doing, now()))
}
const row = async (id: string) => {
  const [found] = await rig.context.db.select().from(appointments).where(eq(appointments.id, id))
  return found ?? expect.fail('it is gone')
}
const noticeIn = (page: { body: string }) => /role="alert"[^>]*>([^<]*)/.exec(plain(page))?.[1] ?? null

test('she reads what, who, when, where and why it stands so, and whoever only looks changes nothing', async () => {
  await mandateFor(
    rig.context.db,
    { clientId: 1 },
    { key: 'premiers', secretary: 'asks', ifSilent: 'decline' },
  )
  const id = await book()
  const url = await rig.link('appointment', id)
  const before = await row(id)
  const page = plain(await rig.get(url))
  for (const shown of [
    ...['Consultation', 'M. Blanc', 'href="tel:+33199002020"', 'Jeudi 26 novembre', '15 h 00 – 15 h 30'],
    ...['Attend votre réponse', 'dossier 12', 'Répondez au plus tard mardi 24 novembre à 11 h 00'],
    ...['Sans réponse, il sera refusé', 'Noté par une secrétaire', 'Délégation « premiers »'],
  ])
    expect(page).toContain(shown)
  for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) await rig.app.inject({ method, url })
  const nonce = /name="nonce" value="([^"]+)"/.exec(page)?.[1] ?? ''
  expect((await rig.post(url, { nonce })).statusCode).toBe(422)
  expect((await rig.post(url, { choice: 'approve' })).statusCode).toBe(403)
  expect(await row(id)).toEqual(before)
  const reads = (await rig.context.db.select().from(acts)).filter(({ verb }) => verb === 'appointment.read')
  expect(reads.map(({ subjectId, actorKind }) => [subjectId, actorKind])).toEqual(
    reads.map(() => [id, 'executive']),
  )
})

test('she confirms, thinks better of it, and cancels with a reason, each once and kept among her answers', async () => {
  const id = await book()
  const url = await rig.link('appointment', id)
  expect((await rig.press(url, 'approve')).headers.location).toBe(url)
  await rig.press(url, 'approve')
  expect(await row(id)).toMatchObject({ state: 'confirmed' })
  expect(plain(await rig.get(url))).toContain('Vous avez répondu à 11 h 00')
  await rig.press(url, 'undo')
  expect(await row(id)).toMatchObject({ state: 'proposed' })
  await rig.press(url, 'approve')
  await rig.press(url, 'cancelAppointment', { reason: 'audience  avancée\n' })
  expect(await row(id)).toMatchObject({ state: 'cancelled', endReason: 'audience avancée' })
  expect(plain(await rig.get(url))).toContain('<q><bdi>audience avancée</bdi></q>')
  expect((await rig.context.db.select().from(answers)).map(({ body, via }) => [body, via])).toEqual([
    ['approve', 'page'],
    ['approve', 'page'],
    ['cancelAppointment', 'page'],
  ])
  const last = (await actsOn(rig.context.db, id)).filter(({ verb }) => verb === 'appointment.cancelled')
  expect(last).toMatchObject([{ authority: 'link', after: { via: 'link' } }])
})

test('she moves it to a free time, never to one that was taken meanwhile', async () => {
  const id = await book()
  const url = await rig.link('appointment', id)
  const offered = [...(await rig.get(url)).body.matchAll(/value="move (\S+?)"/g)].map(([, at = '']) => at)
  const [first = '', second = ''] = offered
  expect([first, second]).toEqual(['2026-11-23T11:00:00.000Z', '2026-11-23T11:30:00.000Z'])
  await book({ startsAt: new Date(first) })
  const nonce = /name="nonce" value="([^"]+)"/.exec((await rig.get(url)).body)?.[1] ?? ''
  const wanted = (at: string) => rig.post(url, { nonce, choice: `move ${at}` })
  expect(noticeIn(await wanted(first))).toContain("n'est plus libre")
  expect(noticeIn(await wanted('2026-11-26T03:00:00.000Z'))).toContain("n'est plus libre")
  for (const odd of ['', 'x', '9999999']) expect((await wanted(odd)).statusCode, odd).not.toBe(303)
  expect(await row(id)).toMatchObject({ startsAt: thursday })
  for (const _ of [1, 2]) expect((await wanted(second)).statusCode).toBe(303)
  expect(await row(id)).toMatchObject({ startsAt: new Date(second), state: 'confirmed' })
  expect((await rig.get(`${url}?from=2026-11-28`)).body).toContain('value="move 2026-11-28T08:00:00.000Z"')
  for (const from of ['2026-02-30', 'x', ''])
    expect((await rig.get(`${url}?from=${from}`)).statusCode).toBe(200)
})

test('what a secretary did in her name she takes back, what the caller did she does not', async () => {
  const id = await book()
  const url = await rig.link('appointment', id)
  const ordered = { ...secretary(rig.context.now()), authority: 'order x' }
  await change(id, { step: 'move', startsAt: new Date('2026-11-27T09:00:00Z') }, ordered)
  const page = plain(await rig.get(url))
  expect(page).toContain('Du jeudi 26 novembre à 15 h 00 au vendredi 27 novembre à 10 h 00')
  expect(page).toContain('Fait en votre nom')
  await rig.press(url, 'undo')
  expect(await row(id)).toMatchObject({ startsAt: thursday, state: 'proposed' })
  await change(id, { step: 'cancel', reason: null }, by({ kind: 'caller', id }, 'link', rig.context.now()))
  expect((await rig.get(url)).body).not.toContain('value="undo"')
  const [act] = (await actsOn(rig.context.db, id)).filter(({ verb }) => verb === 'appointment.cancelled')
  const nonce = /name="nonce" value="([^"]+)"/.exec((await rig.get(url)).body)?.[1] ?? ''
  await rig.post(url, { nonce, choice: 'undo', undoes: act?.id ?? '' })
  expect(await row(id)).toMatchObject({ state: 'cancelled' })
})

test('another time in her own words is for a secretary, and stands on her page until it is seen to', async () => {
  const id = await book()
  const url = await rig.link('appointment', id)
  expect(noticeIn(await rig.press(url, 'ask', { words: ' ' }))).toContain('dites quand')
  expect((await rig.press(url, 'ask', { words: 'plutôt <b>lundi</b>' })).statusCode).toBe(303)
  const [task] = await rig.context.db.select().from(tasks).where(eq(tasks.kind, 'executiveAsksTime'))
  expect(task?.details).toMatchObject({ appointmentId: id, text: 'plutôt <b>lundi</b>' })
  expect(plain(await rig.get(url))).toContain('plutôt &lt;b&gt;lundi&lt;/b&gt;')
  expect(await row(id)).toMatchObject({ state: 'proposed' })
})

test('once it has begun nothing can be said, and a link opens one appointment of one person', async () => {
  const id = await book()
  const other = await book({ startsAt: new Date('2026-11-27T14:00:00Z'), executiveId: roux.id })
  const url = await rig.link('appointment', id)
  const closed = await rig.link('appointment', other)
  expect((await rig.get(closed)).statusCode).toBe(404)
  expect((await rig.get(`${url}/rdv/${other}`)).statusCode).toBe(404)
  rig.pass((thursday.getTime() + 60_000 - rig.context.now().getTime()) / 1000)
  const page = plain(await rig.get(url))
  expect(page).not.toContain('<form')
})

test('her agenda lists what waits first, then thirty days, and leads to each of hers and to no other', async () => {
  const mine = await book()
  const far = await book({ startsAt: new Date('2027-01-07T14:00:00Z') })
  const hers = await book({ startsAt: new Date('2026-11-27T14:00:00Z'), executiveId: roux.id })
  await change(await book({ startsAt: new Date('2026-11-24T09:00:00Z') }), { step: 'cancel', reason: null })
  const url = await rig.link('agenda', morel.id)
  const page = plain(await rig.get(url))
  expect(page).toContain('2 rendez-vous attendent votre réponse')
  expect(page).toContain('15h00–15h30')
  expect(page.split('class="entry"')).toHaveLength(2)
  expect(page.indexOf(far)).toBeLessThan(page.indexOf('Les 30 prochains jours'))
  expect(page).not.toContain(hers)
  const action = `${url}/rdv/${mine}`
  expect((await rig.get(action)).body).toContain(`href="../../${url.split('/').at(-1)}"`)
  expect((await rig.press(action, 'decline')).headers.location).toBe(action)
  expect(await row(mine)).toMatchObject({ state: 'declined' })
  expect(plain(await rig.get(action))).toContain('Revenir sur ma réponse')
  for (const wrong of [hers, 'x', '00000000-0000-7000-8000-000000000009'])
    expect((await rig.get(`${url}/rdv/${wrong}`)).statusCode).toBe(404)
})
