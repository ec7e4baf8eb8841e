import { eq } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clients } from '../../src/clients/tables.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { violationsInBothSchemes } from '../support/axe.ts'
import { startChromium } from '../support/chromium.ts'
import { signIn } from '../support/console-rig.ts'
import { describeWithChromium } from '../support/where-installed.ts'
import { type Offered, writeOffered } from './offered.ts'

describeWithChromium('the report in a browser', () => {
  let rig: AgencyRig
  let browser: Browser
  beforeAll(async () => {
    rig = await startAgencyRig({ work: false })
    browser = await startChromium()
    const { db } = rig.context
    const [morel] = await db.select().from(clients).where(eq(clients.key, 'morel'))
    const people = (await db.select({ id: secretaries.id }).from(secretaries)).map(({ id }) => id)
    const hows = ['answered', 'answered', 'answered', 'hungUp', 'callback', 'late'] as const
    const all = Array.from({ length: 240 }, (_, place): Offered => {
      const how = hows[place % hows.length] ?? null
      const spoke = how === 'answered'
      const at = new Date(Date.parse('2026-11-17T08:50:00Z') - place * 2_500_000)
      const by = spoke ? (people[place % people.length] ?? null) : null
      const work = spoke
        ? { talk: 90 + place, held: place % 20, wrote: 25 }
        : { talk: 0, held: 0, wrote: null }
      return { clientId: morel?.clientId ?? 0, at, waited: (place * 7) % 43, how, by, ...work }
    })
    await writeOffered(db, all)
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  test('its chart and tables keep nobody out, in both schemes, and fit a telephone', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })
    await context.addCookies([{ ...(await signIn(rig, 'claire')).cookie, url: rig.url }])
    const page = await context.newPage()
    await page.goto(`${rig.url}/console/service-levels?period=week`)
    for (const id of ['chart-days', 'chart-hours'])
      expect(await page.locator(`svg[aria-labelledby^=${id}] rect.inTime`).count()).toBeGreaterThan(3)
    await page.evaluate('for (const part of document.querySelectorAll("main details")) part.open = true')
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await context.close()
  })
})
