import fastify, { type FastifyInstance } from 'fastify'
import twilio from 'twilio'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { deviceRoutes } from '../../src/simulator/devices/device-routes.ts'
import { until } from '../support/until.ts'
import { ACCOUNT, type Stage, stage, TOKEN, twiml } from './scripted-app.ts'

const APP = `AP${'0'.repeat(32)}`
const KEY = `SK${'0'.repeat(32)}`

let set: Stage
let app: FastifyInstance
let base: string
let now: Date

beforeEach(async () => {
  now = new Date()
  set = await stage(
    { '/softphone': twiml('<Dial><Conference startConferenceOnEnter="true">call-1</Conference></Dial>') },
    { now: () => now },
  )
  set.exchange.addApplication({ sid: APP, voiceUrl: `${set.base}/softphone` })
  app = fastify({ forceCloseConnections: true })
  await app.register(deviceRoutes, { prefix: '/simulator/devices', exchange: set.exchange, goneAfterMs: 30 })
  base = `${await app.listen({ host: '127.0.0.1', port: 0 })}/simulator/devices`
})
afterEach(async () => {
  await app.close()
  await set.close()
})

/** As Twilio's own library makes it. */
function tokenFor(
  identity: string,
  { secret = TOKEN, account = ACCOUNT, app: sid = APP, ttl = 3600 } = {},
): string {
  const token = new twilio.jwt.AccessToken(account, KEY, secret, { identity, ttl })
  token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ outgoingApplicationSid: sid }))
  return token.toJwt()
}

const fieldsSchema = z.record(z.string(), z.unknown())

async function post(
  path: string,
  body: object,
): Promise<{ status: number; body: z.output<typeof fieldsSchema> }> {
  const answer = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: fieldsSchema.parse(await answer.json()) }
}

/** What the stream of a browser brings, until `close`. */
async function listen(id: unknown) {
  const stop = new AbortController()
  const answer = await fetch(`${base}/${id}/events`, { signal: stop.signal })
  const events: string[] = []
  const follow = async () => {
    const decoder = new TextDecoder()
    for await (const part of answer.body ?? []) {
      const blocks = decoder.decode(part).split('\n\n')
      events.push(...blocks.filter((block) => block.startsWith('event: ')).map(shortened))
    }
  }
  void follow().catch(() => undefined)
  return { events, status: answer.status, close: () => stop.abort() }
}

/** `call connected`, `registered`. */
function shortened(block: string): string {
  const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? []
  return [event, JSON.parse(data).state].filter(Boolean).join(' ')
}

test('a browser with a token of Twilio’s library calls the application, and its calls end with it', async () => {
  const { status, body } = await post('', { token: tokenFor('secretary-1') })
  expect([status, body.identity]).toEqual([201, 'secretary-1'])
  const stream = await listen(body.id)
  await until('it is registered', () => stream.events.includes('registered'))
  const params = { clientId: '3', From: '+33612345678', CallSid: 'CA0' }
  const { body: call } = await post(`/${body.id}/connect`, { params })
  await until('it is connected', () => stream.events.includes('call connected'))
  const [fields] = set.at('/softphone')
  expect(fields).toMatchObject({ From: 'client:secretary-1', To: '', clientId: '3', CallSid: call.sid })
  await post(`/${body.id}/calls/${call.sid}/mute`, { on: true })
  expect(set.exchange.calls[0]?.isMutedThere).toBe(true)
  await post(`/${body.id}/calls/${call.sid}/hang-up`, {})
  await until('it is over', () => stream.events.includes('call ended'))
  expect(stream.events).toEqual(['registered', 'call connecting', 'call connected', 'call ended'])

  await post(`/${body.id}/connect`, { params: {} })
  await until(
    'the second is connected',
    () => stream.events.filter((one) => one === 'call connected').length > 1,
  )
  stream.close()
  await until('nobody is left', () => set.exchange.calls.every((leg) => leg.endedAtSeconds !== null))
  expect((await listen(body.id)).status).toBe(404)
})

test('a browser that comes back in time keeps its call', async () => {
  const { body } = await post('', { token: tokenFor('secretary-1') })
  const first = await listen(body.id)
  const { body: call } = await post(`/${body.id}/connect`, { params: {} })
  await until('it is connected', () => first.events.includes('call connected'))
  const second = await listen(body.id)
  first.close()
  await until('it is told again', () => second.events.includes('call connected'))
  await post(`/${body.id}/calls/${call.sid}/press`, { digits: '1' })
  expect(set.exchange.calls[0]?.endedAtSeconds).toBeNull()
  second.close()
})

test.each([
  ['signed by somebody else', { secret: 'guess' }, 20101],
  ['of another account', { account: `AC${'1'.repeat(32)}` }, 20101],
  ['for an application that is not there', { app: `AP${'1'.repeat(32)}` }, 20101],
  ['that is over', { ttl: -1 }, 20104],
])('a token %s registers nobody', async (_, wrong, code) => {
  const { status, body } = await post('', { token: tokenFor('secretary-1', wrong) })
  expect([status, body.code]).toEqual([401, code])
})

test('a token about to lapse is renewed, for the same name only; lapsed, it calls nobody', async () => {
  const { body } = await post('', { token: tokenFor('secretary-1', { ttl: 20 }) })
  const stream = await listen(body.id)
  await until('it is told', () => stream.events.includes('expiring'))
  expect((await post(`/${body.id}/token`, { token: tokenFor('secretary-2') })).status).toBe(403)
  expect((await post(`/${body.id}/token`, { token: 'nonsense' })).status).toBe(401)
  expect((await post(`/${body.id}/token`, { token: tokenFor('secretary-1') })).status).toBe(200)
  now = new Date(now.getTime() + 30_000)
  expect((await post(`/${body.id}/connect`, { params: {} })).status).toBe(201)
  now = new Date(now.getTime() + 3_600_000)
  expect((await post(`/${body.id}/connect`, { params: {} })).status).toBe(401)
  stream.close()
})
