import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secretaries } from '../../src/secretaries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { putInScheme, violationsInBothSchemes } from '../support/axe.ts'
import { startChromium } from '../support/chromium.ts'
import { signIn } from '../support/console-rig.ts'
import { givePassword, goodPassword, secretaryOf } from '../support/secretary-rig.ts'
import { describeWithChromium } from '../support/where-installed.ts'

/** Where pictures of the pages go, for somebody who wants to look at them. */
const shots = process.env.ENTRY_SHOTS

describeWithChromium('getting in, in a browser', () => {
  let rig: AgencyRig
  let browser: Browser
  beforeAll(async () => {
    rig = await startAgencyRig({ work: false })
    await givePassword(rig.context, 'alice')
    browser = await startChromium()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  test('by keyboard alone she signs in, sets up her second step, leaves, and comes in with a code', async () => {
    const context = await browser.newContext({ locale: 'fr-FR' })
    const page = await context.newPage()
    const type = (text: string) => page.keyboard.type(text)
    const press = (key: string) => page.keyboard.press(key)
    /** No hand types before the field is there and has the focus. */
    const field = (name: string) => page.locator(`input[name=${name}]:focus`).waitFor()
    const enter = async () => {
      await field('email')
      await type('alice@permanence.demo.test')
      await press('Tab')
      await type(goodPassword)
      await press('Enter')
    }
    await page.goto(`${rig.url}/console/sign-in?next=/console/account/totp`)
    await enter()
    await page.getByRole('button', { name: 'Commencer' }).waitFor()
    await field('current')
    await type(goodPassword)
    await press('Enter')
    const secret = (await page.locator('#secret').innerText()).replaceAll(' ', '')
    const code = () => new TOTP({ secret }).generate({ timestamp: rig.clock.now().getTime() })
    await field('code')
    await type(code())
    await press('Enter')
    await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor()
    await page.getByRole('button', { name: 'Se déconnecter' }).focus()
    await press('Enter')
    await page.getByLabel('Adresse électronique').waitFor()
    rig.clock.advance(30_000)
    await enter()
    await field('code')
    await type(code())
    await press('Enter')
    await page.waitForURL(`${rig.url}/console`)
    await context.close()
  }, 120_000)

  test.each([
    ['fr', { light: 1440, dark: 390 }],
    ['en', { light: 390, dark: 1440 }],
  ] as const)(
    'keeps nobody out and fits the screen (%s, %o)',
    async (language, widths) => {
      await rig.context.db.update(secretaries).set({ language, totpSecret: null, totpSince: null })
      const { id } = await secretaryOf(rig.context, 'benoit')
      const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
      const look = (page: Page, path: string) => lookAt(page, path, language, widths)
      const out = await open(locale)
      for (const path of ['sign-in', 'forgot-password', 'password/unknown']) await look(out, path)
      const diane = await open(locale, 'diane')
      await (await signIn(rig, 'diane')).post('/console/account/totp/start')
      for (const path of ['account', 'account/totp', 'team', `team/${id}`]) await look(diane, path)
      await out.context().close()
      await diane.context().close()
    },
    120_000,
  )

  async function open(locale: string, key?: string): Promise<Page> {
    const context = await browser.newContext({ locale, bypassCSP: true })
    if (key) await context.addCookies([{ ...(await signIn(rig, key)).cookie, url: rig.url }])
    return context.newPage()
  }

  async function lookAt(page: Page, path: string, language: string, widths: { light: number; dark: number }) {
    await page.goto(`${rig.url}/console/${path}`)
    expect(await page.locator('html').getAttribute('lang'), path).toBe(language)
    for (const scheme of ['light', 'dark'] as const) {
      const width = widths[scheme]
      await page.setViewportSize({ width, height: 900 })
      await putInScheme(page, scheme)
      if (shots)
        await page.screenshot({
          path: `${shots}/${path.replace(/\W/g, '-')}-${language}-${width}.png`,
          fullPage: true,
        })
      const where = `${path} ${scheme} ${width}`
      expect(await page.evaluate('document.documentElement.scrollWidth'), where).toBe(width)
    }
    if (language === 'fr') expect(await violationsInBothSchemes(page), path).toEqual([])
  }
})
