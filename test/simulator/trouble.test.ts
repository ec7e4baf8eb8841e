import { afterEach, expect, test } from 'vitest'
import { makeTrouble } from '../../src/simulator/trouble.ts'
import { LINE, MOREL, PETIT, type Script, type Stage, stage, twiml } from './scripted-app.ts'

let set: Stage | undefined
afterEach(() => set?.close())

async function play(script: Script): Promise<Stage> {
  set = await stage(script)
  return set
}

const EVENTS = 'statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"'
const DIAL: Script = {
  '/voice': twiml(`<Dial callerId="${LINE}"><Number ${EVENTS}>${MOREL}</Number></Dial>`),
}

test('a webhook delivered twice carries one idempotency token', async () => {
  const { exchange, seen } = await play({ '/voice': twiml('<Hangup/>') })
  exchange.trouble.add({ webhook: 'voice', does: 'twice' })
  await exchange.call({ from: PETIT, to: LINE }).finished
  const tokens = seen
    .filter(({ path }) => path === '/voice')
    .map(({ headers }) => headers['i-twilio-idempotency-token'])
  expect([tokens.length, new Set(tokens).size]).toEqual([2, 1])
})

test('a status callback delivered twice is the same both times', async () => {
  const { exchange, at } = await play({ '/voice': twiml('<Hangup/>') })
  exchange.trouble.add({ webhook: 'callStatus', does: 'twice' })
  await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/status')).toHaveLength(2)
  expect(at('/status')[0]).toEqual(at('/status')[1])
})

test('callbacks can come out of order, and none is lost', async () => {
  const { exchange, at } = await play(DIAL)
  exchange.trouble.add({ webhook: 'callStatus', does: 'outOfOrder', times: 1 })
  await exchange.call({ from: PETIT, to: LINE }).finished
  await exchange.settled()
  expect(at('/leg').map(({ CallStatus }) => CallStatus)).toEqual(['ringing', 'initiated', 'no-answer'])
})

test('what is held back comes out when all is settled', async () => {
  const { exchange, at } = await play({ '/voice': twiml('<Hangup/>') })
  exchange.trouble.add({ webhook: 'callStatus', does: 'outOfOrder' })
  await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/status')).toEqual([])
  await exchange.settled()
  expect(at('/status')).toHaveLength(1)
})

test('a late callback does not hold the call up', async () => {
  const { exchange, at } = await play(DIAL)
  exchange.trouble.add({ webhook: 'callStatus', does: 'late', times: 1, delayMs: 300 })
  await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/leg').map(({ CallStatus }) => CallStatus)).toEqual(['ringing', 'no-answer'])
  await exchange.settled()
  expect(at('/leg').map(({ CallStatus }) => CallStatus)).toEqual(['ringing', 'no-answer', 'initiated'])
})

test('a lost callback never comes, and a lost question counts as a server that is away', async () => {
  const { exchange, at } = await play({ '/voice': twiml('<Hangup/>') })
  exchange.trouble.add({ webhook: 'callStatus', does: 'lost' })
  exchange.trouble.add({ webhook: 'voice', does: 'lost', times: 1 })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  await exchange.settled()
  expect([at('/status'), at('/voice')]).toEqual([[], []])
  expect(call.transcript).toEqual(['We are sorry. An application error has occurred. Goodbye.'])
  expect(exchange.alerts[0]?.code).toBe(11205)
})

test('a server that is away is tried once more, with the same token', async () => {
  const { exchange } = await play({})
  const line = exchange.lines[0]
  if (line) line.voiceUrl = 'http://127.0.0.1:9/voice'
  await exchange.call({ from: PETIT, to: LINE }).finished
  expect(exchange.attempts.filter(({ kind }) => kind === 'voice')).toHaveLength(2)
})

test('the fragment of a webhook URL says what to retry, and is not sent', async () => {
  let asked = 0
  const { exchange, seen, base } = await play({
    '/voice': () => {
      asked += 1
      return asked < 3 ? { status: 503 } : twiml('<Say>enfin</Say>')
    },
  })
  const line = exchange.lines[0]
  if (line) line.voiceUrl = `${base}/voice#rc=2&rp=ct,5xx`
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.transcript).toEqual(['enfin'])
  expect(seen.filter(({ path }) => path === '/voice').map(({ url }) => url)).toEqual(
    Array(3).fill(`${base}/voice`),
  )
})

test('a chance of trouble falls the same way for the same seed', () => {
  const draw = (seed: number) => {
    const trouble = makeTrouble(seed)
    trouble.add({ webhook: 'voice', does: 'lost', probability: 0.3 })
    return Array.from({ length: 200 }, () => trouble.forWebhook('voice') !== null)
  }
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
  expect(draw(1).filter(Boolean).length).toBeGreaterThan(40)
  expect(draw(1).filter(Boolean).length).toBeLessThan(80)
})
