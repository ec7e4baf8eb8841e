import { and, eq } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clients, contacts } from '../../../src/clients/tables.ts'
import { slipDrafts } from '../../../src/messages/tables.ts'
import { secretaries, sessions } from '../../../src/secretaries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { violationsInBothSchemes } from '../../support/axe.ts'
import { until } from '../../support/until.ts'
import { describeWithChromium } from '../../support/where-installed.ts'
import { focusedName, pressAzerty, startBrowser, takeSeat } from './desk-browser.ts'
import { blanc, callThatWas, lines, slipOf } from './desk-stage.ts'

describeWithChromium('the page of a call in a browser', () => {
  let rig: AgencyRig
  let browser: Browser
  beforeAll(async () => {
    rig = await startAgencyRig()
    browser = await startBrowser()
    await rig.context.db
      .update(clients)
      .set({
        slipTemplates: [{ key: 'rappel', name: 'Rappel', subject: 'Demande de rappel', body: 'À rappeler.' }],
      })
      .where(eq(clients.key, 'durand'))
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  const draftOf = async (sourceId: string) => {
    const [draft] = await rig.context.db.select().from(slipDrafts).where(eq(slipDrafts.sourceId, sourceId))
    return draft
  }
  const savedDraft = (sourceId: string, subject: string) =>
    until(`the draft says ${subject}`, async () => {
      const draft = await draftOf(sourceId)
      return draft?.fields.subject === subject ? draft : null
    })

  test('a slip is written and sent by keyboard alone while two calls arrive, and nothing takes the focus', async () => {
    const call = await callThatWas(rig, '+33199006001', lines.durand)
    const { page, close } = await takeSeat(rig, browser, 'claire')
    await page.goto(`${rig.url}${call.address}?correct=1`)
    await page.keyboard.press('b')
    await page.locator('.todo:not([hidden])', { hasText: 'prendre un message pour M. Durand' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('Une salle de bains')
    await page.keyboard.press('Escape')
    await page.keyboard.press('s')
    await page.keyboard.type('Mme Leroy')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    while ((await focusedName(page)) !== 'subject') await page.keyboard.press('Tab')
    await page.keyboard.type('Devis bai')
    await savedDraft(call.id, 'Devis bai')
    await page.evaluate(countsNews)
    await Promise.all([callThatWas(rig, '+33199006002', lines.durand), callThatWas(rig, blanc)])
    await until('the page was told', () => page.evaluate<boolean>('document.body.dataset.news > 1'))
    expect(await focusedName(page)).toBe('subject')
    await page.keyboard.type('gnoire')
    await savedDraft(call.id, 'Devis baignoire')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Message envoyé' }).waitFor()
    expect(await slipOf(rig, call.clientId, call.id)).toMatchObject({
      kind: 'taken',
      callerName: 'Mme Leroy',
      subject: 'Devis baignoire',
      details: {
        reason: { key: 'devis', answers: [{ answer: 'Une salle de bains' }] },
        readBackAt: expect.any(String),
      },
    })
    expect(await draftOf(call.id)).toBeUndefined()
    await page.keyboard.press('x')
    await page.keyboard.press('a')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(`${rig.url}/console`)
    await close()
  }, 120_000)

  test('on a French keyboard digits pick while she types, and letters act by what they write', async () => {
    const call = await callThatWas(rig, '+33199006003')
    const { page, close } = await takeSeat(rig, browser, 'claire')
    await page.goto(`${rig.url}${call.address}?correct=1`)
    await pressAzerty(page, 'KeyQ', 'a')
    expect(await page.getByRole('radio', { name: 'Nouveau dossier' }).isChecked()).toBe(true)
    await page.getByLabel('Objet').focus()
    await pressAzerty(page, 'Digit3', '"', 'alt')
    expect(await page.getByRole('radio', { name: 'Garde à vue' }).isChecked()).toBe(true)
    await page.getByText('mettre en relation avec Me Morel').waitFor()
    await pressAzerty(page, 'Digit1', '1', 'altShift')
    expect(await page.getByRole('radio', { name: 'Me Haddad' }).isChecked()).toBe(true)
    await pressAzerty(page, 'KeyQ', 'a')
    expect(await page.getByLabel('Objet').inputValue()).toBe('a')
    expect(await page.getByRole('radio', { name: 'Garde à vue' }).isChecked()).toBe(true)
    await close()
  }, 120_000)

  test('a template fills what is empty and asks before it writes over anything', async () => {
    const call = await callThatWas(rig, '+33199006004', lines.durand)
    const { page, close } = await takeSeat(rig, browser, 'claire')
    await page.goto(`${rig.url}${call.address}?correct=1`)
    await page.getByLabel('Objet').fill('Chaudière')
    await page.keyboard.press('Escape')
    await page.keyboard.press('v')
    await page.keyboard.press('a')
    await page.getByText('Remplacer ce que vous avez écrit').waitFor()
    await page.keyboard.press('Enter')
    expect(await page.getByLabel('Objet').inputValue()).toBe('Chaudière')
    await page.getByLabel('Objet').fill('')
    await page.getByRole('button', { name: /^Rappel(?!er)/ }).click()
    expect(await page.getByLabel('Objet').inputValue()).toBe('Demande de rappel')
    await close()
  }, 120_000)

  test('a draft survives a reload, the end of the session and the log-in', async () => {
    const call = await callThatWas(rig, '+33199006005')
    const { page, visitor, signInAgain, close } = await takeSeat(rig, browser, 'alice')
    await page.goto(`${rig.url}${call.address}?correct=1`)
    const subject = page.getByLabel('Objet')
    await subject.fill('Bail')
    await page.reload()
    expect(await subject.inputValue()).toBe('Bail')
    await savedDraft(call.id, 'Bail')
    await rig.context.db.update(sessions).set({ endedAt: rig.clock.now() })
    expect((await visitor.get(call.address)).status).toBe(303)
    await subject.fill('Bail commercial')
    await page.getByText('Votre session est terminée. Votre texte est gardé').waitFor()
    await page.keyboard.press('Control+Enter')
    expect(await subject.inputValue()).toBe('Bail commercial')
    await signInAgain()
    await savedDraft(call.id, 'Bail commercial')
    await page.getByText('Votre session est terminée. Votre texte est gardé').waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Message envoyé' }).waitFor()
    expect(await slipOf(rig, call.clientId, call.id)).toMatchObject({ subject: 'Bail commercial' })
    await close()
  }, 120_000)

  test('of two secretaries the second sees who writes and what, and nothing is written over', async () => {
    const call = await callThatWas(rig, '+33199006006', lines.durand)
    const alice = await takeSeat(rig, browser, 'alice')
    const claire = await takeSeat(rig, browser, 'claire')
    for (const { page } of [alice, claire]) await page.goto(`${rig.url}${call.address}?correct=1`)
    await alice.page.getByLabel('Objet').fill('Radiateur froid')
    await savedDraft(call.id, 'Radiateur froid')
    await claire.page.getByLabel('Objet').fill('Chauffage')
    await claire.page.getByText('Alice est en train d’écrire ce message').waitFor()
    await claire.page.getByText('Radiateur froid').waitFor()
    expect((await draftOf(call.id))?.fields.subject).toBe('Radiateur froid')
    await claire.page.getByRole('button', { name: 'Reprendre la main' }).click()
    await savedDraft(call.id, 'Chauffage')
    await alice.page.getByLabel('Objet').fill('Radiateur tiède')
    await alice.page.getByText('Claire est en train d’écrire ce message').waitFor()
    expect(await alice.page.getByLabel('Objet').inputValue()).toBe('Radiateur tiède')
    expect((await draftOf(call.id))?.fields.subject).toBe('Chauffage')
    await alice.page.reload()
    await alice.page.getByText('Vous voyez son texte').waitFor()
    expect(await alice.page.getByLabel('Objet').isDisabled()).toBe(true)
    await alice.close()
    await claire.close()
  }, 120_000)

  test.each(['fr', 'en'] as const)(
    'it keeps nobody out and fits a telephone, whatever names are like (%s)',
    async (language) => {
      const { db } = rig.context
      await db.update(secretaries).set({ language }).where(eq(secretaries.key, 'claire'))
      const name = `"><img src=x onerror=alert(1)>\u202e${'نص '.repeat(60)}${'long'.repeat(2000)}`
      const call = await callThatWas(rig, blanc)
      const isBlanc = and(eq(contacts.clientId, call.clientId), eq(contacts.id, call.contactId ?? ''))
      await db
        .update(contacts)
        .set({ name, company: name, tags: ['vip', name.slice(0, 60)] })
        .where(isBlanc)
      const { page, close } = await takeSeat(rig, browser, 'claire', { bypassCSP: true })
      page.on('dialog', () => expect.unreachable('markup in a name ran'))
      for (const path of [call.address, `${call.address}?correct=1`, '/console/log']) {
        await page.setViewportSize({ width: 390, height: 844 })
        await page.goto(rig.url + path)
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(390)
        await page.setViewportSize({ width: 1440, height: 900 })
        await page.evaluate('for (const part of document.querySelectorAll("main details")) part.open = true')
        if (language === 'fr') expect(await violationsInBothSchemes(page), path).toEqual([])
      }
      await close()
    },
    240_000,
  )
})

/** How often the page was told that something changed elsewhere. */
const countsNews = `document.addEventListener('permanence', ({ detail }) => {
  if (detail.kind === 'changed') document.body.dataset.news = Number(document.body.dataset.news ?? 0) + 1
})`
