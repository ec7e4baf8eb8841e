import twilio from 'twilio'
import { afterEach, expect, test } from 'vitest'
import { LINE, MOREL, PETIT, type Script, type Stage, stage, TOKEN, twiml } from './scripted-app.ts'

let set: Stage | undefined
afterEach(() => set?.close())

async function play(script: Script): Promise<Stage> {
  set = await stage(script)
  return set
}

test('an incoming text is announced as Twilio does, signed', async () => {
  const { exchange, seen } = await play({ '/sms': twiml() })
  const { sid, finished } = exchange.text({ from: PETIT, to: LINE, body: 'Fuite à l’étage' })
  await finished
  const [first] = seen
  expect(first?.fields).toMatchObject({
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    From: PETIT,
    To: LINE,
    Body: 'Fuite à l’étage',
    NumMedia: '0',
    NumSegments: '1',
    SmsStatus: 'received',
    FromCity: '',
  })
  expect(first?.fields).not.toHaveProperty('OptOutType')
  const signature = first?.headers['x-twilio-signature'] ?? ''
  expect(twilio.validateRequest(TOKEN, signature, first?.url ?? '', first?.fields ?? {})).toBe(true)
})

test('pictures are counted and named one by one', async () => {
  const { exchange, at } = await play({ '/sms': twiml() })
  await exchange.text({ from: PETIT, to: LINE, body: '', media: ['https://a.test/1.jpg', 'photo'] }).finished
  const [fields] = at('/sms')
  expect(fields).toMatchObject({
    NumMedia: '2',
    MediaUrl0: 'https://a.test/1.jpg',
    MediaContentType1: 'image/png',
  })
  expect(fields?.MediaUrl1).toMatch(/\/Messages\/MM\w{32}\/Media\/ME\w{32}$/)
})

test.each([
  ['TwiML', twiml('<Message>Bien reçu</Message>')],
  ['TwiML with a Body', twiml('<Message><Body>Bien reçu</Body></Message>')],
  ['plain text', { type: 'text/plain', body: 'Bien reçu' }],
])('a reply in %s reaches the sender’s telephone', async (_, answer) => {
  const { exchange } = await play({ '/sms': () => answer })
  await exchange.text({ from: PETIT, to: LINE, body: 'Bonjour' }).finished
  await exchange.settled()
  expect(exchange.telephone(PETIT).texts).toEqual([
    expect.objectContaining({ from: LINE, to: PETIT, body: 'Bien reçu' }),
  ])
  expect(exchange.messages.map(({ direction }) => direction)).toEqual(['inbound', 'outbound-reply'])
})

test.each([204, 200])('an empty answer with status %i replies nothing', async (status) => {
  const { exchange } = await play({ '/sms': () => ({ status }) })
  await exchange.text({ from: PETIT, to: LINE, body: 'Bonjour' }).finished
  await exchange.settled()
  expect([exchange.telephone(PETIT).texts, exchange.alerts]).toEqual([[], []])
})

test('a failing SMS URL replies nothing, is noted, and its fallback is asked', async () => {
  const { exchange, at, base } = await play({ '/sms': () => ({ status: 500 }), '/sms-fallback': twiml() })
  const line = exchange.lines[0]
  if (line) line.smsFallbackUrl = `${base}/sms-fallback`
  await exchange.text({ from: PETIT, to: LINE, body: 'Bonjour' }).finished
  expect(exchange.alerts[0]?.code).toBe(11200)
  expect(at('/sms-fallback')[0]).toMatchObject({ ErrorCode: '11200', Body: 'Bonjour' })
})

test('STOP is told to us and bars further texts until START', async () => {
  const { exchange, at } = await play({ '/sms': twiml('<Message>Entendu</Message>') })
  await exchange.text({ from: PETIT, to: LINE, body: ' stop ' }).finished
  await exchange.text({ from: PETIT, to: LINE, body: 'START' }).finished
  await exchange.settled()
  expect(at('/sms').map(({ OptOutType }) => OptOutType)).toEqual(['STOP', 'START'])
  expect(exchange.alerts.map(({ code }) => code)).toEqual([21610])
  expect(exchange.telephone(PETIT).texts).toHaveLength(1)
})

test('ARRÊT is no word of Twilio’s', async () => {
  const { exchange, at } = await play({ '/sms': twiml() })
  await exchange.text({ from: PETIT, to: LINE, body: 'ARRÊT' }).finished
  expect(at('/sms')[0]).not.toHaveProperty('OptOutType')
  expect(exchange.board.optedOut.size).toBe(0)
})

test('a text within a call goes to the caller', async () => {
  const { exchange } = await play({ '/voice': twiml('<Sms>Adresse : 1 rue X</Sms><Hangup/>') })
  await exchange.call({ from: MOREL, to: LINE }).finished
  await exchange.settled()
  expect(exchange.telephone(MOREL).texts[0]?.body).toBe('Adresse : 1 rue X')
})
