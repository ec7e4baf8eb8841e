import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../console/desk/desk-browser.ts'
import { lines } from '../console/desk/desk-stage.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { until } from '../support/until.ts'
import { describeWithChromium } from '../support/where-installed.ts'

const roux = '+33199001111'
const durand = '+33199001102'
const lenoir = '+33199001103'

describeWithChromium('the day of a secretary', () => {
  let rig: AgencyRig
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    rig = await startAgencyRig()
    browser = await startBrowser()
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' })
    page = await context.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  const focused = (): Promise<string> => page.evaluate(focusedWords)

  /** Moves on by one key until what has the focus says `words`. */
  async function reach(words: string, key = 'Tab') {
    for (let step = 0; step < 60; step++) {
      if ((await focused()).includes(words)) return
      await page.keyboard.press(key)
    }
    throw new Error(`${key} did not reach ${words}`)
  }

  async function openFromBoard(caller: string) {
    await page.getByRole('link', { name: caller }).first().waitFor()
    await page.keyboard.press('Escape')
    await reach(caller, 'j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: caller }).waitFor()
    // No hand is as fast as this one: its keys wait until the page's scripts are there.
    await page.locator('.call-page.scripted').waitFor()
  }

  /** Keys of one letter first, then what is typed from the caller's name on, then sent. */
  async function write(keys: string, slip: { name: string; subject: string }) {
    for (const key of keys) await page.keyboard.press(key)
    await page.keyboard.press('s')
    await page.locator('[name=callerName]:focus').waitFor()
    await page.keyboard.type(slip.name)
    await reach('Objet')
    await page.keyboard.type(slip.subject)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Message envoyé' }).waitFor()
  }

  async function closeCall() {
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Tableau' }).waitFor({ state: 'attached' })
  }

  const lastText = (number: string) => rig.exchange.telephone(number).texts.at(-1)
  const mailTo = (address: string) => rig.mailbox.mails.find(({ to }) => to.includes(address))

  test('by keyboard alone: three calls at once, their slips, a callback, and out', async () => {
    await page.goto(`${rig.url}/console`)
    await reach('Entrer comme Alice')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Tableau' }).waitFor({ state: 'attached' })

    const blanc = rig.exchange.call({ from: '+33199002002', to: lines.morel, byHand: true })
    const stranger = rig.exchange.call({ from: '+33199007001', to: lines.durand, byHand: true })
    const patient = rig.exchange.call({ from: '+33199007002', to: lines.lenoir, byHand: true })

    await openFromBoard('M. Blanc')
    await write('tb', { name: 'M. Blanc', subject: 'Bail commercial' })
    blanc.hangUp()
    await closeCall()
    await openFromBoard('01 99 00 70 01')
    await write('ta', { name: 'Mme Leroy', subject: 'Fuite sous l’évier' })
    stranger.hangUp()
    await closeCall()
    await openFromBoard('01 99 00 70 02')
    await write('ta', { name: 'M. Rossi', subject: 'Premier rendez-vous' })
    patient.hangUp()
    await closeCall()

    const told = await until('Me Roux is told', () => lastText(roux))
    expect(told.body).toContain('M. Blanc')
    const mail = await until('M. Durand has his mail', () => mailTo('karim@durand.demo.test'))
    expect(mail.text).toContain('Fuite sous')
    const linked = await until('Mme Lenoir is told', () => lastText(lenoir))
    expect(linked.body).not.toContain('Rossi')
    expect(linked.body).not.toContain('rendez-vous')
    expect(rig.exchange.telephone(durand).texts).toEqual([])

    await rig.exchange.text({ from: roux, to: lines.morel, body: '1 rappeler' }).finished
    await until('he is echoed', () => lastText(roux)?.body.includes('le secrétariat rappelle'))
    await page.locator('a[href^="/console/callbacks/"]').first().waitFor()
    await reach('M. Blanc', 'j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Rappel' }).waitFor()
    await page.locator('#live[data-state=on]').waitFor()
    await page.keyboard.press('t')
    await page.getByRole('button', { name: 'Je m’en occupe' }).waitFor({ state: 'detached' })
    await reach('Ce qui s’est dit')
    await page.keyboard.type('Il viendra jeudi')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Joint' }).waitFor()

    await reach('Se déconnecter')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor()
    expect((await fetch(`${rig.url}/console`, { redirect: 'manual' })).status).toBe(303)
  }, 240_000)
})

/** The words on the link or button that has the focus, or on the label of the field. */
const focusedWords = `(() => {
  const one = document.activeElement
  return one?.matches('a, button, input, textarea, select') ? (one.labels?.[0] ?? one).textContent.trim() : ''
})()`
