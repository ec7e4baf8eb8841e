import twilio from 'twilio'
import { afterEach, expect, test } from 'vitest'
import { LINE, PETIT, type Script, type Stage, stage, TOKEN, twiml } from './scripted-app.ts'

let set: Stage | undefined
afterEach(() => set?.close())

async function play(script: Script, options = {}): Promise<Stage> {
  set = await stage(script, options)
  return set
}

test('an incoming call is announced with a signature that Twilio’s own library accepts', async () => {
  const { exchange, seen } = await play({ '/voice': twiml('<Say>Bonjour</Say>') })
  const call = await exchange.call({ from: PETIT, to: LINE, callerName: 'Me Pétit & fils' }).finished
  const [first] = seen
  expect(first?.fields).toMatchObject({
    CallSid: call.sid,
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: PETIT,
    To: LINE,
    CallerName: 'Me Pétit & fils',
    ApiVersion: '2010-04-01',
  })
  const signature = first?.headers['x-twilio-signature'] ?? ''
  expect(twilio.validateRequest(TOKEN, signature, first?.url ?? '', first?.fields ?? {})).toBe(true)
  expect(first?.headers['i-twilio-idempotency-token']).toBeTruthy()
})

test('the caller hears what is said, in its language, and the call ends with its status', async () => {
  const { exchange, at } = await play({
    '/voice': twiml(
      '<Say language="fr-FR" voice="Polly.Lea-Neural">Cabinet Morel &amp; Associés, bonjour</Say>',
      '<Pause length="2"/>',
      '<Say>Au <emphasis>revoir</emphasis></Say>',
    ),
  })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.transcript).toEqual(['Cabinet Morel & Associés, bonjour', 'Au revoir'])
  expect(call.timeline[1]).toMatchObject({ kind: 'say', language: 'fr-FR', voice: 'Polly.Lea-Neural' })
  expect(at('/status')).toEqual([
    expect.objectContaining({
      CallStatus: 'completed',
      CallDuration: '5',
      SequenceNumber: '0',
      CallbackSource: 'call-progress-events',
      Timestamp: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/),
    }),
  ])
})

test('a leading Reject ends the call unanswered, busy or not', async () => {
  const { exchange, at } = await play({
    '/voice': ({ From }) => twiml(From === PETIT ? '<Reject reason="busy"/>' : '<Reject/>'),
  })
  const busy = await exchange.call({ from: PETIT, to: LINE }).finished
  const dead = await exchange.call({ from: 'anonymous', to: LINE }).finished
  expect([busy.status, busy.disposition, dead.status]).toEqual(['busy', 'rejected', 'no-answer'])
  expect(at('/status').map((fields) => [fields.CallStatus, fields.CallDuration])).toEqual([
    ['busy', undefined],
    ['no-answer', undefined],
  ])
})

test('a Redirect hands the call to another document, and what follows it never runs', async () => {
  const { exchange, at } = await play({
    '/voice': twiml('<Redirect>/next?step=2&amp;x=1</Redirect>', '<Say>jamais</Say>'),
    '/next': twiml('<Say>ensuite</Say>', '<Hangup/>', '<Say>jamais</Say>'),
  })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.transcript).toEqual(['ensuite'])
  expect(at('/next')[0]).toMatchObject({ step: '2', CallStatus: 'in-progress' })
})

test('a broken answer sends the call to the fallback, with what went wrong', async () => {
  const { exchange, at, base } = await play({
    '/voice': () => ({ status: 500, body: 'oops' }),
    '/fallback': twiml('<Say>Veuillez patienter</Say>'),
  })
  const line = exchange.lines[0]
  if (line) line.voiceFallbackUrl = `${base}/fallback`
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.transcript).toEqual(['Veuillez patienter'])
  expect(at('/fallback')[0]).toMatchObject({ ErrorCode: '11200', ErrorUrl: `${base}/voice` })
})

test.each([
  ['no valid XML', { body: '<Response><Say>' }, 12100],
  ['a foreign Content-Type', { type: 'application/json', body: '{}' }, 12300],
  ['nothing at all', { body: '' }, 11770],
  ['too much', { body: twiml(`<Say>${'a'.repeat(70_000)}</Say>`) }, 11750],
  ['too late', { waitMs: 400, body: twiml() }, 11200],
])('without a fallback, an answer that is %s earns the caller an apology', async (_, reply, code) => {
  const { exchange } = await play({ '/voice': () => reply }, { webhookTimeoutMs: 200 })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.transcript).toEqual(['We are sorry. An application error has occurred. Goodbye.'])
  expect(exchange.alerts.map((alert) => alert.code)).toEqual([code])
})

test('plain text that is no TwiML is read aloud', async () => {
  const { exchange } = await play({ '/voice': () => ({ type: 'text/plain', body: 'Internal Server Error' }) })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.transcript).toEqual(['Internal Server Error'])
})

test('an unknown or misspelt verb is skipped and noted', async () => {
  const { exchange } = await play({ '/voice': twiml('<say>non</say>', '<Say>oui</Say>') })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.transcript).toEqual(['oui'])
  expect(exchange.alerts[0]?.code).toBe(12200)
})

test('a caller who hangs up at once leaves a call without an answer', async () => {
  const { exchange, at } = await play({ '/voice': twiml('<Say>Bonjour</Say>') })
  const call = await exchange.call({ from: PETIT, to: LINE, hangsUp: { during: 'arrival', afterSeconds: 0 } })
    .finished
  expect([call.transcript, call.disposition]).toEqual([[], 'abandoned'])
  expect(at('/status')[0]?.CallStatus).toBe('no-answer')
})

test('a caller who hangs up during the greeting hears no more', async () => {
  const { exchange, at } = await play({ '/voice': twiml('<Say>Un</Say>', '<Record action="/recorded"/>') })
  const call = await exchange.call({ from: PETIT, to: LINE, hangsUp: { during: 'say' } }).finished
  expect(call.voicemailAfterSeconds).toBeNull()
  expect(at('/recorded')).toEqual([])
  expect(at('/status')[0]).toMatchObject({ CallStatus: 'completed', CallDuration: '1' })
})
