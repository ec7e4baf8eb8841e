import { eq } from 'drizzle-orm'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clients } from '../../../src/clients/tables.ts'
import { deliveries } from '../../../src/deliveries/tables.ts'
import { ruleDrafts, ruleSets } from '../../../src/rules/tables.ts'
import { secretaries } from '../../../src/secretaries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { violationsInBothSchemes } from '../../support/axe.ts'
import { startChromium } from '../../support/chromium.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'
import { until } from '../../support/until.ts'
import { describeWithChromium } from '../../support/where-installed.ts'

describeWithChromium('the rule editor in a browser', () => {
  let rig: AgencyRig
  let browser: Browser
  let claire: Visitor
  let clientId: number
  let rules: string
  beforeAll(async () => {
    rig = await startAgencyRig()
    claire = await signIn(rig, 'claire')
    const [morel] = await rig.context.db.select().from(clients).where(eq(clients.key, 'morel'))
    clientId = morel?.clientId ?? 0
    rules = `/console/clients/${clientId}/rules`
    browser = await startChromium()
    await rig.exchange.call({ from: '+33199002001', to: '+33199001001' }).finished
    await rig.exchange.call({
      from: '+33199005555',
      to: '+33199001001',
      speaks: { text: 'Bonjour', seconds: 9 },
    }).finished
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  async function open(
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; close: () => Promise<void> }> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    await context.addCookies([{ ...claire.cookie, url: rig.url }])
    const page = await context.newPage()
    await page.goto(rig.url + path)
    return { page, close: () => context.close() }
  }

  test('by keyboard alone a rule is changed, moved, tried, tried on real calls, published and taken back', async () => {
    const { page, close } = await open(`${rules}/rule`)
    await page.getByLabel('Nom de la règle').fill('Tout le répertoire à Me Roux')
    await page.getByLabel('Ajouter une condition').selectOption('caller')
    await press(page, 'Ajouter')
    await page.getByLabel('Étiquettes du répertoire').fill('vip')
    await page.getByLabel('mettre en relation').focus()
    await page.keyboard.press('Space')
    await page.getByRole('combobox', { name: 'Avec' }).selectOption('roux')
    await press(page, 'Enregistrer dans le brouillon')
    await page.getByText('Enregistré dans le brouillon.').waitFor()

    const up = page.getByRole('button', { name: 'Monter « Tout le répertoire à Me Roux »' })
    await up.focus()
    for (const place of [4, 3]) {
      await page.keyboard.press('Enter')
      await page.getByText(`est maintenant en position ${place} sur 5`).waitFor()
      expect(await page.evaluate('document.activeElement.id')).toBe('up-tout-le-repertoire-a-me-roux')
    }

    await page.getByLabel('Numéro de l’appelant').fill('01 99 00 20 01')
    await page.keyboard.press('Enter')
    await page.getByText('Le brouillon traiterait cet appel autrement.').waitFor()

    await page.getByRole('link', { name: 'Essayer sur de vrais appels' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByText('Sur 2 appels et 0 SMS, 1 aurait été traité autrement').waitFor()

    await page.getByRole('button', { name: 'Voir ce qui change et publier' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('pour la première fois avec Me Roux').waitFor()
    await page.getByLabel('Pourquoi ce changement').fill('Me Morel est en congé')
    await press(page, 'Publier la version 2')
    await page.getByText('Publié').waitFor()

    await page.goto(`${rig.url}${rules}/versions/1`)
    await press(page, 'Revenir à la version 1')
    await page.getByText('Version 3, en vigueur').waitFor()
    const versions = await rig.context.db.select().from(ruleSets).where(eq(ruleSets.clientId, clientId))
    expect(versions.map(({ version, note }) => [version, note])).toEqual([
      [1, null],
      [2, 'Me Morel est en congé'],
      [3, 'Retour à la version 1'],
    ])
    await close()
  }, 240_000)

  test('a rule is dragged to its place', async () => {
    await rig.context.db.delete(ruleDrafts)
    const { page, close } = await open(rules)
    await page.locator('#rule-vip .grip').dragTo(page.locator('#rule-indesirables'))
    await page.getByText('« VIP vers Me Morel » est maintenant en position 1 sur 4').waitFor()
    await close()
  }, 120_000)

  test.each(['fr', 'en'] as const)(
    'every page lets everybody in and fits a telephone (%s)',
    async (language) => {
      await rig.context.db.update(secretaries).set({ language }).where(eq(secretaries.key, 'claire'))
      const [delivery] = await until('there is a delivery', async () => {
        const rows = await rig.context.db.select().from(deliveries).where(eq(deliveries.state, 'delivered'))
        return rows.length > 0 && rows
      })
      await rig.context.db
        .update(deliveries)
        .set({ state: 'uncertain', failure: 'maybeSent', claimedAt: new Date('2026-11-17T08:00:00Z') })
        .where(eq(deliveries.id, delivery?.id ?? ''))
      const pages = [
        ...['', '/rule?key=vip', '/rule?preset=telemarketing', '/default', '/compare', '/publish'],
        ...['/versions', '/versions/1', '/versions/diff?a=1&b=2', '/try?line=%2B33199001001&from=0199002001'],
      ].map((page) => rules + page)
      const all = [...pages, '/console/deliveries', `/console/deliveries/${clientId}/${delivery?.id}`]
      const { page, close } = await open(rules, { bypassCSP: true, viewport: { width: 390, height: 844 } })
      for (const path of all) {
        await page.goto(rig.url + path)
        if (language === 'fr') expect(await violationsInBothSchemes(page), path).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(390)
      }
      await close()
      await rig.context.db
        .update(deliveries)
        .set({ state: 'delivered' })
        .where(eq(deliveries.id, delivery?.id ?? ''))
    },
    280_000,
  )

  async function press(page: Page, name: string) {
    await page.getByRole('button', { name }).focus()
    await page.keyboard.press('Enter')
  }
})
