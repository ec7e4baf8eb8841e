import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import type { Fields } from '../support/signed-form.ts'
import { signatureOf } from '../support/signed-form.ts'
import { accountSid, type GuardedApp, publicUrl, type Sent, startGuardedApp, tokens } from './guarded-app.ts'

const line = '+33199001001'
const callSid = `CA${'a1'.repeat(16)}`
const callId = callIdOf(callSid)
const step = `/twilio/voice/1/${callId}`
const own = { AccountSid: accountSid, CallSid: callSid, From: '+33199007777', To: line }
const child = { AccountSid: accountSid, CallSid: `CA${'b2'.repeat(16)}`, ParentCallSid: callSid }

/** Every route of the telephone side with what it understands. A route that is missing here fails a test. */
const routes: Record<string, { path: string; fields: Record<string, string>; answers: 'twiml' | 'nothing' }> =
  {
    '/twilio/voice': { path: '/twilio/voice', fields: own, answers: 'twiml' },
    '/twilio/voice/:clientId/:callId/screen': { path: `${step}/screen`, fields: child, answers: 'twiml' },
    '/twilio/voice/:clientId/:callId/accepted': {
      path: `${step}/accepted`,
      fields: { ...child, Digits: '1' },
      answers: 'twiml',
    },
    '/twilio/voice/:clientId/:callId/dial-ended': {
      path: `${step}/dial-ended`,
      fields: { ...own, CallStatus: 'in-progress', DialCallStatus: 'no-answer', DialBridged: 'false' },
      answers: 'twiml',
    },
    '/twilio/voice/:clientId/:callId/recorded': {
      path: `${step}/recorded`,
      fields: { ...own, RecordingDuration: '12', Digits: 'hangup' },
      answers: 'twiml',
    },
    ...Object.fromEntries(
      Object.entries({
        wait: { QueueTime: '3' },
        'wait-key': { QueueTime: '3', Digits: '1' },
        'queue-left': { CallStatus: 'in-progress', QueueResult: 'leave' },
        ...{ join: { CallStatus: 'in-progress' }, back: { CallStatus: 'in-progress' } },
        ...{ 'conference-left': { CallStatus: 'in-progress' }, 'leg-ended': { CallStatus: 'completed' } },
        ...{ ring: { CallStatus: 'in-progress' }, 'broke-off': { CallStatus: 'in-progress' } },
        'ring-ended': { CallStatus: 'in-progress', DialCallStatus: 'no-answer' },
      }).map(([name, fields]) => [
        `/twilio/voice/:clientId/:callId/${name}`,
        { path: `${step}/${name}`, fields: { ...own, ...fields }, answers: 'twiml' as const },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries({
        transfer: { ...own, CallStatus: 'in-progress' },
        ...{ 'ring-join': child, 'ring-screen': child, 'ring-key': { ...child, Digits: '1' } },
        'transfer-screen': child,
        'transfer-key': { ...child, Digits: '1' },
        'transfer-ended': { ...own, CallStatus: 'in-progress', DialCallStatus: 'no-answer' },
      }).map(([name, fields]) => [
        `/twilio/voice/:clientId/:callId/${name}`,
        { path: `${step}/${name}`, fields, answers: 'twiml' as const },
      ]),
    ),
    '/twilio/leg/:clientId/:callId/:legId': {
      path: `/twilio/leg/1/${callId}/${callId}`,
      fields: { AccountSid: accountSid, CallSid: callSid, CallStatus: 'ringing' },
      answers: 'nothing',
    },
    '/twilio/called/:clientId/:callId': {
      path: `/twilio/called/1/${callId}`,
      fields: { AccountSid: accountSid, CallSid: callSid, CallStatus: 'ringing' },
      answers: 'nothing',
    },
    '/twilio/conference/:clientId/:callId': {
      path: `/twilio/conference/1/${callId}`,
      fields: {
        ...{ AccountSid: accountSid, ConferenceSid: `CF${'e5'.repeat(16)}`, CallSid: callSid },
        StatusCallbackEvent: 'participant-leave',
      },
      answers: 'nothing',
    },
    '/twilio/softphone': {
      path: '/twilio/softphone',
      fields: { ...own, From: `client:${'0a'.repeat(16)}`, clientId: '1', callId, as: 'secretary' },
      answers: 'twiml',
    },
    '/twilio/recording/:clientId/:callId': {
      path: `/twilio/recording/1/${callId}`,
      fields: { AccountSid: accountSid, CallSid: callSid, RecordingStatus: 'absent' },
      answers: 'nothing',
    },
    '/twilio/call-recording/:clientId/:callId': {
      path: `/twilio/call-recording/1/${callId}`,
      fields: { AccountSid: accountSid, CallSid: callSid, RecordingStatus: 'absent' },
      answers: 'nothing',
    },
    '/twilio/voice-status': {
      path: '/twilio/voice-status',
      fields: { ...own, CallStatus: 'completed', CallDuration: '12', SequenceNumber: '0' },
      answers: 'nothing',
    },
    '/twilio/sms': {
      path: '/twilio/sms',
      fields: {
        AccountSid: accountSid,
        MessageSid: `SM${'c3'.repeat(16)}`,
        From: '+33199007777',
        To: line,
        Body: 'Bonjour',
        NumMedia: '0',
      },
      answers: 'twiml',
    },
    '/twilio/sms-status/:clientId/:deliveryId': {
      path: `/twilio/sms-status/1/${callId}?attempt=1`,
      fields: { AccountSid: accountSid, MessageSid: `SM${'d4'.repeat(16)}`, MessageStatus: 'sent' },
      answers: 'nothing',
    },
    '/twilio/alert/:clientId/:deliveryId': {
      path: `/twilio/alert/1/${callId}?attempt=1`,
      fields: { ...own, CallStatus: 'in-progress' },
      answers: 'twiml',
    },
    '/twilio/alert/:clientId/:deliveryId/key': {
      path: `/twilio/alert/1/${callId}/key?turn=second`,
      fields: { ...own, Digits: '1' },
      answers: 'twiml',
    },
    '/twilio/alert-status/:clientId/:deliveryId': {
      path: `/twilio/alert-status/1/${callId}?attempt=1`,
      fields: { ...own, CallStatus: 'completed', CallDuration: '12' },
      answers: 'nothing',
    },
    '/twilio/fallback': {
      path: '/twilio/fallback',
      fields: { ...own, ErrorCode: '11200' },
      answers: 'twiml',
    },
  }
const everyRoute = Object.entries(routes).map(([route, sample]) => ({ route, ...sample }))

let guarded: GuardedApp
beforeAll(async () => {
  guarded = await startGuardedApp()
})
afterAll(() => guarded?.close())

/** Sends what must be refused, and shows that nothing was read before it was. */
async function expectRefused(path: string, sent: Sent, status = 403) {
  const before = guarded.touched()
  const response = await guarded.send(path, sent)
  expect(response.statusCode).toBe(status)
  expect(guarded.touched()).toBe(before)
}

test('the matrix names every route under /twilio, and all of them are POST', () => {
  expect(guarded.routes.map(({ url }) => url).sort()).toEqual(Object.keys(routes).sort())
  expect(new Set(guarded.routes.map(({ method }) => method))).toEqual(new Set(['POST']))
})

describe.each(everyRoute)('$route', ({ path, fields, answers }) => {
  test('refuses what is unsigned, altered, or signed for another address, and reads nothing', async () => {
    await expectRefused(path, { fields, signature: null })
    await expectRefused(path, { fields, signature: '' })
    await expectRefused(path, { fields, signature: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' })
    const signature = signatureOf(tokens[0], publicUrl + path, fields)
    await expectRefused(path, { fields: { ...fields, Added: 'x' }, signature })
    const [name = '', value] = Object.entries(fields).at(-1) ?? []
    await expectRefused(path, { fields: { ...fields, [name]: `${value}0` }, signature })
    await expectRefused(path, { fields: { ...fields, [name]: `${value} ` }, signature })
    await expectRefused(`${path}${path.includes('?') ? '&' : '?'}more=1`, { fields, signature })
    const elsewhere = signatureOf(tokens[0], `${publicUrl}/twilio/elsewhere`, fields)
    await expectRefused(path, { fields, signature: elsewhere })
  })

  test('lets no header decide which address was signed', async () => {
    const liar = 'https://liar.example.test'
    const lies = [
      { 'x-forwarded-host': 'liar.example.test', 'x-forwarded-proto': 'https' },
      { forwarded: 'host=liar.example.test;proto=https' },
      { host: 'liar.example.test' },
      { 'x-original-url': `${liar}${path}`, 'x-rewrite-url': path },
    ]
    for (const headers of lies) {
      await expectRefused(path, { fields, headers, signature: signatureOf(tokens[0], liar + path, fields) })
      const honest = await guarded.send(path, { fields, headers })
      expect(honest.statusCode).toBeLessThan(300)
    }
  })

  test('refuses another account’s token, and another account by our token', async () => {
    const foreign = { ...fields, AccountSid: `AC${'f'.repeat(32)}` }
    await expectRefused(path, { fields, signature: signatureOf('foreign', publicUrl + path, fields) })
    await expectRefused(path, { fields: foreign })
    const { AccountSid: _, ...nameless } = fields
    await expectRefused(path, { fields: nameless })
    await expectRefused(path, { fields: [...Object.entries(fields), ['AccountSid', foreign.AccountSid]] })
  })

  test('accepts both tokens while one replaces the other', async () => {
    for (const token of tokens) {
      const signature = signatureOf(token, publicUrl + path, fields)
      const response = await guarded.send(path, { fields, signature })
      if (answers === 'twiml') expect(response.headers['content-type']).toContain('text/xml')
      expect(response.statusCode).toBe(answers === 'twiml' ? 200 : 204)
    }
  })

  test('takes POST alone: GET is 405, HEAD and OPTIONS are 204 without a word', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'] as const)
      await expectRefused(path, { fields, method }, 405)
    for (const method of ['HEAD', 'OPTIONS'] as const) {
      const response = await guarded.send(path, { method, signature: null })
      expect([response.statusCode, response.body]).toEqual([204, ''])
    }
  })

  test('takes forms alone, however the content type is dressed up', async () => {
    for (const contentType of ['application/json', 'text/plain', 'application/xml', 'multipart/form-data'])
      await expectRefused(path, { fields, contentType, body: '{"AccountSid":"x"}' }, 415)
    for (const contentType of [
      'application/x-www-form-urlencoded\t; charset=UTF-8',
      ' application/x-www-form-urlencoded',
      'APPLICATION/X-WWW-FORM-URLENCODED',
      'application/x-www-form-urlencoded;',
      'application/x-www-form-urlencoded; charset=UTF-8; boundary=x',
      'application/x-www-form-urlencoded, application/json',
      'application/x-www-form-urlencodedjunk',
      'application/json\tapplication/x-www-form-urlencoded',
    ]) {
      const before = guarded.touched()
      const unsigned = await guarded.send(path, { fields, contentType, signature: null })
      expect([403, 415]).toContain(unsigned.statusCode)
      expect(guarded.touched()).toBe(before)
    }
    await expectRefused(path, { fields, contentType: null }, 415)
  })

  test('refuses what is larger than any webhook', async () => {
    await expectRefused(path, { fields: { ...fields, Body: 'x'.repeat(65 * 1024) } }, 413)
    const many = Array.from({ length: 1000 }, (_, n) => [`p${n}`, ''] as const)
    await expectRefused(path, { fields: [...Object.entries(fields), ...many] }, 413)
  })
})

test('an address below /twilio that does not exist is refused like any other', async () => {
  await expectRefused('/twilio/nowhere', { fields: own }, 404)
  await expectRefused('/twilio/voice/', { fields: own }, 404)
})

describe('what the exchange signs is accepted as it signs it', () => {
  const signedForms: [string, string, Fields][] = [
    ['a query string', '/twilio/voice-status?a=1&b=%20x', {}],
    [
      'percent encodings in the path and query',
      '/twilio/voice-status?u=https%3A%2F%2Fx%2F%3Fy%3D1&e=%C3%A9',
      {},
    ],
    ['accents and emoji', '/twilio/voice-status', { FromCity: 'Besançon', CallerName: 'Élodie 🙂 œuvre' }],
    ['empty values', '/twilio/voice-status', { FromCity: '', FromZip: '' }],
    [
      'spaces at the ends, plus signs, line breaks',
      '/twilio/voice-status',
      { A: ' x ', B: 'a+b', C: 'a\r\nb' },
    ],
    [
      'a name that comes twice',
      '/twilio/voice-status',
      [
        ['Twice', 'b'],
        ['Twice', 'a'],
        ['Twice', 'b'],
      ],
    ],
    ['upper case before lower case', '/twilio/voice-status', { b: '1', B: '2', a: '3', A: '4' }],
    ['names that look like objects', '/twilio/voice-status', { 'From[x]': 'a', '__proto__[polluted]': '1' }],
  ]
  test.each(signedForms)('%s', async (_, path, more) => {
    const base = Object.entries(routes['/twilio/voice-status']?.fields ?? {})
    const fields = [...base, ...(Array.isArray(more) ? more : Object.entries(more))]
    expect((await guarded.send(path, { fields })).statusCode).toBe(204)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    const signature = signatureOf(tokens[0], publicUrl + path, [...fields, ['More', '']])
    await expectRefused(path, { fields, signature })
  })
})

test('fields cut elsewhere keep their signature, so only names and shapes that we know decide anything', async () => {
  const url = `${publicUrl}/twilio/voice-status`
  expect(signatureOf(tokens[0], url, { Ab: 'c' })).toBe(signatureOf(tokens[0], url, { A: 'bc' }))
  const fields = { AccountSid: accountSid, CallSid: callSid, CallStatus: 'completed', To: line }
  const signature = signatureOf(tokens[0], url, fields)
  const cuts: [Fields, number][] = [
    [{ A: `ccountSid${accountSid}`, CallSid: callSid, CallStatus: 'completed', To: line }, 403],
    [{ AccountSid: `${accountSid}CallSid${callSid}`, CallStatus: 'completed', To: line }, 403],
    [{ AccountSid: accountSid, CallSi: `d${callSid}`, CallStatus: 'completed', To: line }, 400],
    [{ AccountSid: accountSid, CallSid: `${callSid}CallStatuscompleted`, To: line }, 400],
  ]
  for (const [cut, status] of cuts) {
    expect(signatureOf(tokens[0], url, cut)).toBe(signature)
    const before = guarded.touched()
    expect((await guarded.send('/twilio/voice-status', { fields: cut, signature })).statusCode).toBe(status)
    expect(guarded.touched()).toBe(before)
  }
})
