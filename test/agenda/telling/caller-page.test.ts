import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import { bookAppointment } from '../../../src/agenda/book-appointment.ts'
import { changeAppointment } from '../../../src/agenda/change-appointment.ts'
import { appointments } from '../../../src/agenda/tables.ts'
import { callerRoutes } from '../../../src/agenda/telling/pages/caller-routes.ts'
import { offerFreedTimes } from '../../../src/agenda/waiting/offer-freed-times.ts'
import { putOnList } from '../../../src/agenda/waiting/put-on-list.ts'
import { waitingCallers } from '../../../src/agenda/waiting/tables.ts'
import { executives } from '../../../src/clients/tables.ts'
import { links } from '../../../src/links/tables.ts'
import { weekdaySchema } from '../../../src/rules/rule.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { bookingOf, emptyAgenda, secretary, typeFor } from '../../support/an-agenda.ts'
import { type DeliveryRig, morel, number, startDeliveryRig } from '../../support/delivery-rig.ts'

let rig: DeliveryRig
let url: string
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')), (app, context) =>
    app.register((scope) => callerRoutes(scope, context)),
  )
})
beforeEach(async () => {
  await rig.reset()
  rig.pass((Date.parse('2026-11-23T10:00:00Z') - rig.context.now().getTime()) / 1000)
  url = await sentLink()
})
afterAll(() => rig?.close())

const blanc = number('+33199002020')

/** M. Blanc books for Thursday at 15:00 and gets his link. */
async function sentLink(): Promise<string> {
  const [startsAt, endsAt] = [new Date('2026-11-26T14:00:00Z'), new Date('2026-11-26T14:30:00Z')]
  const caller = { name: 'M. Blanc', number: blanc, email: null, contactId: null, language: 'fr' } as const
  const booking = bookingOf({ clientId: 1, id: morel.id }, { title: 'Bilan', startsAt, endsAt, caller })
  const now = rig.context.now()
  await rig.context.db.transaction((tx) => bookAppointment(tx, booking, secretary(now), now))
  await rig.work()
  const text = rig.exchange.telephone(blanc).texts.at(-1)?.body ?? ''
  return /\nhttp\S+$/.exec(text)?.[0].trim() ?? expect.fail(text)
}
const page = async () => (await fetch(url)).text()
const state = async () => (await rig.context.db.select().from(appointments))[0]?.state
const post = (fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
const nonce = async () => /name="nonce" value="([^"]+)"/.exec(await page())?.[1] ?? expect.fail('no form')

test('he reads when, with whom and where, and whoever only looks changes nothing', async () => {
  const before = await rig.context.db.select().from(appointments)
  for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) expect((await fetch(url, { method })).status).toBe(200)
  const seen = await page()
  expect(seen).toContain('26 novembre 2026 à 15')
  expect(seen).toContain('Me Morel')
  for (const fields of [{ choice: 'cancel' }, { choice: 'cancel', nonce: 'x' }, { nonce: await nonce() }])
    expect((await post({ ...fields })).status).toBe(403)
  expect(await rig.context.db.select().from(appointments)).toEqual(before)
  const rows = await rig.context.db.select().from(links).where(eq(links.purpose, 'callerAppointment'))
  expect(rows.map(({ expiresAt }) => expiresAt.toISOString())).toEqual(['2026-11-27T14:30:00.000Z'])
})

test('he cancels once, hears that it is done, and reads so ever after', async () => {
  const fields = { choice: 'cancel', nonce: await nonce() }
  expect((await post(fields)).status).toBe(303)
  expect((await post(fields)).status).toBe(303)
  expect(await state()).toBe('cancelled')
  expect(await page()).toContain('Ce rendez-vous est annulé.')
  const done = await rig.context.db.select().from(acts).where(eq(acts.verb, 'appointment.cancelled'))
  expect(done.map(({ actorKind, authority }) => [actorKind, authority])).toEqual([['caller', 'link']])
  await rig.work()
  expect(rig.exchange.telephone(blanc).texts.at(-1)?.body).toContain('est annulé')
  expect((await fetch(`${url}/rdv.ics`)).status).toBe(404)
})

test('he asks for another time in his own words, which a secretary finds', async () => {
  const asked = await post({ choice: 'ask', words: 'plutôt <b>vendredi</b>', nonce: await nonce() })
  expect(await asked.text()).toContain('nous vous rappelons')
  const [task] = await rig.context.db.select().from(tasks).where(eq(tasks.kind, 'callerAsksTime'))
  expect(task?.details).toMatchObject({ text: 'plutôt <b>vendredi</b>', number: blanc })
  expect(await state()).toBe('proposed')
  const event = await (await fetch(`${url}/rdv.ics`)).text()
  expect(event).toContain('DTSTART:20261126T140000Z')
  expect(event).not.toContain('Bilan')
})

test('once it has begun nothing can be changed, and a day after it the link is closed', async () => {
  const fields = { choice: 'cancel', nonce: await nonce() }
  rig.pass((Date.parse('2026-11-26T14:10:00Z') - rig.context.now().getTime()) / 1000)
  expect(await page()).toContain('Ce rendez-vous est passé.')
  expect((await post(fields)).status).toBe(403)
  expect(await state()).toBe('proposed')
  rig.pass(86_400 + 3_600)
  expect((await fetch(url)).status).toBe(404)
})

const brun = number('+33199002021')

/** M. Blanc's time has come free and is offered to M. Brun, who gets his link. */
async function offeredLink(): Promise<string> {
  const { db, now } = rig.context
  await emptyAgenda(db)
  const workingHours = [{ days: [...weekdaySchema.options], from: '09:00', to: '18:00' }]
  await db.update(executives).set({ workingHours })
  const type = await typeFor(db, { clientId: 1 })
  const startsAt = new Date('2026-11-26T14:00:00Z')
  const doing = secretary(now())
  const booking = bookingOf({ clientId: 1, id: morel.id }, { typeId: type.id, startsAt })
  const booked = await db.transaction((tx) => bookAppointment(tx, booking, doing, now()))
  if (booked.kind !== 'booked') return expect.fail(booked.kind)
  const waiting = {
    ...{ clientId: 1, typeId: type.id, executiveId: null, callerName: 'M. Brun', callerNumber: brun },
    ...{ callerEmail: null, language: 'fr' as const, note: null, suits: 'any' as const },
    ...{ notBefore: null, notAfter: null, insteadOfId: null },
  }
  await db.transaction((tx) => putOnList(tx, waiting, doing, now()))
  const key = { clientId: 1, appointmentId: booked.appointment.id }
  await db.transaction((tx) => changeAppointment(tx, key, { step: 'cancel', reason: null }, doing, now()))
  rig.pass(121)
  await offerFreedTimes(rig.context)
  await rig.work()
  const text = rig.exchange.telephone(brun).texts.at(-1)?.body ?? ''
  expect(text).toMatch(
    /une heure s'est libérée : jeudi 26\/11 à 15h00 avec Me Morel\. Gardée pour vous jusqu'au lundi 23\/11 à 13h0\d\./,
  )
  return /\nhttp\S+$/.exec(text)?.[0].trim() ?? expect.fail(text)
}
const hisPlace = async () => (await rig.context.db.select().from(waitingCallers))[0]?.state

test('an offer is taken by its page, once, and is an appointment of his from then on', async () => {
  url = await offeredLink()
  for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(url, { method })).status).toBe(200)
  expect(await page()).toContain('Elle est gardée pour vous')
  expect((await post({ choice: 'accept' })).status).toBe(403)
  expect(await hisPlace()).toBe('offered')
  const fields = { choice: 'accept', nonce: await nonce() }
  for (const _ of [1, 2]) expect((await post(fields)).status).toBe(303)
  expect(await hisPlace()).toBe('booked')
  expect(await page()).toContain('nous vous le confirmerons')
  const made = await rig.context.db.select().from(appointments).where(eq(appointments.callerNumber, brun))
  expect(made.map(({ state, reservedUntil }) => [state, reservedUntil])).toEqual([['proposed', null]])
  expect((await post({ choice: 'cancel', nonce: await nonce() })).status).toBe(303)
  expect(await page()).toContain('Ce rendez-vous est annulé.')
})

test('an offer that he leaves, or that is over, says so kindly and what he can do', async () => {
  url = await offeredLink()
  const fields = { choice: 'accept', nonce: await nonce() }
  expect((await post({ ...fields, choice: 'refuse' })).status).toBe(303)
  expect(await page()).toContain('plus disponible')
  expect(await page()).toMatch(/Vous restez sur la liste[\s\S]*tel:\+33199001001/)
  expect((await post(fields)).status).toBe(303)
  expect(await hisPlace()).toBe('waiting')
  url = await offeredLink()
  const late = { choice: 'accept', nonce: await nonce() }
  rig.pass(7_201)
  expect((await post(late)).status).toBe(303)
  await offerFreedTimes(rig.context)
  expect((await post(late)).status).toBe(303)
  expect(await page()).toContain('plus disponible')
  expect(await hisPlace()).toBe('waiting')
})
