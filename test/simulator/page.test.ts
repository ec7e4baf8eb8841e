import formbody from '@fastify/formbody'
import fastify from 'fastify'
import { createTransport } from 'nodemailer'
import type { Browser, Page } from 'playwright-core'
import twilio from 'twilio'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeParticipant } from '../../src/simulator/conferences/change-participant.ts'
import { ringParticipant } from '../../src/simulator/conferences/ring-participant.ts'
import { createExchange, type Exchange } from '../../src/simulator/exchange.ts'
import { type Mailbox, startMailbox } from '../../src/simulator/mailbox.ts'
import { simulatorRoutes } from '../../src/simulator/simulator-routes.ts'
import { violations } from '../support/axe.ts'
import { startChromium } from '../support/chromium.ts'
import { describeWithChromium } from '../support/where-installed.ts'
import { ACCOUNT, LINE, MOREL, PETIT, TOKEN, twiml } from './scripted-app.ts'

const DIRECTORY = {
  lines: [{ number: LINE, name: 'Cabinet Morel & Associés' }],
  people: [
    { number: PETIT, name: 'Me Petit', role: 'caller' as const },
    { number: MOREL, name: 'Me <Morel>', role: 'executive' as const },
  ],
}

/** Me Petit is put through after a whisper; anybody else reaches the voicemail. */
const VOICE = (from: string) =>
  from === PETIT
    ? twiml(`<Dial callerId="${LINE}" answerOnBridge="true"><Number url="/whisper">${MOREL}</Number></Dial>`)
    : twiml('<Say language="fr-FR">Parlez</Say><Record action="/recorded" finishOnKey="#"/>')

const APP = `AP${'0'.repeat(32)}`

type Stage = { exchange: Exchange; mailbox: Mailbox; replies: Mailbox; base: string; close(): Promise<void> }

async function open(): Promise<Stage> {
  const mailbox = await startMailbox()
  const exchange = createExchange({
    accountSid: ACCOUNT,
    authToken: TOKEN,
    pace: 'real',
    defaultBehaviour: { kind: 'byHand' },
  })
  const app = fastify()
  await app.register(formbody)
  app.post<{ Body: { From: string } }>('/voice', ({ body }, reply) =>
    reply.type('text/xml').send(VOICE(body.From)),
  )
  app.post('/whisper', (_, reply) =>
    reply
      .type('text/xml')
      .send(twiml('<Gather numDigits="1" action="/accepted"><Say>Tapez 1</Say></Gather>')),
  )
  app.post('/softphone', (_, reply) =>
    reply.type('text/xml').send(twiml('<Dial><Conference beep="false">call-1</Conference></Dial>')),
  )
  app.post('/accepted', (_, reply) => reply.type('text/xml').send(twiml()))
  app.post('/recorded', (_, reply) => reply.type('text/xml').send(twiml('<Say>Merci</Say>')))
  app.post('/sms', (_, reply) => reply.type('text/xml').send(twiml('<Message>Bien reçu</Message>')))
  const replies = await startMailbox()
  const replySmtpUrl = replies.smtpUrl
  await app.register(simulatorRoutes, { exchange, mailbox, directory: DIRECTORY, replySmtpUrl })
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  exchange.addLine({ number: LINE, voiceUrl: `${base}/voice`, smsUrl: `${base}/sms` })
  exchange.addApplication({ sid: APP, voiceUrl: `${base}/softphone` })
  const close = async () => {
    await exchange.close()
    await Promise.all([app.close(), mailbox.close(), replies.close()])
  }
  return { exchange, mailbox, replies, base, close }
}

/** What the console's softphone does with the module; `seen` keeps what it was told. */
const OPEN_DEVICE = `async (token) => {
  const { openDevice } = await import('/simulator/softphone-device.js')
  window.seen = []
  const tell = (state) => seen.push(state)
  window.device = await openDevice({ token, onState: tell, onExpiring: () => tell('expiring') })
  window.call = await device.connect({ callId: '1' })
  call.onState(tell)
}`

describeWithChromium('the simulator’s page', () => {
  let browser: Browser
  let page: Page
  let stage: Stage
  const complaints: string[] = []
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    stage = await open()
    complaints.length = 0
    page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'fr-FR' })
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${stage.base}/simulator`)
  })
  afterEach(async () => {
    await page.close()
    await stage.close()
  })

  async function tabTo(name: string) {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab')
      if ((await page.evaluate('document.activeElement.textContent')) === name) return
    }
    throw new Error(`No Tab reached ${name}`)
  }

  test('by keyboard alone, one calls, picks up at the executive’s, presses 1 and is connected', async () => {
    await tabTo('Appeler')
    await tabTo('Appeler')
    await page.keyboard.press('Enter')
    await page.locator('.telephone.ringing').waitFor()
    await tabTo('Répondre')
    await page.keyboard.press('Enter')
    await page.getByText('attend une touche').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#call-captions .talk').waitFor()
    expect(stage.exchange.telephone(MOREL).heard).toEqual(['Tapez 1'])
    await page.locator('#call-hang-up').press('Enter')
    await page.getByText('Conversation terminée').waitFor()
    expect(complaints).toEqual([])
  }, 120_000)

  test('a withheld caller leaves a typed message, which lasts as long as saying it', async () => {
    await page.getByLabel('Numéro masqué').check()
    await page.getByRole('button', { name: 'Appeler' }).click()
    await page.locator('#speech').fill('Rappelez-moi demain matin, s’il vous plaît.')
    await page.getByRole('button', { name: 'Laisser ce message' }).click()
    await page.getByText('Message laissé').waitFor()
    expect(stage.exchange.recordings).toEqual([
      expect.objectContaining({
        status: 'completed',
        durationSeconds: 3,
        text: expect.stringMatching(/^Rappelez/),
      }),
    ])
    expect(stage.exchange.calls[0]?.from).toBe('anonymous')
    expect(complaints).toEqual([])
  }, 120_000)

  test('a softphone in the browser calls with its microphone, and the page shows whom it talks to', async () => {
    const token = new twilio.jwt.AccessToken(ACCOUNT, `SK${'0'.repeat(32)}`, TOKEN, { identity: 'alice' })
    token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ outgoingApplicationSid: APP }))
    await page.evaluate(`(${OPEN_DEVICE})(${JSON.stringify(token.toJwt())})`)
    await page.waitForFunction('seen.includes("connected")')
    const { board } = stage.exchange
    const conference = stage.exchange.conferences[0]
    if (!conference) throw new Error('the softphone is in no conference')
    const form = new URLSearchParams({ From: LINE, To: MOREL, Label: 'executive' })
    const participant = ringParticipant(board, conference, form)
    const rooms = page.locator('#rooms')
    await rooms.getByText('sonne').waitFor()
    await page.locator('[data-act=answer]').click()
    await rooms.getByText('en conversation').nth(1).waitFor()
    changeParticipant(board, conference, participant, new URLSearchParams({ Hold: 'true' }))
    await rooms.getByText('en attente').waitFor()
    await page.evaluate('call.mute(true)')
    await rooms.getByText('micro coupé').waitFor()
    expect(
      await page.evaluate('navigator.mediaDevices.enumerateDevices().then((all) => all.length > 0)'),
    ).toBe(true)
    expect(await violations(page)).toEqual([])
    await rooms.getByRole('button', { name: 'Raccrocher pour Poste alice' }).click()
    await page.waitForFunction('seen.includes("ended")')
    expect(await page.evaluate('seen')).toEqual(['registered', 'connected', 'ended'])
    await page.locator('.telephone [data-act=hangUp]').click()
    await expect.poll(() => rooms.isVisible()).toBe(false)
    expect(complaints).toEqual([])
  }, 120_000)

  test('a refused call says so, and a telephone can be told not to answer', async () => {
    await page.getByRole('button', { name: 'Appeler' }).click()
    await page.getByRole('button', { name: 'Refuser' }).click()
    await page.getByText('Appel terminé').waitFor()
    await page.locator('.telephone').getByText('Quand on appelle').click()
    await page.locator('[data-part=behaviour]').selectOption('busy')
    await expect.poll(() => stage.exchange.telephone(MOREL).behaviour.kind).toBe('busy')
  }, 120_000)

  test('a text goes out and its answer comes back to the same telephone', async () => {
    const handset = page.locator('#handset')
    await handset.getByText('Envoyer un SMS').click()
    await page.locator('#text').fill('Fuite !')
    await handset.getByRole('button', { name: 'Envoyer' }).click()
    await handset.getByText('Bien reçu').waitFor()
    expect(stage.exchange.messages[0]).toMatchObject({ from: PETIT, to: LINE, body: 'Fuite !' })
  }, 120_000)

  test('an incomplete number is refused where it is typed', async () => {
    await page.getByLabel('Un autre numéro').check()
    await page.getByLabel('Votre numéro').fill('06 12')
    await page.getByRole('button', { name: 'Appeler' }).click()
    await page.getByText('Ce numéro n’est pas complet').waitFor()
    expect(await page.getByLabel('Votre numéro').getAttribute('aria-invalid')).toBe('true')
    expect(stage.exchange.calls).toEqual([])
  })

  test('a mail is shown as it was sent, harmless, and as text', async () => {
    const mailer = createTransport(stage.mailbox.smtpUrl)
    await mailer.sendMail({
      from: 'Permanence <a@permanence.test>',
      to: 'elise@morel.demo.test',
      subject: '<b>Message</b> vocal',
      text: 'En texte https://permanence.test/m/1',
      html: '<p>En <b>forme</b></p><script>top.document.title = "pris"</script>',
    })
    mailer.close()
    await page.getByRole('button', { name: '<b>Message</b> vocal' }).click()
    const frame = page.frameLocator('#mail-frame')
    await frame.getByText('En forme').waitFor()
    await page.getByRole('button', { name: 'Texte seul' }).click()
    expect(await frame.getByRole('link').getAttribute('href')).toBe('https://permanence.test/m/1')
    expect(await page.title()).toContain('Simulateur')
  }, 120_000)

  test('a mail that asks for replies is answered from the page, by a real one', async () => {
    const mailer = createTransport(stage.mailbox.smtpUrl)
    const mail = { from: 'a@permanence.test', to: 'elise@morel.demo.test', text: 'Répondez' }
    await mailer.sendMail({ ...mail, subject: 'Sans retour' })
    await mailer.sendMail({
      ...mail,
      subject: 'Avec retour',
      replyTo: 'r+1@reponse.test',
      messageId: '<m@p.test>',
    })
    mailer.close()
    await page.getByRole('button', { name: 'Avec retour' }).click()
    await page.getByLabel('Répondre').fill('3 ok')
    expect(await violations(page)).toEqual([])
    await page.locator('#reply-form button').click()
    await page.getByText('Réponse envoyée.').waitFor()
    expect(stage.replies.mails[0]).toMatchObject({
      from: 'elise@morel.demo.test',
      to: ['r+1@reponse.test'],
      subject: 'Re: Avec retour',
      text: expect.stringMatching(/^3 ok\n\nLe .* a écrit :\n\n> Répondez/),
      source: expect.stringContaining('In-Reply-To: <m@p.test>'),
    })
    await page.getByRole('button', { name: 'Sans retour' }).click()
    expect(await page.locator('#reply-form').isVisible()).toBe(false)
  }, 120_000)

  test.each(['fr', 'en'])(
    'nothing on it keeps anybody out (%s), at rest, ringing and in a call',
    async (language) => {
      await page.goto(`${stage.base}/simulator?lang=${language}`)
      const see = async () => language === 'fr' && expect(await violations(page)).toEqual([])
      await see()
      await page.locator('#call').click()
      await page.locator('.telephone.ringing').waitFor()
      await see()
      await page.locator('[data-act=answer]').click()
      await page.locator('.telephone.talking .say').waitFor()
      await see()
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect(overflow).toBe(0)
    },
    60_000,
  )
})
