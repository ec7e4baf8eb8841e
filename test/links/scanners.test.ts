import { sql } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '../../src/ids.ts'
import { closedLinkPage } from '../../src/links/pages.ts'
import { revokeLinks } from '../../src/links/revoke-links.ts'
import { startChromium } from '../support/chromium.ts'
import { morel } from '../support/delivery-rig.ts'
import { describeWithChromium } from '../support/where-installed.ts'
import { type LinkRig, startLinkRig } from './link-rig.ts'
import { stageAgenda, stageMorning } from './link-stage.ts'

/** As they come by: mail gateways, link previews of messengers, crawlers, and people's own browsers. */
const scanners = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.88 SafeLinks',
  'Mozilla/5.0 (compatible; Proofpoint URL Defense)',
  'Mimecast-URL-Scanner/1.0',
  'BarracudaLinkProtect/1.0',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  'WhatsApp/2.23.20.0',
  'Mozilla/5.0 (compatible; GoogleImageProxy)',
  'curl/8.5.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1',
]

let rig: LinkRig
let urls: string[]
beforeAll(async () => {
  rig = await startLinkRig()
})
beforeEach(async () => {
  await rig.reset()
  const { voicemail, digest } = await stageMorning(rig)
  urls = [
    await rig.link('message', voicemail),
    await rig.link('digest', digest),
    await rig.link('availability', morel.id),
    await rig.link('settings', morel.id),
    await rig.link('appointment', await stageAgenda(rig)),
    await rig.link('agenda', morel.id),
  ]
})
afterAll(() => rig.close())

/** Every row of every table, but for the trace of what was read. */
async function everything(): Promise<Record<string, unknown>> {
  const { db } = rig.context
  const tables = [
    ...['acknowledgements', 'answers', 'alerts', 'availabilities', 'calls', 'deliveries', 'digests'],
    ...[
      'appointments',
      'approvals',
      'executives',
      'line_numbers',
      'links',
      'messages',
      'notices',
      'tasks',
      'texts',
    ],
  ]
  const rows: Record<string, unknown> = {}
  for (const table of tables)
    rows[table] = await db.execute(sql`select t.* from ${sql.identifier(table)} t order by t::text`)
  const isReading = sql`verb like '%.read' or verb like '%.heard'`
  rows.acts = await db.execute(sql`select * from acts where not (${isReading}) order by at, id`)
  return rows
}

test('ten scanners that come by again and again change nothing', async () => {
  const before = await everything()
  const asked = ['HEAD', 'OPTIONS', 'GET'] as const
  for (const url of urls)
    for (const agent of scanners)
      for (let time = 0; time < 4; time++)
        await rig.app.inject({
          method: asked[time % 3] ?? 'GET',
          url: time === 3 ? `${url}/unsubscribe` : url,
          headers: { 'user-agent': agent },
        })
  expect(await everything()).toEqual(before)
}, 240_000)

test('HEAD and OPTIONS leave no trace at all', async () => {
  const counted = () => rig.context.db.execute(sql`select count(*)::int as count from acts`)
  const before = await counted()
  for (const url of urls)
    for (const method of ['HEAD', 'OPTIONS'] as const) await rig.app.inject({ method, url })
  expect(await counted()).toEqual(before)
})

test('every answer of a link carries the headers of a private page', async () => {
  for (const url of [...urls, '/l/1/unknown', `${urls[3]}/unsubscribe`])
    for (const method of ['GET', 'POST'] as const) {
      const { headers } = await rig.app.inject({ method, url })
      expect(headers, `${method} ${url}`).toMatchObject({
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex, nofollow',
      })
      expect(headers['content-security-policy']).toContain("form-action 'self'; base-uri 'none'")
    }
})

test('altered, expired, revoked, unknown, or to what is gone: one page for all, also when answered', async () => {
  const closed = closedLinkPage().toString()
  const gone = await rig.link('digest', newId())
  const altered = urls.map((url) => url.slice(0, -1) + (url.endsWith('A') ? 'Q' : 'A'))
  const stranger = urls.map((url) => url.replace('/l/1/', '/l/2/'))
  const expectClosed = async (paths: readonly string[]) => {
    for (const url of paths)
      for (const method of ['GET', 'POST'] as const) {
        const { statusCode, body } = await rig.app.inject({ method, url })
        expect([statusCode, body], `${method} ${url}`).toEqual([404, closed])
      }
  }
  await expectClosed(['/l/1/unknown', '/l/1/%00', gone, ...altered, ...stranger])
  const [first = '', ...others] = urls
  await revokeLinks(rig.context.db, { clientId: 1, executiveId: morel.id }, rig.context.now())
  await expectClosed([first])
  await rig.context.db.execute(sql`update links set revoked_at = null`)
  rig.pass(31 * 86_400)
  await expectClosed([...others, ...others.map((url) => `${url}/unsubscribe`)])
})

describeWithChromium('a scanner that runs scripts', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser?.close())

  const pages = ['message', 'digest', 'availability', 'settings', 'appointment', 'agenda'] as const
  test.each(pages)(
    'that submits every form of a %s page, by no button, changes nothing',
    async (purpose) => {
      const url = urls[pages.indexOf(purpose)]
      const page = await browser.newPage({ bypassCSP: true, userAgent: scanners[1] ?? '' })
      const open = () => page.goto(rig.context.config.publicUrl + url, { waitUntil: 'load' })
      await open()
      const before = await everything()
      const posting = `[...document.forms].filter(({ method }) => method === 'post')`
      const forms = Number(await page.evaluate(`${posting}.length`))
      expect(forms).toBeGreaterThan(0)
      for (let form = 0; form < forms; form++)
        for (const submit of ['submit()', 'requestSubmit()']) {
          await open()
          const answered = page.waitForResponse((response) => response.request().method() === 'POST')
          await page.evaluate(`HTMLFormElement.prototype.${submit.slice(0, -2)}.call(${posting}[${form}])`)
          const response = await answered
          expect(response.status()).toBe(422)
          await page.getByRole('alert').waitFor()
        }
      expect(await everything()).toEqual(before)
      await page.close()
    },
    240_000,
  )
})
