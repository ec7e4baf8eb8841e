import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import { appointments } from '../../../src/agenda/tables.ts'
import { renewLinks } from '../../../src/clients/reach/renew-links.ts'
import { clients, executives } from '../../../src/clients/tables.ts'
import { newId } from '../../../src/ids.ts'
import { links } from '../../../src/links/tables.ts'
import { type LinkRig, plain, startLinkRig } from '../../links/link-rig.ts'
import { morel, roux } from '../../support/delivery-rig.ts'
import { calendarFaults } from '../invitations/calendar-faults.ts'

let rig: LinkRig
let settings: string
beforeAll(async () => {
  rig = await startLinkRig()
})
beforeEach(async () => {
  await rig.context.db.delete(appointments)
  await rig.reset()
  settings = await rig.link('settings', morel.id)
})
afterAll(() => rig.close())

type Row = typeof appointments.$inferInsert
const days = (count: number) => new Date(rig.context.now().getTime() + count * 86_400_000)

async function appointment(inDays: number, more: Partial<Row> = {}): Promise<string> {
  const id = newId()
  const startsAt = days(inDays)
  const endsAt = new Date(startsAt.getTime() + 30 * 60_000)
  await rig.context.db.insert(appointments).values({
    ...{ clientId: 1, id, uid: id, executiveId: morel.id, state: 'confirmed', title: 'Consultation' },
    ...{ startsAt, endsAt, blockedFrom: startsAt, blockedUntil: endsAt, timeZone: 'Europe/Paris' },
    ...{ venue: 'onSite', callerName: 'M. Blanc', language: 'fr', createdAt: days(0), changedAt: days(0) },
    ...more,
  })
  return id
}

/** The address that her settings page shows, as a path. */
async function address(): Promise<string> {
  const page = await rig.get(settings)
  const [, url = ''] = /id="feed-url" type="text" value="([^"]+)"/.exec(page.body) ?? []
  return url && new URL(url).pathname
}
async function subscribed(): Promise<string> {
  expect((await rig.press(settings, 'renewFeed')).statusCode).toBe(303)
  return address()
}
const eventsIn = (text: string) =>
  ICAL.Component.fromString(text)
    .getAllSubcomponents('vevent')
    .map((event) => ({
      uid: event.getFirstPropertyValue('uid'),
      status: event.getFirstPropertyValue('status'),
      summary: event.getFirstPropertyValue('summary'),
    }))

test('she makes an address on her settings page, and her calendar program reads her appointments there', async () => {
  expect(await address()).toBe('')
  const soon = await appointment(1, { state: 'proposed' })
  const later = await appointment(2)
  await appointment(3, { executiveId: roux.id })
  const url = await subscribed()
  const feed = await rig.get(url)
  expect(feed.statusCode).toBe(200)
  expect(feed.headers['content-type']).toBe('text/calendar; charset=utf-8')
  expect(calendarFaults(feed.body)).toEqual([])
  expect(feed.body).toContain('METHOD:PUBLISH\r\n')
  expect(feed.body).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\nX-PUBLISHED-TTL:PT15M\r\n')
  expect(eventsIn(feed.body)).toEqual([
    { uid: soon, status: 'TENTATIVE', summary: 'Consultation – M. Blanc' },
    { uid: later, status: 'CONFIRMED', summary: 'Consultation – M. Blanc' },
  ])
  expect(plain(await rig.get(settings))).toContain(`href="webcal://`)
})

test('from three months back to thirteen ahead, cancelled ones for thirty days, offers never', async () => {
  const shown = [
    await appointment(-91, { state: 'held' }),
    await appointment(1, { state: 'cancelled', changedAt: days(-29) }),
    await appointment(2, { state: 'declined' }),
    await appointment(395),
  ]
  await appointment(-93)
  await appointment(397)
  await appointment(3, { state: 'cancelled', changedAt: days(-31) })
  await appointment(4, { state: 'cancelled', reservedUntil: days(-1) })
  await appointment(5, { state: 'reserved', reservedUntil: days(1) })
  const events = eventsIn((await rig.get(await subscribed())).body)
  expect(events.map(({ uid }) => uid)).toEqual(shown)
  expect(events.map(({ status }) => status)).toEqual(['CONFIRMED', 'CANCELLED', 'CANCELLED', 'CONFIRMED'])
})

test('what has not changed is not sent again', async () => {
  const id = await appointment(1)
  const url = await subscribed()
  const { etag = '' } = (await rig.get(url)).headers
  rig.pass(60)
  for (const asked of [etag, `W/${etag}`, `"x", ${etag}`]) {
    const again = await rig.get(url, { 'if-none-match': String(asked) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  }
  await rig.context.db.update(appointments).set({ state: 'cancelled' }).where(eq(appointments.id, id))
  const changed = await rig.get(url, { 'if-none-match': String(etag) })
  expect(changed.statusCode).toBe(200)
  expect(changed.headers.etag).not.toBe(etag)
})

test('reading it changes nothing, whoever reads', async () => {
  const url = await subscribed()
  const before = await rig.context.db.$count(acts)
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'PROPFIND'] as const)
    await rig.app.inject({ method, url })
  expect((await rig.app.inject({ method: 'HEAD', url })).statusCode).toBe(200)
  expect((await rig.app.inject({ method: 'POST', url })).statusCode).toBe(404)
  expect(await rig.context.db.$count(acts)).toBe(before)
  expect(await address()).toBe(url)
})

test('a new address ends the old one, and deleted there is none', async () => {
  const old = await subscribed()
  const renewed = await subscribed()
  expect(renewed).not.toBe(old)
  expect((await rig.get(old)).statusCode).toBe(404)
  expect((await rig.get(renewed)).statusCode).toBe(200)
  await rig.press(settings, 'revokeFeed')
  expect((await rig.get(renewed)).statusCode).toBe(404)
  expect(await address()).toBe('')
  expect(await rig.verbs()).toEqual(['feed.renewed', 'feed.renewed', 'feed.revoked'])
})

test('only its hash is kept, and other links do not open it', async () => {
  const url = await subscribed()
  const token = url.split('/').at(-2) ?? ''
  const kept = await rig.context.db.select().from(links)
  expect(kept.map(({ purpose }) => purpose)).toContain('feed')
  expect(JSON.stringify(kept)).not.toContain(token)
  expect((await rig.get(`${settings}/agenda.ics`)).statusCode).toBe(404)
  expect((await rig.get(url.replace('/agenda.ics', ''))).statusCode).toBe(404)
  expect((await rig.get(url.replace(token, `${token.slice(0, -1)}!`))).statusCode).toBe(404)
})

test('a supervisor who renews her links ends the address too', async () => {
  const url = await subscribed()
  const renewing = { clientId: 1, key: 'morel', actor: { kind: 'supervisor', id: roux.id } } as const
  await rig.context.db
    .update(executives)
    .set({ email: 'helene@morel.demo.test' })
    .where(eq(executives.id, morel.id))
  expect(await renewLinks(rig.context, renewing)).toBe('sent')
  expect((await rig.get(url)).statusCode).toBe(404)
  expect(await rig.verbs()).toEqual(['feed.renewed', 'feed.revoked', 'links.renewed'])
})

test('who left reads no more', async () => {
  const url = await subscribed()
  await rig.context.db
    .update(executives)
    .set({ leftAt: days(0) })
    .where(eq(executives.id, morel.id))
  expect((await rig.get(url)).statusCode).toBe(404)
  await rig.context.db.update(executives).set({ leftAt: null }).where(eq(executives.id, morel.id))
})

test('of a health client it shows times without names', async () => {
  await appointment(1, { note: 'Lombalgie', details: [{ question: 'Motif', answer: 'dos' }] })
  const url = await subscribed()
  await rig.context.db.update(clients).set({ health: true }).where(eq(clients.clientId, 1))
  const { body } = await rig.get(url)
  await rig.context.db.update(clients).set({ health: false }).where(eq(clients.clientId, 1))
  expect(calendarFaults(body)).toEqual([])
  expect(eventsIn(body)).toMatchObject([{ summary: 'Rendez-vous' }])
  for (const secret of ['Blanc', 'Consultation', 'Lombalgie', 'dos', 'Morel'])
    expect(body.replaceAll('\r\n ', '')).not.toContain(secret)
})

test('each of what is to come carries a link of its own, which closes with the address that gave it out', async () => {
  const soon = await appointment(1)
  await appointment(-1)
  const url = await subscribed()
  const given = () => rig.get(url).then(({ body }) => linksIn(body))
  const [first, ...others] = await given()
  expect(others).toEqual([])
  expect(await given()).toEqual([first])
  const path = new URL(first ?? '').pathname
  expect(plain(await rig.get(path))).toContain('Annuler ce rendez-vous')
  const mailed = await rig.link('appointment', soon)
  expect(mailed).not.toBe(path)
  await rig.press(settings, 'renewFeed')
  expect((await rig.get(path)).statusCode).toBe(404)
  expect((await rig.get(mailed)).statusCode).toBe(200)
  const [renewed] = linksIn((await rig.get(await address())).body)
  expect((await rig.get(new URL(renewed ?? '').pathname)).statusCode).toBe(200)
})

const linksIn = (text: string) =>
  ICAL.Component.fromString(text)
    .getAllSubcomponents('vevent')
    .flatMap((event) => /http\S+/.exec(String(event.getFirstPropertyValue('description') ?? ''))?.[0] ?? [])
