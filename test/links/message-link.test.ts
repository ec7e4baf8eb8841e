import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { fetchRecording } from '../../src/calls/fetch-recording.ts'
import { executives } from '../../src/clients/tables.ts'
import { assetsRoutes } from '../../src/console/assets-routes.ts'
import { linkToken, makeLink } from '../../src/links/make-link.ts'
import { revokeLinks } from '../../src/links/revoke-links.ts'
import { linksRoutes } from '../../src/links/routes.ts'
import { links } from '../../src/links/tables.ts'
import { type Slip, takeMessage } from '../../src/messages/take-message.ts'
import { violations } from '../support/axe.ts'
import { startChromium } from '../support/chromium.ts'
import { type DeliveryRig, morel, slip, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')), async (app, context) => {
    await app.register((scope) => linksRoutes(scope, context))
    await app.register(assetsRoutes)
  })
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

/** Sends the message and takes the link out of the text, as the executive would. */
async function linkTo(message: Slip): Promise<string> {
  await rig.context.db.transaction((tx) => takeMessage(tx, message, rig.context.now()))
  await rig.work()
  const body = rig.exchange.telephone(morel.mobile).texts.at(-1)?.body ?? ''
  const url = /http\S+/.exec(body)?.[0] ?? expect.fail(body)
  return new URL(url).pathname
}
const open = (url: string, headers: Record<string, string> = {}) => rig.app.inject({ url, headers })
const actsSoFar = async () => (await rig.context.db.select().from(acts)).map(({ verb }) => verb)

test('the link shows who called and when, and leaves a trace of the reading', async () => {
  const page = await open(await linkTo(slip()))
  expect(page.statusCode).toBe(200)
  for (const shown of [
    'Me Petit',
    '01 99 00 20 01',
    'Cabinet Morel',
    'Me Morel',
    '20 novembre 2026',
    '12 secondes',
  ])
    expect(page.body.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(shown)
  expect(page.headers).toMatchObject({
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  const [act] = await rig.context.db.select().from(acts)
  expect(act).toMatchObject({ verb: 'message.read', actorKind: 'executive', actorId: morel.id })
})

test('the page says that the audio is on its way, then plays it, in ranges too', async () => {
  const { call, key } = await rig.voicemail()
  const link = await linkTo(call)
  expect((await open(link)).body).toContain('en cours de transfert')
  expect((await open(`${link}/audio`)).statusCode).toBe(404)
  await fetchRecording(rig.context, key)
  const page = await open(link)
  const source = /<audio[^>]* src="([^"]+)"/.exec(page.body)?.[1] ?? expect.fail('no player')
  const audioUrl = new URL(source, `http://x${link}`).pathname
  const whole = await open(audioUrl)
  expect(whole.headers['content-type']).toBe('audio/wav')
  expect(whole.rawPayload.subarray(0, 4).toString()).toBe('RIFF')
  const part = await open(audioUrl, { range: 'bytes=0-3' })
  expect(part.statusCode).toBe(206)
  expect(part.headers['content-range']).toBe(`bytes 0-3/${whole.rawPayload.length}`)
  expect(part.rawPayload.toString()).toBe('RIFF')
  expect((await open(audioUrl, { range: 'bytes=99999999-' })).statusCode).toBe(416)
  expect(await actsSoFar()).toContain('message.heard')
})

test('whatever is wrong with a link, the answer is the same page, and nothing is read', async () => {
  const link = await linkTo(slip())
  const [, , clientId = '', token = ''] = link.split('/')
  const altered = token.slice(0, -1) + (token.endsWith('A') ? 'E' : 'A')
  const wrong = [
    `/l/${clientId}/${altered}`,
    `/l/2/${token}`,
    `/l/x/${token}`,
    `/l/${clientId}/%00`,
    '/l/999999999999/x',
  ]
  const pages = await Promise.all(wrong.map((url) => open(url)))
  await rig.context.db
    .update(executives)
    .set({ leftAt: rig.context.now() })
    .where(eq(executives.id, morel.id))
  pages.push(await open(link))
  await rig.context.db.update(executives).set({ leftAt: null })
  await revokeLinks(rig.context.db, { clientId: 1, executiveId: morel.id }, rig.context.now())
  pages.push(await open(link), await open(`${link}/audio`))
  expect(new Set(pages.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
  expect(pages[0]?.statusCode).toBe(404)
  expect(pages[0]?.body).not.toContain('Morel')
  expect(await actsSoFar()).toEqual([])
})

test('a link ends after thirty days', async () => {
  const link = await linkTo(slip())
  rig.pass(29 * 86_400)
  expect((await open(link)).statusCode).toBe(200)
  rig.pass(2 * 86_400)
  expect((await open(link)).statusCode).toBe(404)
})

test('a link that is sent again holds from then on', async () => {
  const link = await linkTo(slip())
  const [row] = await rig.context.db.select().from(links)
  if (!row) return expect.fail('no link')
  rig.pass(29 * 86_400)
  const { clientId, purpose, subjectId, executiveId } = row
  if (executiveId === null) return expect.fail('a link that is for nobody')
  const subject = { clientId, purpose, subjectId, executiveId }
  const token = linkToken(rig.context.config, subject)
  await rig.context.db.transaction((tx) => makeLink(tx, { ...subject, token }, rig.context.now()))
  rig.pass(2 * 86_400)
  expect((await open(link)).statusCode).toBe(200)
})

test('of a page every GET leaves a trace, and a HEAD none', async () => {
  const link = await linkTo(slip())
  await open(link)
  await rig.app.inject({ method: 'HEAD', url: link })
  await open(link)
  expect(await actsSoFar()).toEqual(['message.read', 'message.read'])
})

test('a voicemail is heard once, however many pieces the player fetches', async () => {
  const { call, key } = await rig.voicemail()
  const link = await linkTo(call)
  await fetchRecording(rig.context, key)
  for (const range of ['bytes=4-', 'bytes=0-3', 'bytes=-4', 'bytes=99999999-'])
    await open(`${link}/audio`, { range })
  await rig.app.inject({ method: 'HEAD', url: `${link}/audio` })
  expect(await actsSoFar()).toEqual(['message.heard'])
})

test('what a caller wrote is shown as text, and his links cannot be tapped', async () => {
  const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script> http://evil.example/pay`
  const page = await open(
    await linkTo(slip({ kind: 'text', callerName: evil, body: evil, voicemailSeconds: null })),
  )
  expect(page.body).not.toMatch(/<img|<script|href="http/)
  expect(page.body).toContain('evil(.)example')
})

test('an executive who reads English gets the page in English', async () => {
  await rig.context.db.update(executives).set({ language: 'en' })
  const page = await open(await linkTo(slip()))
  expect(page.body).toContain('<html lang="en">')
  expect(page.body).toContain('You have a message')
})

test.skipIf(inject('chromium') === null)('the page reads well on a telephone and is accessible', async () => {
  const { call, key } = await rig.voicemail()
  await fetchRecording(rig.context, key)
  const link = await linkTo({
    ...call,
    urgency: 'urgent',
    body: 'mot '.repeat(80),
    callerName: 'x'.repeat(150),
  })
  const browser = await startChromium()
  try {
    const strict = await browser.newPage({ viewport: { width: 390, height: 844 } })
    const problems: string[] = []
    strict.on('console', (line) => line.type() === 'error' && problems.push(line.text()))
    await strict.goto(rig.context.config.publicUrl + link)
    await strict.evaluate('document.querySelector("audio").load()')
    await strict.evaluate('document.querySelector("audio").play()')
    await strict.waitForFunction('document.querySelector("audio").duration > 11')
    expect(problems).toEqual([])
    // axe is a script of another origin, which the page itself forbids.
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true })
    const page = await context.newPage()
    for (const path of [link, '/l/1/unknown']) {
      await page.goto(rig.context.config.publicUrl + path)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
      expect(await violations(page)).toEqual([])
    }
    if (process.env.SHOT) await page.goto(rig.context.config.publicUrl + link)
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true })
  } finally {
    await browser.close()
  }
})
