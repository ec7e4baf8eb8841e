import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { availabilities } from '../../src/clients/tables.ts'
import { acknowledgements } from '../../src/messages/tables.ts'
import { violationsInBothSchemes } from '../support/axe.ts'
import { startChromium } from '../support/chromium.ts'
import { morel } from '../support/delivery-rig.ts'
import { describeWithChromium } from '../support/where-installed.ts'
import { type LinkRig, startLinkRig } from './link-rig.ts'
import { setLanguage, setPhrase, stageAgenda, stageMorning } from './link-stage.ts'

const pages = [
  ...(['message', 'digest', 'appointment', 'agenda', 'availability', 'settings'] as const),
  ...(['callbacks', 'unsubscribe', 'closed'] as const),
]
const telephone = { viewport: { width: 390, height: 844 } }

describeWithChromium('the signed pages on a telephone', () => {
  let rig: LinkRig
  let browser: Browser
  let staged: Awaited<ReturnType<typeof stageMorning>>
  let links: Record<(typeof pages)[number], string>
  beforeAll(async () => {
    rig = await startLinkRig()
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })
  beforeEach(async () => {
    await rig.reset()
    await setPhrase(rig, 'en rendez-vous')
    staged = await stageMorning(rig)
    const settings = await rig.link('settings', morel.id)
    links = {
      message: await rig.link('message', staged.voicemail),
      digest: await rig.link('digest', staged.digest),
      appointment: await rig.link('appointment', await stageAgenda(rig)),
      agenda: await rig.link('agenda', morel.id),
      availability: await rig.link('availability', morel.id),
      callbacks: await rig.link('callbacks', morel.id),
      settings,
      unsubscribe: `${settings}/unsubscribe`,
      closed: '/l/1/unknown',
    }
  })

  async function open(path: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ ...telephone, ...options })
    const page = await context.newPage()
    await page.goto(rig.context.config.publicUrl + path)
    return { page, close: () => context.close() }
  }

  test.each(['fr', 'en'] as const)(
    'keep nobody out, fit the screen and have targets for a thumb (%s)',
    async (language) => {
      await setLanguage(rig, language)
      for (const answered of [false, true]) {
        if (answered) await answerAll()
        const { page, close } = await open(links.closed, { bypassCSP: true })
        for (const [name, path] of Object.entries(links)) {
          await page.goto(rig.context.config.publicUrl + path)
          await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
          const where = `${name} ${answered}`
          if (language === 'fr') expect(await violationsInBothSchemes(page), where).toEqual([])
          expect(await page.evaluate('document.documentElement.scrollWidth'), where).toBe(390)
          expect(await page.evaluate(smallTargets), where).toEqual([])
        }
        await close()
      }
    },
    280_000,
  )

  async function answerAll() {
    await rig.press(links.message, 'executiveCalls')
    await rig.press(links.digest, 'received', { item: staged.urgent })
    await rig.press(links.digest, 'mattered', { item: staged.text })
    await rig.press(links.appointment, 'approve')
    await rig.press(links.appointment, 'ask', { words: 'plutôt vendredi' })
    await rig.press(links.availability, 'hour1')
  }

  test('by keyboard alone a message is answered, and the answer taken back', async () => {
    const { page, close } = await open(links.message)
    await press(page, 'Faites rappeler')
    await page.getByText('Votre secrétariat rappelle Me Petit').waitFor()
    expect(await rig.context.db.select().from(acknowledgements)).toMatchObject([{ answer: 'secretaryCalls' }])
    await press(page, 'Annuler')
    await page.getByRole('button', { name: 'Bien reçu' }).waitFor()
    expect(await rig.context.db.select().from(acknowledgements)).toEqual([])
    await close()
  }, 120_000)

  test('by keyboard alone settings are changed, and what is wrong is found', async () => {
    const { page, close } = await open(links.settings)
    await page.getByLabel('Lundi').focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('midi')
    await page.keyboard.press('Enter')
    await page.getByText('1 réponse est à corriger').waitFor()
    const monday = page.getByLabel('Lundi')
    expect(await monday.inputValue()).toBe('midi')
    await monday.focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('12h30 18h')
    await press(page, 'Enregistrer')
    await page.getByText('Enregistré à').waitFor()
    expect(await page.getByLabel('Lundi').inputValue()).toBe('12:30 18:00')
    await close()
  }, 120_000)

  test('without scripts everything works, and no page asks another host for anything', async () => {
    const asked: string[] = []
    const { page, close } = await open(links.digest, { javaScriptEnabled: false })
    page.on('request', (request) => asked.push(new URL(request.url()).origin))
    await page.reload()
    await page.getByText('2 appels et SMS filtrés').click()
    await page.getByRole('button', { name: 'Celui-ci comptait' }).first().click()
    await page.getByText('celui-ci comptait, un message vous a été adressé').waitFor()
    await page.goto(rig.context.config.publicUrl + links.availability)
    await page.getByRole('button', { name: 'Pendant 1 heure' }).click()
    await page.getByText('Vous êtes indisponible jusqu’à').waitFor()
    expect(await rig.context.db.select().from(availabilities)).toHaveLength(1)
    const own = new URL(rig.context.config.publicUrl).origin
    expect(asked.filter((origin) => origin !== own && origin !== 'null')).toEqual([])
    await close()
  }, 120_000)

  async function press(page: Page, name: string) {
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab')
      if ((await page.evaluate('document.activeElement.textContent')) === name)
        return page.keyboard.press('Enter')
    }
    throw new Error(`No Tab reached ${name}`)
  }
})

/** Buttons, links and fields that are lower than 44 px; of a tick box its label is what one presses. */
const smallTargets = `[...document.querySelectorAll('button, a, summary, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), label.press')]
  .filter((one) => one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML.slice(0, 80))`
