import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'
import { readErrorCode } from '../../src/twilio/errors.ts'
import { createGateway } from '../../src/twilio/gateway.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const { twilio } = readConfig({})
const gatewayAt = (apiUrl: string) => createGateway({ twilio: { ...twilio, authTokens: ['secret'], apiUrl } })
const number = (text: string) => parsePhoneNumber(text) ?? expect.fail(text)
const text = {
  from: number('+33199001001'),
  to: number('+33199001101'),
  body: 'Bonjour',
  statusCallback: 'https://p.example/twilio/sms-status/1/x',
}
const answering = (status: number, body: object | string) =>
  serve((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })

test('a refusal in words of the exchange is definite, and its code says whether for good', async () => {
  const refuse = (status: number, code: number) => answering(status, { status, code, message: 'no' })
  const ask = async (status: number, code: number) => gatewayAt(await refuse(status, code)).sendText(text)
  expect(await ask(400, 21211)).toEqual({
    kind: 'refused',
    permanent: true,
    code: '21211',
    failure: 'invalidNumber',
  })
  expect(await ask(400, 21611)).toMatchObject({ kind: 'refused', permanent: false, failure: 'exchangeBusy' })
  expect(await ask(429, 20429)).toMatchObject({ kind: 'refused', permanent: false, failure: 'exchangeBusy' })
  expect(await ask(401, 20003)).toMatchObject({
    kind: 'refused',
    permanent: false,
    failure: 'accountRefused',
  })
  expect(await ask(400, 99999)).toMatchObject({ kind: 'refused', permanent: false, failure: 'unknown' })
})

test('an overload in no words at all passes', async () => {
  const gateway = gatewayAt(await answering(429, 'slow down'))
  expect(await gateway.sendText(text)).toMatchObject({ kind: 'refused', permanent: false, code: '429' })
})

test('an error of the exchange itself, a broken answer and a cut connection leave it uncertain', async () => {
  const cut = await serve((request) => request.socket.destroy())
  const garbled = await answering(201, 'not json')
  const broken = await answering(503, { code: 20500, message: 'oops', status: 503 })
  for (const url of [cut, garbled, broken])
    expect(await gatewayAt(url).sendText(text), url).toMatchObject({ kind: 'uncertain' })
})

test('a connection that is refused sent nothing', async () => {
  const url = await serve(() => {})
  servers.pop()?.close()
  expect(await gatewayAt(url).sendText(text)).toMatchObject({
    kind: 'refused',
    permanent: false,
    code: 'ECONNREFUSED',
    failure: 'exchangeAway',
  })
})

test('the address of the exchange may have a path', async () => {
  const asked: string[] = []
  const url = await serve((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ sid: 'SM1', num_segments: '2' }))
  })
  expect(await gatewayAt(`${url}/exchange`).sendText(text)).toEqual({ kind: 'sent', id: 'SM1', segments: 2 })
  expect(asked).toEqual([`POST /exchange/2010-04-01/Accounts/${twilio.accountSid}/Messages.json`])
})

const call = {
  from: text.from,
  to: text.to,
  url: 'https://p.example/twilio/alert/1/x',
  statusCallback: 'https://p.example/twilio/alert-status/1/x',
  ringSeconds: 20,
}

test('a call is placed with where to ask, whom to tell and how long to ring', async () => {
  const forms: URLSearchParams[] = []
  const url = await serve(async (request, response) => {
    forms.push(new URLSearchParams(Buffer.concat(await request.toArray()).toString()))
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ sid: 'CA1', status: 'queued' }))
  })
  expect(await gatewayAt(url).createCall(call)).toEqual({ kind: 'sent', id: 'CA1', segments: null })
  expect(Object.fromEntries(forms[0] ?? [])).toMatchObject({
    ...{ From: call.from, To: call.to, Url: call.url, Method: 'POST', Timeout: '20' },
    ...{ StatusCallback: call.statusCallback, StatusCallbackMethod: 'POST' },
  })
  expect(forms[0]?.getAll('StatusCallbackEvent')).toEqual(['initiated', 'completed'])
})

test('a call that is refused, and one whose answer is lost, are told apart', async () => {
  const refused = await answering(400, { status: 400, code: 21214, message: 'no' })
  expect(await gatewayAt(refused).createCall(call)).toMatchObject({
    ...{ kind: 'refused', permanent: true, failure: 'notReachable' },
  })
  const cut = await serve((request) => request.socket.destroy())
  expect(await gatewayAt(cut).createCall(call)).toMatchObject({ kind: 'uncertain' })
  expect(await gatewayAt(cut).findPlacedCalls({ ...call, since: new Date(0) })).toMatchObject({
    kind: 'away',
  })
})

test('pictures are fetched from the hosts of the exchange and from nowhere else', async () => {
  const seen: string[] = []
  const elsewhere = await serve((request, response) => {
    seen.push(request.url ?? '')
    response.end('secret')
  })
  const url = await serve((_request, response) => {
    response.writeHead(302, { location: `${elsewhere}/internal` })
    response.end()
  })
  const gateway = gatewayAt(url)
  const foreign = ['http://0x7f.1/', 'http://[::ffff:169.254.169.254]/', 'http://169.254.169.254/latest']
  const alike = [
    'https://api.twilio.com.evil.fr/x',
    'https://twiliocdn.com.evil.fr',
    'http://media.twiliocdn.com/x',
  ]
  for (const place of [
    ...foreign,
    ...alike,
    elsewhere,
    'file:///etc/passwd',
    'no address',
    `${url}/redirected`,
  ])
    expect(await gateway.fetchMedia(place), place).toEqual({ kind: 'foreignHost' })
  expect(seen).toEqual([])
})

test('the credentials go to the exchange, over every hop of its own', async () => {
  const authorised: (string | undefined)[] = []
  const url = await serve((request, response) => {
    authorised.push(request.headers.authorization)
    if (request.url === '/start') response.writeHead(307, { location: '/there' }).end()
    else response.writeHead(200, { 'content-type': 'image/png' }).end('png')
  })
  const fetched = await gatewayAt(url).fetchMedia(`${url}/start`)
  expect(fetched).toMatchObject({ kind: 'fetched', contentType: 'image/png' })
  const basic = `Basic ${Buffer.from(`${twilio.accountSid}:secret`).toString('base64')}`
  expect(authorised).toEqual([basic, basic])
})

test.each([
  ['text/html', 10, 'wrongType'],
  ['image/svg+xml', 10, 'wrongType'],
  ['image/png', 5_000_001, 'tooLarge'],
])('a part of type %s with %i bytes is not taken', async (type, size, kind) => {
  const send =
    (withLength: boolean) => (_request: IncomingMessage, response: Parameters<RequestListener>[1]) => {
      response.writeHead(200, { 'content-type': type, ...(withLength ? { 'content-length': size } : {}) })
      response.end(Buffer.alloc(size))
    }
  for (const withLength of [true, false]) {
    const url = await serve(send(withLength))
    expect(await gatewayAt(url).fetchMedia(`${url}/part`)).toEqual({ kind })
  }
})

test('a recording comes as mp3 where there is one, else as WAV', async () => {
  const url = await serve((request, response) => {
    if (request.url?.endsWith('RE1.mp3')) response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('mp3')
    else if (request.url?.endsWith('RE2.wav'))
      response.writeHead(200, { 'content-type': 'audio/x-wav' }).end('w')
    else response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
  })
  const gateway = gatewayAt(`${url}/`)
  expect(await gateway.fetchRecording('RE1')).toMatchObject({ kind: 'fetched', contentType: 'audio/mpeg' })
  expect(await gateway.fetchRecording('RE2')).toMatchObject({ kind: 'fetched', contentType: 'audio/x-wav' })
  expect(await gateway.fetchRecording('RE3')).toEqual({ kind: 'gone' })
  expect(await gateway.deleteRecording('RE3')).toBe('deleted')
})

test('an unknown code ends a text that was given back, and lets a refused one be tried again', () => {
  expect(readErrorCode('99999', 'permanent')).toEqual({ permanent: true, failure: 'unknown' })
  expect(readErrorCode('99999', 'passing')).toEqual({ permanent: false, failure: 'unknown' })
})
