import { afterEach, expect, test } from 'vitest'
import { LINE, MOREL, PETIT, ROUX, type Script, type Stage, stage, twiml } from './scripted-app.ts'

let set: Stage | undefined
afterEach(() => set?.close())

const EVENTS = 'statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"'

/** Rings Me Morel behind a whisper that wants a 1, then falls back on an announcement. */
function forward(number = MOREL): Script {
  return {
    '/voice': twiml(
      `<Dial answerOnBridge="true" callerId="${LINE}" timeout="20" action="/ended">`,
      `<Number url="/whisper" ${EVENTS}>${number}</Number></Dial><Say>jamais</Say>`,
    ),
    '/whisper': twiml(
      '<Gather numDigits="1" timeout="5" action="/accepted"><Say>Tapez 1</Say></Gather><Hangup/>',
    ),
    '/accepted': ({ Digits }) => twiml(Digits === '1' ? '' : '<Hangup/>'),
    '/ended': ({ DialBridged }) => twiml(DialBridged === 'true' ? '<Hangup/>' : '<Say>Messagerie</Say>'),
  }
}

async function play(script: Script): Promise<Stage> {
  set = await stage(script)
  return set
}

test('accepted with 1, the two are bridged, and the action learns it', async () => {
  const { exchange, at } = await play(forward())
  exchange.telephone(MOREL).behave({ kind: 'answers', afterSeconds: 6, presses: '1', talkSeconds: 30 })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  await exchange.settled()
  const [child] = call.children
  expect(call.disposition).toBe('bridged')
  expect(exchange.telephone(MOREL).heard).toEqual(['Tapez 1'])
  expect(at('/whisper')[0]).toMatchObject({
    CallSid: child?.sid,
    ParentCallSid: call.sid,
    Direction: 'outbound-dial',
    From: LINE,
    To: MOREL,
    CallStatus: 'in-progress',
  })
  expect(at('/ended')[0]).toMatchObject({
    CallSid: call.sid,
    DialCallStatus: 'completed',
    DialCallSid: child?.sid,
    DialBridged: 'true',
    DialCallDuration: '32',
  })
  expect(call.transcript).toEqual([])
})

test('the leg reports its progress in order, with a duration only at the end', async () => {
  const { exchange, at } = await play(forward())
  exchange.telephone(MOREL).behave({ kind: 'answers', presses: '1' })
  await exchange.call({ from: PETIT, to: LINE }).finished
  await exchange.settled()
  expect(at('/leg').map((fields) => [fields.SequenceNumber, fields.CallStatus])).toEqual([
    ['0', 'initiated'],
    ['1', 'ringing'],
    ['2', 'in-progress'],
    ['3', 'completed'],
  ])
  expect(at('/leg').filter((fields) => 'CallDuration' in fields)).toHaveLength(1)
})

test.each([
  ['does not answer', { kind: 'noAnswer' as const }, 'no-answer'],
  ['is busy', { kind: 'busy' as const }, 'busy'],
  ['refuses', { kind: 'refuses' as const }, 'busy'],
  ['cannot be reached', { kind: 'unreachable' as const }, 'failed'],
])('when she %s the action runs and nothing after the Dial', async (_, behaviour, status) => {
  const { exchange, at } = await play(forward())
  exchange.telephone(MOREL).behave(behaviour)
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/ended')[0]).toMatchObject({ DialCallStatus: status, DialBridged: 'false' })
  expect(at('/ended')[0]).not.toHaveProperty('DialCallDuration')
  expect(call.transcript).toEqual(['Messagerie'])
})

test('a mobile’s voicemail picks up but presses nothing: completed, not bridged', async () => {
  const { exchange, at } = await play(forward())
  exchange.telephone(MOREL).behave({ kind: 'mobileVoicemail' })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/ended')[0]).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' })
  expect(call.transcript).toEqual(['Messagerie'])
})

test('a wrong key refuses the call', async () => {
  const { exchange, at } = await play(forward())
  exchange.telephone(MOREL).behave({ kind: 'answers', presses: '9' })
  await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/ended')[0]?.DialBridged).toBe('false')
})

test('with answerOnBridge the caller hears one ring tone until the dialling is over', async () => {
  const { exchange } = await play(forward())
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.longestRingSeconds).toBe(20)
  expect(call.timeline.map(({ kind }) => kind)).toEqual(['ring', 'say'])
})

test('a caller who gives up while it rings stops the ringing', async () => {
  const { exchange, at } = await play(forward())
  const call = await exchange.call({ from: PETIT, to: LINE, hangsUp: { during: 'ring', afterSeconds: 7 } })
    .finished
  await exchange.settled()
  expect([call.status, call.disposition, call.longestRingSeconds]).toEqual(['no-answer', 'abandoned', 7])
  expect(call.children[0]?.status).toBe('no-answer')
  expect(at('/ended')[0]).toMatchObject({ CallStatus: 'no-answer', DialCallStatus: 'no-answer' })
})

test('the action after a hang-up can be switched off', async () => {
  const { exchange, at } = await play(forward())
  exchange.trouble.actionAfterHangUp = false
  await exchange.call({ from: PETIT, to: LINE, hangsUp: { during: 'ring' } }).finished
  expect(at('/ended')).toEqual([])
})

test('a caller who hangs up during the whisper leaves nobody on the line', async () => {
  const { exchange } = await play(forward())
  exchange.telephone(MOREL).behave({ kind: 'answers', afterSeconds: 5, presses: '1' })
  const call = await exchange.call({ from: PETIT, to: LINE, hangsUp: { during: 'ring', afterSeconds: 5.5 } })
    .finished
  expect([call.disposition, call.children[0]?.status]).toEqual(['abandoned', 'completed'])
})

test('without an action the next verb runs after the Dial', async () => {
  const { exchange } = await play({
    '/voice': twiml(`<Dial callerId="${LINE}">${MOREL}</Dial>`, '<Say>Ensuite</Say>'),
  })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.transcript).toEqual(['Ensuite'])
})

test('the first of several to pick up gets the call, the others stop ringing', async () => {
  const { exchange, at } = await play({
    '/voice': twiml(`<Dial action="/ended"><Number>${MOREL}</Number><Number>${ROUX}</Number></Dial>`),
    '/ended': twiml(),
  })
  exchange.telephone(MOREL).behave({ kind: 'answers', afterSeconds: 9 })
  exchange.telephone(ROUX).behave({ kind: 'answers', afterSeconds: 3 })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.children.map(({ status }) => status)).toEqual(['no-answer', 'completed'])
  expect(at('/ended')[0]?.DialCallSid).toBe(call.children[1]?.sid)
})

test('in sequence, the second rings only after the first did not answer', async () => {
  const { exchange } = await play({
    '/voice': twiml(
      `<Dial sequential="true" timeout="10"><Number>${MOREL}</Number><Number>${ROUX}</Number></Dial>`,
    ),
  })
  exchange.telephone(ROUX).behave({ kind: 'answers', afterSeconds: 3 })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.children[1]?.answeredAtSeconds).toBe(13)
})

test('a number that is not ours cannot be shown as caller ID', async () => {
  const { exchange, at } = await play({
    '/voice': twiml(`<Dial callerId="+33612345678" action="/ended">${MOREL}</Dial>`),
    '/ended': twiml(),
  })
  await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/ended')[0]?.DialCallStatus).toBe('failed')
  expect(exchange.alerts[0]?.code).toBe(13214)
})

test('an unregistered client is given up at once', async () => {
  const { exchange, at } = await play({
    '/voice': twiml('<Dial action="/ended"><Client>alice</Client></Dial>'),
    '/ended': twiml(),
  })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/ended')[0]?.DialCallStatus).toBe('no-answer')
  expect(call.longestRingSeconds).toBe(0)
})

test('our leg comes back through a diversion as a new call from our own line', async () => {
  const script = forward()
  const first = script['/voice']
  script['/voice'] = ({ From }) => (From === LINE ? twiml('<Reject reason="busy"/>') : String(first))
  const { exchange, at } = await play(script)
  exchange.telephone(MOREL).behave({ kind: 'diverts', to: LINE, when: 'noAnswer', afterSeconds: 10 })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  await exchange.settled()
  const returned = at('/voice')[1]
  expect(returned).toMatchObject({ From: LINE, To: LINE, Direction: 'inbound' })
  expect(returned).not.toHaveProperty('ParentCallSid')
  expect(returned).not.toHaveProperty('ForwardedFrom')
  expect(returned?.CallSid).not.toBe(call.sid)
  expect(at('/ended')[0]?.DialCallStatus).toBe('busy')
})

test('a diverting telephone sends a caller on to the line, with or without her number', async () => {
  const { exchange, at } = await play({ '/voice': twiml('<Hangup/>') })
  const diverts = { kind: 'diverts' as const, to: LINE, when: 'always' as const }
  exchange.telephone(MOREL).behave({ ...diverts, passesForwardedFrom: true })
  await exchange.call({ from: PETIT, to: MOREL }).finished
  exchange.telephone(MOREL).behave({ ...diverts, passesCaller: false })
  await exchange.call({ from: PETIT, to: MOREL }).finished
  expect(at('/voice').map(({ From, ForwardedFrom }) => [From, ForwardedFrom])).toEqual([
    [PETIT, MOREL],
    [MOREL, undefined],
  ])
})
