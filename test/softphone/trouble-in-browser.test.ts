import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callbacks } from '../../src/callbacks/tables.ts'
import { setStation } from '../../src/floor/set-station.ts'
import { tel } from '../rules/demo-clients.ts'
import { askedForMicrophone, startChromium } from '../support/chromium.ts'
import { signIn } from '../support/console-rig.ts'
import { type LiveRig, startLiveRig } from '../support/live-rig.ts'
import { lines } from '../support/ring.ts'
import { until } from '../support/until.ts'
import { describeWithChromium } from '../support/where-installed.ts'

describeWithChromium('a console in trouble', () => {
  let rig: LiveRig
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let phone: Page
  beforeAll(async () => {
    rig = await startLiveRig()
    browser = await startChromium(askedForMicrophone)
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies([{ ...(await signIn(rig, 'alice')).cookie, url: rig.url }])
    page = await context.newPage()
    await page.goto(`${rig.url}/console`)
    const opened = context.waitForEvent('page')
    await page.locator('#station[data-standing] a').click()
    phone = await opened
    await phone.setViewportSize({ width: 420, height: 640 })
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  const calls = (from: string) => rig.exchange.call({ from, to: lines.morel, byHand: true })
  const stands = (standing: string) => page.locator(`#station[data-standing=${standing}]`).waitFor()
  const trouble = (words: string) => phone.locator('#trouble:visible', { hasText: words }).waitFor()
  const takesPlace = async () => {
    await phone.locator('#start').click()
    await phone.locator('#leave:visible').waitFor()
    await stands('free')
    await rig.context.presence.refresh(rig.clock.now())
  }

  test('a microphone that is refused: she is told how to mend it, nothing rings, and then it works', async () => {
    await phone.locator('#start').click()
    await trouble('autorisez le microphone')
    await stands('off')
    const unheard = calls('+33199007301')
    await until('he comes to the voicemail', () => unheard.leg.onSpeech !== null)
    unheard.hangUp()
    expect((await unheard.finished).timeline.map(({ kind }) => kind)).not.toContain('queue')
    expect(await page.locator('#ring').isVisible()).toBe(false)

    await context.grantPermissions(['microphone'])
    await takesPlace()
    expect(await phone.locator('#trouble').isVisible()).toBe(false)

    // It is taken from her in the middle of her day.
    await context.clearPermissions()
    const caller = calls('+33199007302')
    await page.locator('#ring:visible').waitFor()
    await page.keyboard.press('F9')
    await trouble('autorisez le microphone')
    await stands('unreachable')
    await context.grantPermissions(['microphone'])
    caller.hangUp()
    await caller.finished
    await takesPlace()
  }, 120_000)

  test('a console that the server does not reach offers no ring, and what still rings is there again', async () => {
    await page.goto(`${rig.url}/console`)
    await stands('free')
    const caller = calls('+33199007303')
    await page.locator('#ring:visible').waitFor()
    await phone.locator('#ring:visible').waitFor()
    await context.setOffline(true)
    await page.locator('#live[data-state=off]').waitFor()
    await stands('unreachable')
    for (const window of [page, phone]) await window.locator('#ring').waitFor({ state: 'hidden' })
    await trouble('plus en direct')
    await context.setOffline(false)
    await page.locator('#live[data-state=on]').waitFor()
    for (const window of [page, phone]) await window.locator('#ring:visible').waitFor()
    await phone.locator('#trouble').waitFor({ state: 'hidden' })
    await page.keyboard.press('F9')
    await page.locator('#call-bar[data-state=talking]').waitFor()
    expect(caller.status).toBe('in-progress')
  }, 120_000)

  test('who presses 2 while both are busy is in her list, rung back by one click, and reached', async () => {
    const claire = await rig.seat('claire')
    await setStation(rig.context, claire.id, { secretaryId: claire.id, state: 'pause' })
    const number = '+33199007304'
    const caller = await rig.waits(number, lines.morel)
    caller.call.press('2')
    await caller.call.finished
    await page.keyboard.press('Shift+F9')
    await page.locator('#call-bar').waitFor({ state: 'hidden' })
    await page.goto(`${rig.url}/console/callbacks`)
    const row = page.locator('.callbacks > li', { hasText: '01 99 00 73 04' })
    const telephone = rig.exchange.telephone(number).behave({ kind: 'byHand' })
    await row.getByRole('button').click()
    await telephone.rings()
    await page.locator('#call-bar[data-state=dialling]').waitFor()
    expect(await page.locator('[data-does=hold]').isVisible()).toBe(false)
    telephone.answer()
    await page.locator('#call-bar[data-state=talking]').waitFor()
    await page.locator('[data-does=hold]:visible').waitFor()
    await page.keyboard.press('Shift+F9')
    await page.locator('#call-bar').waitFor({ state: 'hidden' })
    const { db } = rig.context
    const [kept] = await db
      .select()
      .from(callbacks)
      .where(eq(callbacks.number, tel(number)))
    await page.goto(`${rig.url}/console/callbacks/${kept?.clientId}/${kept?.id}`)
    await page.getByText('Joint').first().waitFor()
    expect(kept).toMatchObject({ state: 'kept' })
  }, 120_000)
})
