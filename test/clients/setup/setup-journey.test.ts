import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secretaries } from '../../../src/secretaries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { violationsInBothSchemes } from '../../support/axe.ts'
import { startChromium } from '../../support/chromium.ts'
import { signIn } from '../../support/console-rig.ts'
import { until } from '../../support/until.ts'
import { describeWithChromium } from '../../support/where-installed.ts'

describeWithChromium('a supervisor at her browser', () => {
  let rig: AgencyRig
  let browser: Browser
  let page: Page
  const trouble: string[] = []
  beforeAll(async () => {
    rig = await startAgencyRig()
    browser = await startChromium()
    const { cookie } = await signIn(rig, 'claire')
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })
    await context.addCookies([{ ...cookie, url: rig.url }])
    page = await context.newPage()
    page.on('pageerror', (error) => trouble.push(error.message))
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  const save = async () => {
    await Promise.all([page.waitForNavigation(), page.locator('form.setup button').first().click()])
    expect(await page.locator('.wrong').allInnerTexts()).toEqual([])
  }
  const add = async (part: string, typed: Record<string, string>) => {
    await page.goto(`${home}/${part}/new`)
    for (const [name, value] of Object.entries(typed)) await page.locator(`[name="${name}"]`).fill(value)
    await save()
  }
  let home = ''

  test('sets a client up from nothing, sees the test call come in, goes live, and a voicemail reaches the executive', async () => {
    await page.goto(`${rig.url}/console/clients/new`)
    await page.getByLabel('Nom').fill('Menuiserie Élan')
    await save()
    home = page.url()
    await add('executives', { name: 'M. Élan', mobile: '01 99 00 11 55', email: 'elan@elan.demo.test' })
    await add('lines', { number: '01 99 00 10 55' })
    await add('reasons', { name: 'Devis', questions: 'Quel ouvrage ?\nPour quand ?' })
    await add('instructions', { body: 'Ne jamais donner de prix.' })
    await page.goto(`${home}/hours`)
    await page.locator('[name="cover.mon"]').fill('8h-19h')
    await page.getByRole('button', { name: /Prise d.appels : copier lundi/ }).click()
    expect(await page.locator('[name="cover.fri"]').inputValue()).toBe('8h-19h')
    await save()
    await page.goto(`${home}/contacts`)
    const file = {
      name: 'c.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Nom;Téléphone\nMme Bois;01 99 00 21 77\n'),
    }
    await page.locator('input[type=file]').setInputFiles(file)
    await save()
    await page.getByRole('button', { name: 'Importer', exact: true }).click()
    await page.getByText('Importé').waitFor()
    // The rules would be published here, in the editor.

    await page.goto(home)
    expect(await page.getByRole('button', { name: 'Mettre en service' }).isDisabled()).toBe(true)
    rig.exchange.addLine(lineOf(rig))
    await rig.exchange.call({ from: '+33199002099', to: '+33199001055', speaks: { seconds: 4 } }).finished
    await page.getByText(/Appel d.essai reçu/).waitFor()
    await page.getByRole('button', { name: 'Mettre en service' }).click()
    await page.getByText('En service').first().waitFor()

    await rig.exchange.call({ from: '+33199002177', to: '+33199001055', speaks: { seconds: 9 } }).finished
    await until('the executive is told', () =>
      rig.exchange.messages.some(({ to, body }) => to === '+33199001155' && body.includes('Mme Bois')),
    )
    expect(trouble).toEqual([])
  }, 240_000)

  test('every page of it has no fault that axe finds, in French and English, and fits a telephone', async () => {
    await page.goto(`${home}/executives/m-elan`)
    await page.locator('[name=mobile]').fill('01 99 00 11 56')
    await page.locator('form.setup button').first().click()
    await page.getByText('Numéro en attente').waitFor()
    const paths = [
      '',
      '/settings',
      '/lines',
      '/executives',
      '/executives/m-elan',
      '/hours',
      '/reasons',
      '/instructions',
      '/slip',
      '/answering',
      '/recording',
      '/contacts',
      '/history',
      '/reasons/new',
    ]
    const shots = process.env.SHOTS
    for (const path of paths) {
      await page.goto(home + path)
      expect(await violationsInBothSchemes(page), path).toEqual([])
      await page.setViewportSize({ width: 390, height: 844 })
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(390)
      if (shots) await takePictures(`${shots}/390${path.replaceAll('/', '-')}`)
      await page.setViewportSize({ width: 1440, height: 900 })
      if (shots) await takePictures(`${shots}/1440${path.replaceAll('/', '-')}`)
    }
    // Colours and measures are those of the French pages.
    await rig.context.db.update(secretaries).set({ language: 'en' })
    for (const path of paths) {
      await page.goto(home + path)
      expect(await page.locator('html').getAttribute('lang'), path).toBe('en')
    }
  }, 280_000)

  const takePictures = async (place: string) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `${place}-${colorScheme}.png`, fullPage: true })
    }
  }
})

/** The new line, at the exchange, as the demo's own lines are. */
function lineOf({ exchange }: AgencyRig) {
  const [known] = exchange.lines
  if (!known) throw new Error('the exchange has no line')
  const { voiceUrl, smsUrl, statusCallback } = known
  return { number: '+33199001055', voiceUrl, smsUrl, ...(statusCallback && { statusCallback }) }
}
