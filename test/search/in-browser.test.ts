import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../src/calls/tables.ts'
import { contactNumbers, contacts, executives } from '../../src/clients/tables.ts'
import { idFrom } from '../../src/ids.ts'
import { acknowledgements, messageRevisions, messages } from '../../src/messages/tables.ts'
import { type PhoneNumber, parsePhoneNumber } from '../../src/phone-number.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import { executiveWith } from '../support/a-message.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { putInScheme, violationsInBothSchemes } from '../support/axe.ts'
import { startChromium } from '../support/chromium.ts'
import { signIn } from '../support/console-rig.ts'
import { lines, ring } from '../support/ring.ts'
import { describeWithChromium } from '../support/where-installed.ts'

/** `SEARCH_PICTURES=/some/folder` keeps what was seen. */
const pictures = process.env.SEARCH_PICTURES

describeWithChromium('finding things in a browser', () => {
  let rig: AgencyRig
  let browser: Browser
  let paths: Record<string, string>
  beforeAll(async () => {
    rig = await startAgencyRig({ work: false })
    browser = await startChromium()
    paths = await stageThings(rig)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  test.each([
    ['claire', 'fr', { light: 1440, dark: 390 }],
    ['alice', 'en', { light: 390, dark: 1440 }],
  ] as const)(
    'every page keeps nobody out and fits the screen (%s, %s, %o)',
    async (who, language, widths) => {
      await rig.context.db.update(secretaries).set({ language }).where(eq(secretaries.key, who))
      const context = await browser.newContext({ bypassCSP: true })
      const page = await openFor(context, who)
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(rig.url + path)
        await page.evaluate(
          `document.querySelectorAll('details.panel').forEach((one) => { one.open = true })`,
        )
        for (const scheme of ['light', 'dark'] as const) {
          const width = widths[scheme]
          await page.setViewportSize({ width, height: 900 })
          await putInScheme(page, scheme)
          if (pictures)
            await page.screenshot({ path: `${pictures}/${name}-${language}-${width}.png`, fullPage: true })
          const where = `${name} ${scheme} ${width}`
          expect.soft(await page.evaluate('document.documentElement.scrollWidth'), where).toBe(width)
          expect.soft(await page.evaluate(smallTargets), where).toEqual([])
        }
        if (language === 'fr') expect.soft(await violationsInBothSchemes(page), name).toEqual([])
      }
      await context.close()
    },
    180_000,
  )

  test('a secretary finds a caller by keyboard alone', async () => {
    await rig.context.db.update(secretaries).set({ language: 'fr' }).where(eq(secretaries.key, 'alice'))
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await openFor(context, 'alice')
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    for (const [list, typed, shown] of [
      ['slips', 'fuite', 'Éléonore Lefèvre'],
      ['calls', 'petit', 'Me Petit'],
      ['calls', '01 99 00 20', 'Me Petit'],
      ['contacts', '0612', 'Éléonore Lefèvre'],
    ] as const) {
      await page.goto(`${rig.url}/console/${list}`)
      await page.keyboard.press('/')
      await page.keyboard.type(typed)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/*q=*')
      await page.locator('table.found tbody a').getByText(shown).first().waitFor()
      expect(await page.locator('input[type=search]').inputValue()).toBe(typed)
    }
    expect(complaints).toEqual([])
    await context.close()
  }, 60_000)

  async function openFor(context: BrowserContext, who: string): Promise<Page> {
    await context.addCookies([{ ...(await signIn(rig, who)).cookie, url: rig.url }])
    return context.newPage()
  }
})

/** A busy week: calls of all sorts, slips that were corrected and answered, names of every kind. */
async function stageThings(rig: AgencyRig): Promise<Record<string, string>> {
  const { db, now } = rig.context
  const ago = (hours: number) => new Date(now().getTime() - hours * 3_600_000)
  const morel = await executiveWith(db, '+33199001101')
  const { clientId } = morel
  const contactId = idFrom('contact', 'eleonore')
  const eleonore = phone('+33612345678')
  await db.insert(contacts).values({
    clientId,
    id: contactId,
    key: 'eleonore',
    name: 'Éléonore Lefèvre-Dupont <b>& Cie</b>',
    company: `Société ${'Immobilière '.repeat(8)}`,
    email: 'eleonore.lefevre@une-adresse-vraiment-longue.exemple.fr',
    tags: ['vip', 'bailleur', 'dossier-2026-0417'],
    executiveId: morel.id,
  })
  await db.insert(contactNumbers).values({ clientId, number: eleonore, contactId })
  for (const [place, from, to] of [
    [1, '+33199002001', lines.morel],
    [3, 'anonymous', lines.durand],
    [30, '+33199002002', lines.morel],
    [300, '+33199009999', lines.lenoir],
    [9000, eleonore, lines.morel],
  ] as const) {
    const call = await ring(rig, { from, to })
    await db
      .update(calls)
      .set({ arrivedAt: ago(place), endedAt: ago(place), concludeAt: null, disposition: 'voicemail' })
      .where(eq(calls.id, call.id))
  }
  const call = await ring(rig, { from: eleonore, to: lines.morel })
  const others = await db.select().from(executives).where(eq(executives.clientId, clientId))
  const slip = {
    clientId,
    kind: 'taken',
    sourceKind: 'call',
    recipientId: morel.id,
    urgency: 'ordinary',
    receivedAt: ago(2),
  } as const
  const slipId = idFrom('slip', 'shown')
  await db.insert(messages).values([
    {
      ...slip,
      id: slipId,
      sourceId: call.id,
      revision: 2,
      copyIds: others.filter(({ id }) => id !== morel.id).map(({ id }) => id),
      urgency: 'urgent',
      callerName: 'Éléonore Lefèvre-Dupont',
      callerNumber: eleonore,
      callbackNumber: phone('+33199002001'),
      company: 'Société Immobilière',
      subject: `Fuite d’eau au 12, rue des Lilas ${'très '.repeat(20)}`,
      body: `Fuite d’eau à la cave, référence FA-2026-0417. ${'Elle attend un rappel avant midi. '.repeat(30)}\nhttps://${'x'.repeat(300)}.fr \u202eabc`,
      wish: 'callBack',
      wishWhen: 'avant midi',
      createdAt: ago(2),
    },
    {
      ...slip,
      id: idFrom('slip', 'other'),
      sourceId: idFrom('call', 'other'),
      revision: 1,
      copyIds: [],
      callerName: 'M. Blanc',
      callerNumber: phone('+33199002002'),
      body: 'Souhaite un rendez-vous jeudi',
      createdAt: ago(40),
    },
  ])
  await db.insert(messageRevisions).values({
    clientId,
    messageId: slipId,
    revision: 1,
    content: { callerName: 'Éléonore Lefèvre', subject: 'Fuite d’eau', body: 'Fuite d’eau au grenier' },
    writtenAt: ago(2),
  })
  await db.insert(acknowledgements).values({
    clientId,
    messageId: slipId,
    executiveId: morel.id,
    answer: 'executiveCalls',
    via: 'sms',
    at: ago(1),
  })
  for (const body of [
    'Pouvez-vous me confirmer jeudi 10 h ? Merci',
    `Grosse fuite ${'sous l’évier '.repeat(20)}`,
  ])
    rig.exchange.text({ from: eleonore, to: lines.morel, body })
  await rig.exchange.settled()
  return {
    calls: '/console/calls',
    'calls-found': '/console/calls?q=petit&limit=25',
    'calls-none': '/console/calls?q=introuvable',
    texts: '/console/texts',
    slips: '/console/slips',
    contacts: '/console/contacts',
    clients: '/console/clients',
    slip: `/console/slips/${clientId}/${slipId}`,
    print: `/console/slips/${clientId}/${slipId}/print`,
    contact: `/console/contacts/${clientId}/${contactId}`,
    'contact-new': `/console/contacts/${clientId}/new?number=%2B33199002077`,
  }
}

const phone = (text: string): PhoneNumber => {
  const number = parsePhoneNumber(text)
  if (!number) throw new Error(text)
  return number
}

const smallTargets = `[...document.querySelectorAll('main button, main [role=button], main td a, main summary, main select')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)
  .map((one) => one.outerHTML.slice(0, 90) + one.getBoundingClientRect().height)`
