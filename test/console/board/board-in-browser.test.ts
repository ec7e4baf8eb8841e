import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { calls } from '../../../src/calls/tables.ts'
import { secretaries, sessions } from '../../../src/secretaries/tables.ts'
import { openTask } from '../../../src/tasks/open-task.ts'
import { executiveWith, messageFor } from '../../support/a-message.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { startChromium } from '../../support/chromium.ts'
import { signIn } from '../../support/console-rig.ts'
import { lines, ring } from '../../support/ring.ts'
import { until } from '../../support/until.ts'
import { describeWithChromium } from '../../support/where-installed.ts'

const desktop = { viewport: { width: 1440, height: 900 } }

describeWithChromium('the board in a browser', () => {
  let rig: AgencyRig
  let browser: Browser
  let context: BrowserContext
  const complaints: string[] = []
  beforeAll(async () => {
    rig = await startAgencyRig({ work: false })
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })
  beforeEach(async () => {
    complaints.length = 0
    await rig.context.db.update(calls).set({ arrivedAt: new Date(0), concludeAt: null })
    context = await browser.newContext(desktop)
    await context.addCookies([{ ...(await signIn(rig, 'alice')).cookie, url: rig.url }])
  })
  afterEach(() => context.close())

  async function open(path = '/console'): Promise<Page> {
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (said) => {
      if (said.text().includes('Content Security Policy')) complaints.push(said.text())
    })
    await page.goto(rig.url + path)
    await page.locator('#live[data-state=on]').waitFor()
    return page
  }

  test('a call appears, is announced and counted in the title, and takes no focus', async () => {
    const page = await open()
    await page.locator('#onDuty').getByText('Alice').waitFor()
    await page.keyboard.press('Tab')
    const focused = await page.evaluate('document.activeElement.textContent')
    const call = await ring(rig)
    await page.locator(`#c${call.id}.ringing`).waitFor()
    expect(await page.locator('#announcement').textContent()).toBe(
      'Nouvel appel\u00a0: Me Petit, pour Cabinet Morel & Associés',
    )
    expect(await page.title()).toBe('(1) Tableau | Permanence')
    expect(await page.evaluate('document.activeElement.textContent')).toBe(focused)
    const newest = await ring(rig, { from: '+33199002002' })
    await page.locator('#announcement').getByText('M. Blanc').waitFor()
    expect(await page.title()).toBe('(2) Tableau | Permanence')
    // A tab that is opened later is told the same board by the first one, and counts on from there.
    const age = async (tab: Page) =>
      Number.parseInt((await tab.locator(`#c${newest.id} time[data-age]`).first().textContent()) ?? '', 10)
    await until('some seconds have passed', async () => (await age(page)) >= 3)
    const second = await open()
    await second.locator(`#c${newest.id}`).waitFor()
    expect(await age(second)).toBeGreaterThanOrEqual(3)
    await second.close()
    await page.keyboard.press('n')
    await page.waitForURL(`**/console/calls/${newest.clientId}/${newest.id}`)
    expect(complaints).toEqual([])
  }, 60_000)

  test('a row that moves to another part of the board keeps the focus', async () => {
    const call = await ring(rig)
    const page = await open()
    await page.locator(`#c${call.id} .head a`).focus()
    await rig.context.db
      .update(calls)
      .set({ endedAt: rig.context.now(), disposition: 'missed' })
      .where(eq(calls.id, call.id))
    rig.context.live.changed([call.clientId])
    await page.locator('#ended').locator(`#c${call.id}`).waitFor()
    expect(await page.evaluate('document.activeElement.closest("li").id')).toBe(`c${call.id}`)
  }, 60_000)

  test('a call rings through on another page, and what is being typed there stays', async () => {
    const morel = await executiveWith(rig.context.db, '+33199001101')
    const messageId = await messageFor(rig.context.db, morel, rig.context.now())
    const task = {
      clientId: morel.clientId,
      audience: 'secretary',
      kind: 'callback',
      key: messageId,
    } as const
    await openTask(
      rig.context.db,
      { ...task, details: { messageId, executiveId: morel.id } },
      rig.context.now(),
    )
    const board = await open()
    await board.locator('#tasks a').first().click()
    await board.locator('textarea').fill('il rappelle')
    const call = await ring(rig)
    await board.locator('#ringing-now a').getByText('Me Petit, pour Cabinet Morel').waitFor()
    await board.keyboard.type(' n ? non')
    expect(await board.locator('textarea').inputValue()).toBe('il rappelle n ? non')
    await board.keyboard.press('Control+Enter')
    await board.waitForURL('**/console')
    await board.locator(`#c${call.id}`).waitFor()
    expect(await board.locator('#tasks a').count()).toBe(0)
  }, 60_000)

  test('two tabs share one stream, the hidden one included', async () => {
    const streams: string[] = []
    context.on('request', (request) => request.url().endsWith('/events') && streams.push(request.url()))
    const first = await open()
    const second = await open()
    await second.bringToFront()
    const call = await ring(rig)
    await Promise.all(
      [first, second].map((page) => page.locator(`#c${call.id}`).waitFor({ state: 'attached' })),
    )
    expect(streams).toHaveLength(1)
    await first.close()
    const next = await ring(rig, { to: lines.lenoir })
    await second.locator(`#c${next.id}`).waitFor()
    expect(streams).toHaveLength(2)
  }, 60_000)

  test('a call that changes hands is announced to her who gets it and to her who had it, until she has seen it', async () => {
    const page = await open()
    await page.locator('#onDuty').getByText('Alice').waitFor()
    const call = await ring(rig)
    const claire = await signIn(rig, 'claire')
    const idOf = async (key: string) =>
      (await rig.context.db.select().from(secretaries).where(eq(secretaries.key, key)))[0]?.id ?? ''
    const address = `/console/calls/${call.clientId}/${call.id}`
    await claire.post(`${address}/take`)
    expect((await claire.get(`${address}/relay`)).body).toContain('<bdi>Alice</bdi>')
    const pair = { to: await idOf('alice'), from: await idOf('claire') }
    expect((await claire.post(`${address}/give`, pair)).location).toBe('/console')
    const given = page.locator('#handed-now a', { hasText: 'Claire vous confie l’appel de Me Petit' })
    await given.waitFor()
    await page.locator('#handed-now button').click()
    await page.reload()
    await page.locator(`#c${call.id}`, { hasText: 'confié par Claire' }).waitFor()
    await page.locator('#live[data-state=on]').waitFor()
    expect(await given.count()).toBe(0)

    await claire.post(`${address}/relieve`, { from: pair.to })
    await page.locator('#handed-now', { hasText: 'Claire a pris le relais de votre appel' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('t')
    await page.waitForURL(`**${address}/relay`)
    await page.getByText('Claire s’en occupe depuis').waitFor()
    await page.keyboard.press('t')
    await page.waitForURL(`**${address}`)
    await page.locator('.by.mine').getByText('à la suite de Claire').waitFor()
    expect(complaints).toEqual([])
  })

  test('a session that ends says so, and leaves the page as it is', async () => {
    const page = await open()
    const [alice] = await rig.context.db.select().from(secretaries).where(eq(secretaries.key, 'alice'))
    await rig.context.db
      .update(sessions)
      .set({ endedAt: rig.context.now() })
      .where(eq(sessions.secretaryId, alice?.id ?? ''))
    rig.context.live.changed([(await ring(rig)).clientId])
    await page.locator('#live[data-state=ended]').waitFor()
    expect(await page.locator('#signed-out').isVisible()).toBe(true)
  }, 60_000)

  test('keys go through the lines and open the list of keys, unless she switched them off', async () => {
    const call = await ring(rig)
    const page = await open()
    await page.keyboard.press('j')
    expect(await page.evaluate('document.activeElement.closest("li").id')).toBe(`c${call.id}`)
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Ouvrir le dernier appel que personne n’a pris').waitFor()
    await page.keyboard.press('n')
    await page.keyboard.press('Escape')
    expect(page.url()).toBe(`${rig.url}/console`)
    await rig.context.db.update(secretaries).set({ singleKeys: false }).where(eq(secretaries.key, 'alice'))
    await page.reload()
    await page.locator('#live[data-state=on]').waitFor()
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await rig.context.db.update(secretaries).set({ singleKeys: true }).where(eq(secretaries.key, 'alice'))
  }, 60_000)

  test('a text is marked as seen without leaving the board', async () => {
    rig.exchange.text({
      from: '+33612345678',
      to: lines.durand,
      body: `<b>Fuite</b> \u202e${'x'.repeat(500)}`,
    })
    await rig.exchange.settled()
    const page = await open()
    const text = page.locator('#texts li')
    expect(await text.textContent()).toContain('<b>Fuite</b>')
    await text.getByRole('button', { name: 'Vu' }).press('Enter')
    await page.locator('#texts').getByText('Tous les SMS ont été regardés.').waitFor()
    expect(page.url()).toBe(`${rig.url}/console`)
    expect(complaints).toEqual([])
  }, 60_000)
})
