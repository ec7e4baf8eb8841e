import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type callLegs, liveCalls } from '../../src/answering/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { startChromium, withMicrophone } from '../support/chromium.ts'
import { signIn } from '../support/console-rig.ts'
import { legsOf } from '../support/live-rig.ts'
import { lines } from '../support/ring.ts'
import { until } from '../support/until.ts'
import { describeWithChromium } from '../support/where-installed.ts'

const isJoinedSupervisor = ({ role, joinedAt }: typeof callLegs.$inferSelect) =>
  role === 'supervisor' && joinedAt !== null

type Desk = { context: BrowserContext; page: Page; phone: Page }

describeWithChromium('the telephone in a browser', () => {
  let rig: AgencyRig
  let browser: Browser
  const complaints: string[] = []
  beforeAll(async () => {
    rig = await startAgencyRig({ work: false })
    browser = await startChromium(withMicrophone)
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  async function sitDown(key: string): Promise<Desk> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    context.on('weberror', (error) => complaints.push(error.error().message))
    context.on('console', (said) => {
      if (said.text().includes('Content Security Policy')) complaints.push(said.text())
    })
    await context.addCookies([{ ...(await signIn(rig, key)).cookie, url: rig.url }])
    const page = await context.newPage()
    await page.goto(`${rig.url}/console`)
    const opened = context.waitForEvent('page')
    await page.locator('#station[data-standing] a').click()
    const phone = await opened
    await phone.locator('#start').click()
    await phone.locator('#leave:visible').waitFor()
    await page.locator('#station[data-standing=free]').waitFor()
    // Known to arriving calls half a second later at most.
    await rig.context.presence.refresh(rig.context.now())
    return { context, page, phone }
  }

  const pressed = (leg: { onKey: ((key: string) => void) | null }, key: string) =>
    until('he is asked for a key', () => {
      leg.onKey?.(key)
      return leg.onKey !== null
    })

  const liveOf = async (callId: string) => {
    const [row] = await rig.context.db.select().from(liveCalls).where(eq(liveCalls.callId, callId))
    return row
  }

  test('it rings at two desks, is answered at one by a key from within a form, and outlives a reload', async () => {
    const [alice, claire] = await Promise.all([sitDown('alice'), sitDown('claire')])
    const caller = rig.exchange.call({ from: '+33199007001', to: lines.morel, byHand: true })
    const ringing = alice.page.locator('#ring:visible')
    await ringing.getByText('Cabinet Morel & Associés').first().waitFor()
    expect(await ringing.locator('.says').textContent()).toContain('Cabinet Morel & Associés, bonjour.')
    expect(await alice.page.locator('#ring-news').textContent()).toContain('F9')
    await alice.phone.locator('#ring:visible').waitFor()
    await claire.page.locator('#ring:visible').waitFor()

    await alice.page.goto(`${rig.url}/console/log`)
    await alice.page.locator('#ring:visible').waitFor()
    await alice.page.locator('form input:visible').first().focus()
    await alice.page.keyboard.press('F9')
    await alice.page.waitForURL('**/console/calls/*/*')
    const callId = alice.page.url().split('/').at(-1) ?? ''
    await until('they speak', async () => (await liveOf(callId))?.state === 'talking')
    await alice.page.locator('#call-bar[data-state=talking]').waitFor()
    await claire.page.locator('#ring').waitFor({ state: 'hidden' })
    await claire.page.goto(`${rig.url}/console/floor`)
    await claire.page.locator('.station', { hasText: 'Alice' }).getByText('Cabinet Morel').waitFor()
    await claire.page.locator('#floor [data-listens=join]').click()
    await alice.page.getByText('Claire parle avec vous et l’appelant').waitFor()
    await claire.page.locator('#call-bar', { hasText: 'Vous parlez avec Alice' }).waitFor()
    await until('she is there', async () => (await legsOf(rig, callId)).some(isJoinedSupervisor))
    await claire.page.keyboard.press('Shift+F9')
    await alice.page.locator('#call-bar .heard').waitFor({ state: 'hidden' })
    await claire.page.locator('#station[data-standing=free]').waitFor()

    await alice.page.locator('textarea[name=body]').fill('demande le dossier')
    await alice.page.keyboard.press('F8')
    await alice.phone.locator('#call-bar[data-state=muted]').waitFor()
    await alice.page.reload()
    await alice.page.locator('#call-bar[data-state=muted]').waitFor()
    expect(await alice.page.locator('textarea[name=body]').inputValue()).toBe('demande le dossier')
    expect((await liveOf(callId))?.state).toBe('talking')
    await alice.page.keyboard.press('Shift+F8')
    await alice.page.locator('#call-bar[data-state=held]').waitFor()
    await alice.page.keyboard.press('Shift+F8')
    await alice.page.locator('#call-bar[data-state=muted]').waitFor()

    const roux = rig.exchange.telephone('+33199001111').behave({ kind: 'byHand' })
    await alice.page.locator('[data-rings=consult][data-executive=roux]').click()
    await roux.rings()
    const executive = alice.page.locator('#call-bar .executive')
    await executive.getByText('Me Roux : ça sonne').waitFor()
    roux.answer()
    await executive.getByText('Me Roux en ligne').waitFor()
    expect(await alice.page.locator('#call-bar .state .timer').textContent()).toMatch(/^\d+:\d\d$/)
    await alice.page.locator('[data-does=bringIn]').click()
    await executive.getByText('À trois avec Me Roux').waitFor()
    expect((await liveOf(callId))?.state).toBe('conferring')
    await alice.page.keyboard.press('Shift+F8')
    await executive.waitFor({ state: 'hidden' })
    await until('they speak alone', async () => (await liveOf(callId))?.state === 'talking')

    await alice.page.keyboard.press('Shift+F9')
    await caller.finished
    await alice.page.locator('#station[data-standing=wrapUp]').waitFor()
    await alice.page.locator('#call-bar').waitFor({ state: 'hidden' })
    await alice.page.locator('#station button').click()
    await alice.page.locator('#station[data-standing=free]').waitFor()
    expect(complaints).toEqual([])
    for (const { context, page, phone } of [alice, claire]) {
      await phone.locator('#leave').click()
      await page.locator('#station[data-standing=off]').waitFor()
      await context.close()
    }
  }, 120_000)

  test('by their buttons an executive is left with the caller, and a caller is sent on to her', async () => {
    const alice = await sitDown('alice')
    const roux = rig.exchange.telephone('+33199001111').behave({ kind: 'byHand' })
    for (const way of ['handOver', 'transfer'] as const) {
      const caller = rig.exchange.call({ from: '+33199007003', to: lines.morel, byHand: true })
      await alice.page.locator('#ring:visible').waitFor()
      await alice.page.keyboard.press('F9')
      await alice.page.locator('#call-bar[data-state=talking]').waitFor()
      const rings = way === 'transfer' ? 'transfer' : 'consult'
      await alice.page.locator(`[data-rings=${rings}][data-executive=roux]:visible`).click()
      const leg = await roux.rings()
      roux.answer()
      if (way === 'transfer') await pressed(leg, '1')
      else await alice.page.locator('[data-does=handOver]:visible').click()
      await alice.page.locator('#call-bar').waitFor({ state: 'hidden' })
      await alice.page.locator('#station[data-standing=wrapUp]').waitFor()
      expect(['ringing', 'in-progress']).toContain(leg.status)
      caller.hangUp()
      await caller.finished
      await alice.page.locator('#station button').click()
      await alice.page.locator('#station[data-standing=free]').waitFor()
    }
    expect(complaints).toEqual([])
    await alice.phone.locator('#leave').click()
    await alice.page.locator('#station[data-standing=off]').waitFor()
    await alice.context.close()
  }, 120_000)

  test('while a caller is held she answers another by the same keys, and goes from one to the other', async () => {
    const alice = await sitDown('alice')
    const bar = alice.page.locator('#call-bar')
    const parked = alice.page.locator('#call-bar .parked')
    const speaksWith = async (name: string) => {
      await alice.page.locator('#call-bar[data-state=talking]', { hasText: name }).waitFor()
      await alice.phone.locator('#call-bar[data-state=talking]').waitFor()
    }
    const first = rig.exchange.call({ from: '+33199007004', to: '+33199001004', byHand: true })
    await alice.page.locator('#ring:visible').waitFor()
    await alice.page.keyboard.press('F9')
    await speaksWith('Durand Chauffage')
    await alice.page.keyboard.press('Shift+F8')
    await alice.page.locator('#call-bar[data-state=held]').waitFor()

    const second = rig.exchange.call({ from: '+33199007005', to: lines.morel, byHand: true })
    await alice.page.locator('#ring:visible').waitFor()
    await alice.page.keyboard.press('F9')
    await speaksWith('Cabinet Morel')
    await parked.getByText('Durand Chauffage').waitFor()
    expect(await parked.locator('.timer').textContent()).toMatch(/^\d+:\d\d$/)
    const page = alice.page.url()
    // A new page is told by another window how she stands, and its clocks go on.
    const seconds = async () => Number((await parked.locator('.timer').textContent())?.split(':').at(-1))
    await until('some seconds have passed', async () => (await seconds()) >= 3)
    await alice.page.reload()
    await parked.getByText('Durand Chauffage').waitFor()
    expect(await seconds()).toBeGreaterThanOrEqual(3)

    await alice.page.keyboard.press('Shift+F7')
    await speaksWith('Durand Chauffage')
    await parked.getByText('Cabinet Morel').waitFor()
    expect(alice.page.url()).toBe(page)
    await alice.page.keyboard.press('Shift+F9')
    await first.finished
    await alice.page.locator('#call-bar[data-state=held]', { hasText: 'Cabinet Morel' }).waitFor()
    expect(await parked.isVisible()).toBe(false)
    await alice.page.keyboard.press('Shift+F8')
    await speaksWith('Cabinet Morel')
    await alice.page.keyboard.press('Shift+F9')
    await second.finished
    await bar.waitFor({ state: 'hidden' })
    await alice.page.locator('#station[data-standing=wrapUp]').waitFor()
    expect(complaints).toEqual([])
    await alice.phone.locator('#leave').click()
    await alice.page.locator('#station[data-standing=off]').waitFor()
    await alice.context.close()
  }, 120_000)

  test('a call may be left to others; a second window takes the telephone; a closed one is not reachable', async () => {
    const alice = await sitDown('alice')
    const caller = rig.exchange.call({ from: '+33199007002', to: lines.morel, byHand: true })
    await alice.phone.locator('[data-does=decline]:visible').click()
    await alice.phone.locator('#ring').waitFor({ state: 'hidden' })
    caller.hangUp()

    const second = await alice.context.newPage()
    await second.goto(`${rig.url}/console/softphone`)
    await second.locator('#start').click()
    await second.locator('#elsewhere:visible').waitFor()
    await second.locator('#take-here').click()
    await alice.phone.locator('#elsewhere:visible').waitFor()
    await second.locator('#leave:visible').waitFor()
    await second.close({ runBeforeUnload: true })
    await alice.page.locator('#station[data-standing=unreachable]').waitFor()
    expect(complaints).toEqual([])
  }, 120_000)
})
