import { eq } from 'drizzle-orm'
import { XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callEvents, calls } from '../../src/calls/tables.ts'
import { texts } from '../../src/texts/tables.ts'
import { exchangeIncidents, unroutedEvents } from '../../src/twilio/tables.ts'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import type { Field, Fields } from '../support/signed-form.ts'
import { signatureOf } from '../support/signed-form.ts'
import { accountSid, type GuardedApp, publicUrl, startGuardedApp, tokens } from './guarded-app.ts'

const line = '+33199001001'
const stranger = '+33199007777'
let made = 0
const sid = (prefix: string) => prefix + (++made).toString(16).padStart(32, '0')

let guarded: GuardedApp
beforeAll(async () => {
  guarded = await startGuardedApp()
})
afterAll(() => guarded?.close())

const account = { AccountSid: accountSid }
const pairs = (fields: Record<string, string>, ...more: Field[]): Field[] => [
  ...Object.entries(fields),
  ...more,
]
const ring = (fields: Fields) => guarded.send('/twilio/voice', { fields })
const report = (fields: Fields) => guarded.send('/twilio/voice-status', { fields })
const write = (fields: Fields) => guarded.send('/twilio/sms', { fields })
const callOf = async (callSid: string) =>
  (await guarded.context.db.select().from(calls).where(eq(calls.callSid, callSid)))[0]

/** Whatever came, a caller hears something: valid TwiML that ends in a voicemail. */
async function expectVoicemail(response: Awaited<ReturnType<typeof ring>>) {
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toBe('text/xml; charset=utf-8')
  expect(XMLValidator.validate(response.body)).toBe(true)
  expect(response.body).toMatch(/<Say [^>]*>[^<]+<\/Say><Record /)
}

describe('a call that cannot be understood is answered all the same, with an apology and a voicemail', () => {
  const base = { ...account, From: stranger, To: line }
  test.each<[string, () => Fields]>([
    ['without CallSid', () => base],
    ['with CallSid CA123', () => ({ ...base, CallSid: 'CA123' })],
    ['with CallSid in upper case', () => ({ ...base, CallSid: `CA${'A'.repeat(32)}` })],
    ['with From twice', () => pairs({ ...base, CallSid: sid('CA') }, ['From', '+33199007778'])],
    ['with To twice', () => pairs({ ...base, CallSid: sid('CA') }, ['To', '+33199001002'])],
    ['without To', () => ({ ...account, CallSid: sid('CA'), From: stranger })],
  ])('%s', async (_, fields) => {
    const response = await ring(fields())
    await expectVoicemail(response)
    expect(response.body).toContain('incident technique')
  })
})

describe('a call whose details are odd is answered by its rules', () => {
  test.each<[string, Record<string, string>, object]>([
    ['a withheld caller', { From: 'anonymous' }, { callerKind: 'withheld', caller: null }],
    ['a withheld caller in capitals', { From: 'Restricted' }, { callerKind: 'withheld' }],
    ['an empty caller', { From: '' }, { callerKind: 'withheld' }],
    ['a caller spelled on keys', { From: '+266696687' }, { callerKind: 'withheld' }],
    ['a SIP caller', { From: 'sip:a@b.example' }, { callerKind: 'other', caller: 'sip:a@b.example' }],
    ['a caller in full-width digits', { From: '＋３３１９９００７７７７' }, { caller: stranger }],
    ['a caller with a zero too many', { From: '+330199007777' }, { caller: stranger }],
    ['a caller as an object', { 'From[x]': stranger }, { callerKind: 'withheld' }],
    ['a name of 10,000 letters', { CallerName: 'é'.repeat(10_000) }, { callerName: `${'é'.repeat(199)}…` }],
    [
      'a name that turns around',
      { CallerName: '\u202Egnp.eriotnolov\u0000' },
      { callerName: 'gnp.eriotnolov' },
    ],
    ['a name with SQL in it', { CallerName: "x'||pg_sleep(5)||'" }, { callerName: "x'||pg_sleep(5)||'" }],
    ['a name in no encoding', { CallerName: '%FF%FE' }, { callerName: '%FF%FE' }],
    ['a prototype', { '__proto__[polluted]': '1', constructor: 'x' }, { callerKind: 'withheld' }],
    ['fields that are new', { Novelty: 'x', FromCity: 'Besançon' }, { callerKind: 'withheld' }],
  ])('%s', async (_, odd, row) => {
    const callSid = sid('CA')
    await expectVoicemail(await ring({ ...account, CallSid: callSid, To: line, ...odd }))
    expect(await callOf(callSid)).toMatchObject({ ...row, degraded: false })
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('bytes that are no UTF-8 stay as they were sent', async () => {
    const callSid = sid('CA')
    const fields = { ...account, CallSid: callSid, To: line, CallerName: '%FF%FE' }
    const body = new URLSearchParams(fields).toString().replace('%25FF%25FE', '%FF%FE')
    expect(body).toContain('CallerName=%FF%FE')
    const signature = signatureOf(tokens[0], `${publicUrl}/twilio/voice`, fields)
    await expectVoicemail(await guarded.send('/twilio/voice', { body, signature }))
    expect((await callOf(callSid))?.callerName).toBe('%FF%FE')
  })
})

test('a number that is nobody’s gets a polite sentence, and the agency one note however often it is told', async () => {
  const fields = { ...account, CallSid: sid('CA'), From: stranger, To: '+33199009998', CallerName: '\u0000' }
  const [first, second] = await Promise.all([ring(fields), ring(fields)])
  for (const response of [first, second]) expect(response.body).toMatch(/plus en service.*<Hangup\/>/)
  const text = { ...account, MessageSid: sid('SM'), From: stranger, To: '+33199009998', Body: 'Bonjour' }
  for (const response of [await write(text), await write(text)])
    expect([response.statusCode, response.body]).toEqual([200, expect.stringMatching(/<Response\/>$/)])
  const rows = await guarded.context.db.select().from(unroutedEvents)
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['call', 'text'])
  expect(rows[0]?.fields).toMatchObject({ To: '+33199009998' })
  const status = { ...account, CallSid: fields.CallSid, To: fields.To, CallStatus: 'completed' }
  expect((await report(status)).statusCode).toBe(204)
})

describe('a status', () => {
  const begin = async () => {
    const callSid = sid('CA')
    await ring({ ...account, CallSid: callSid, From: stranger, To: line })
    return { ...account, CallSid: callSid, From: stranger, To: line }
  }
  const statusEvent = async (callSid: string) =>
    (
      await guarded.context.db
        .select()
        .from(callEvents)
        .where(eq(callEvents.callId, callIdOf(callSid)))
    ).find(({ key }) => key.startsWith('status-'))

  test.each<[string, Record<string, string>]>([
    ['without CallSid', { ...account, CallStatus: 'completed', To: line }],
    ['with CallSid CA123', { ...account, CallSid: 'CA123', CallStatus: 'completed', To: line }],
    ['without CallStatus', { ...account, CallSid: `CA${'0'.repeat(32)}`, To: line }],
    [
      'with a status of 41 letters',
      { ...account, CallSid: `CA${'0'.repeat(32)}`, CallStatus: 'x'.repeat(41) },
    ],
  ])('%s is refused with 400, and nothing is read', async (_, fields) => {
    const before = guarded.touched()
    const response = await report(fields)
    expect(response.statusCode).toBe(400)
    expect(guarded.touched()).toBe(before)
  })

  test('that is unknown is kept and changes nothing', async () => {
    const call = await begin()
    expect((await report({ ...call, CallStatus: 'parked\u0000' })).statusCode).toBe(204)
    expect(await callOf(call.CallSid)).toMatchObject({ exchangeStatus: 'ringing', endedAt: null })
    expect(await statusEvent(call.CallSid)).toMatchObject({ details: { status: 'parked' } })
  })

  test.each([
    ['-5', 0],
    ['99999999999', 86_400],
    ['many', 0],
    ['1e400', 0],
  ])('with a CallDuration of %s is clamped, and what was said is kept', async (said, kept) => {
    const call = await begin()
    await report({ ...call, CallStatus: 'completed', CallDuration: said })
    expect(await callOf(call.CallSid)).toMatchObject({ exchangeStatus: 'completed', durationSeconds: kept })
    expect(await statusEvent(call.CallSid)).toMatchObject({ details: { oddDuration: said } })
  })

  test.each(['Tue, 19 Jan 2038 03:14:08 +0000', 'Thu, 01 Jan 1970 00:00:00 +0000', 'yesterday'])(
    'with the Timestamp %s counts from its receipt',
    async (Timestamp) => {
      const call = await begin()
      const before = Date.now()
      await report({ ...call, CallStatus: 'completed', CallDuration: '3', Timestamp })
      const endedAt = (await callOf(call.CallSid))?.endedAt?.getTime() ?? 0
      expect(endedAt).toBeGreaterThanOrEqual(before)
      expect(endedAt).toBeLessThanOrEqual(Date.now())
    },
  )

  test('that comes before the one it follows is not taken back', async () => {
    const call = await begin()
    await report({ ...call, CallStatus: 'completed', CallDuration: '3', SequenceNumber: '2' })
    await report({ ...call, CallStatus: 'ringing', SequenceNumber: '0' })
    await report({ ...call, CallStatus: 'in-progress', SequenceNumber: '1' })
    expect(await callOf(call.CallSid)).toMatchObject({ exchangeStatus: 'completed', durationSeconds: 3 })
  })
})

describe('a step', () => {
  test('of another call than its address names is refused', async () => {
    const callSid = sid('CA')
    const fields = { ...account, CallSid: sid('CA'), ParentCallSid: sid('CA'), CallStatus: 'in-progress' }
    for (const step of ['screen', 'accepted', 'dial-ended', 'recorded']) {
      const path = `/twilio/voice/1/${callIdOf(callSid)}/${step}`
      const more = { DialCallStatus: 'completed', DialBridged: 'true', Digits: '1' }
      const before = guarded.touched()
      expect((await guarded.send(path, { fields: { ...fields, ...more } })).statusCode).toBe(403)
      expect(guarded.touched()).toBe(before)
    }
  })

  test('whose address is spoilt is answered with an apology', async () => {
    const callSid = sid('CA')
    for (const path of [
      '/twilio/voice/1/x/recorded',
      `/twilio/voice/99999999999/${callIdOf(callSid)}/recorded`,
    ]) {
      const response = await guarded.send(path, { fields: { ...account, CallSid: callSid } })
      expect([response.statusCode, response.body]).toEqual([200, expect.stringContaining('<Say')])
    }
  })
})

describe('a text', () => {
  const base = () => ({ ...account, MessageSid: sid('SM'), From: stranger, To: line, Body: 'Bonjour' })
  test.each<[string, () => Fields]>([
    ['without MessageSid', () => ({ ...account, From: stranger, To: line, Body: 'x' })],
    ['with a MessageSid that is none', () => ({ ...base(), MessageSid: 'SM1' })],
    ['with From twice', () => pairs(base(), ['From', '+33199007778'])],
    ['with From as an object', () => ({ ...account, MessageSid: sid('SM'), 'From[x]': 'a', To: line })],
    ['with Body twice', () => pairs(base(), ['Body', 'y'])],
  ])('%s is refused with 400', async (_, fields) => {
    expect((await write(fields())).statusCode).toBe(400)
  })

  test.each<[string, Record<string, string>, object]>([
    ['from a short code', { From: '36179' }, { senderKind: 'other', sender: '36179' }],
    ['from a name', { From: 'LA POSTE' }, { senderKind: 'other', sender: 'LA POSTE' }],
    ['without words', { Body: '' }, { body: '' }],
    ['with control characters', { Body: 'a\u0000b\r\nc\u0007' }, { body: 'ab\r\nc' }],
    [
      'with lines and a script',
      { Body: '<script>alert(1)</script>\n' },
      { body: '<script>alert(1)</script>\n' },
    ],
    ['with 99 media', { NumMedia: '99' }, { mediaCount: 0 }],
    ['with media that have no address', { NumMedia: '2' }, { mediaCount: 2 }],
    ['with NumSegments of -3', { NumSegments: '-3' }, { segments: 1 }],
  ])('%s is kept and not answered', async (_, odd, row) => {
    const fields = { ...base(), ...odd }
    const response = await write(fields)
    expect([response.statusCode, response.body]).toEqual([200, expect.stringMatching(/<Response\/>$/)])
    const [text] = await guarded.context.db
      .select()
      .from(texts)
      .where(eq(texts.messageSid, fields.MessageSid))
    expect(text).toMatchObject(row)
  })
})

test('a fallback is counted with its error, and its caller gets the answer from memory', async () => {
  const callSid = sid('CA')
  const fields = { ...account, CallSid: callSid, From: stranger, To: line, ErrorCode: '11200', ErrorUrl: 'x' }
  await expectVoicemail(await guarded.send('/twilio/fallback', { fields }))
  const incidents = await guarded.context.db
    .select()
    .from(exchangeIncidents)
    .where(eq(exchangeIncidents.callSid, callSid))
  expect(incidents).toMatchObject([{ errorCode: '11200' }])
  expect(await guarded.context.spool.isEmpty()).toBe(false)
  const broken = await guarded.send('/twilio/fallback', { fields: { ...account, ErrorCode: '11200' } })
  expect([broken.statusCode, broken.body]).toEqual([200, expect.stringContaining('<Say')])
})

test('a call that is over is not answered a second time: nothing is told to one who replays it', async () => {
  const call = { ...account, CallSid: sid('CA'), From: '+33199002001', To: line }
  const first = await ring(call)
  expect(first.body).toContain('<Dial')
  expect((await ring(call)).body).toBe(first.body)
  await report({ ...call, CallStatus: 'completed', CallDuration: '3' })
  expect((await ring(call)).body).toMatch(/<Response><Hangup\/><\/Response>$/)
})
