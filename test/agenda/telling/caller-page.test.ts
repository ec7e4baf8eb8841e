import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import { bookAppointment } from '../../../src/agenda/book-appointment.ts'
import { appointments } from '../../../src/agenda/tables.ts'
import { callerRoutes } from '../../../src/agenda/telling/pages/caller-routes.ts'
import { links } from '../../../src/links/tables.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { bookingOf, secretary } from '../../support/an-agenda.ts'
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
