import { afterEach, expect, test } from 'vitest'
import { until } from '../support/until.ts'
import { clientFor, type RestStage, stageWithRest } from './rest-stage.ts'
import { ACCOUNT, LINE, MOREL, PETIT, type Script, TOKEN, twiml } from './scripted-app.ts'

let set: RestStage | undefined
afterEach(() => set?.close())

async function play(script: Script, options = {}) {
  set = await stageWithRest(script, { apiKeys: [{ sid: 'SK1', secret: 'hush' }], ...options })
  return set
}

test('a text is accepted, carried to the telephone, and every station is reported', async () => {
  const { client, exchange, at, base } = await play({})
  const sent = await client.messages.create({
    from: LINE,
    to: MOREL,
    body: 'Un message vous attend',
    statusCallback: `${base}/text-status`,
  })
  expect([sent.status, sent.numSegments, sent.direction]).toEqual(['queued', '1', 'outbound-api'])
  expect(sent.dateCreated).toBeInstanceOf(Date)
  await exchange.settled()
  expect(exchange.telephone(MOREL).texts[0]?.body).toBe('Un message vous attend')
  expect(at('/text-status').map((fields) => [fields.MessageSid, fields.MessageStatus])).toEqual([
    [sent.sid, 'queued'],
    [sent.sid, 'sent'],
    [sent.sid, 'delivered'],
  ])
  const fetched = await client.messages(sent.sid).fetch()
  expect([fetched.status, fetched.body]).toEqual(['delivered', 'Un message vous attend'])
})

test('a text that arrives nowhere says why', async () => {
  const { client, exchange, at, base } = await play({})
  exchange.telephone(MOREL).receiveTexts({ undelivered: 30003 })
  await client.messages.create({ from: LINE, to: MOREL, body: 'x', statusCallback: `${base}/text-status` })
  await exchange.settled()
  expect(at('/text-status').at(-1)).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' })
  expect(exchange.telephone(MOREL).texts).toEqual([])
})

test.each([
  ['a landline', { to: '+33199008001' }, 21614],
  ['no number', { to: '0612' }, 21211],
  ['a sender that is not ours', { from: '+33612345678' }, 21606],
  ['no body', { body: '' }, 21602],
  ['a body too long', { body: 'a'.repeat(1601) }, 21617],
])('a text with %s is refused with Twilio’s code', async (_, change, code) => {
  const { client } = await play({})
  const create = client.messages.create({ from: LINE, to: MOREL, body: 'x', ...change })
  await expect(create).rejects.toMatchObject({
    status: 400,
    code,
    moreInfo: expect.stringContaining(String(code)),
  })
})

test('who opted out is refused', async () => {
  const { client, exchange } = await play({ '/sms': twiml() })
  await exchange.text({ from: MOREL, to: LINE, body: 'STOP' }).finished
  await expect(client.messages.create({ from: LINE, to: MOREL, body: 'x' })).rejects.toMatchObject({
    code: 21610,
  })
})

test('lists are paged and filtered', async () => {
  let now = new Date('2026-12-24T10:00:00Z')
  const { client, exchange } = await play({}, { now: () => now })
  for (let hour = 10; hour < 15; hour += 1) {
    now = new Date(`2026-12-24T${hour}:00:00Z`)
    await client.messages.create({ from: LINE, to: hour < 12 ? PETIT : MOREL, body: `${hour} h` })
    await exchange.settled()
  }
  const bodies = async (filter: object) => (await client.messages.list(filter)).map(({ body }) => body)
  expect(await bodies({ pageSize: 2 })).toEqual(['14 h', '13 h', '12 h', '11 h', '10 h'])
  expect(await bodies({ to: PETIT, limit: 10 })).toEqual(['11 h', '10 h'])
  expect(await bodies({ dateSentAfter: new Date('2026-12-24T13:00:00Z') })).toEqual(['14 h', '13 h'])
  expect(await bodies({ dateSentBefore: new Date('2026-12-24T10:30:00Z') })).toEqual(['10 h'])
})

test('calls and their legs can be listed and looked up', async () => {
  const { client, exchange } = await play({ '/voice': twiml(`<Dial callerId="${LINE}">${MOREL}</Dial>`) })
  exchange.telephone(MOREL).behave({ kind: 'answers', talkSeconds: 40 })
  const { sid } = await exchange.call({ from: PETIT, to: LINE }).finished
  const [child] = await client.calls.list({ parentCallSid: sid })
  const parent = await client.calls(sid).fetch()
  expect([parent.status, parent.duration, parent.direction]).toEqual(['completed', '45', 'inbound'])
  expect([child?.status, child?.duration, child?.to]).toEqual(['completed', '40', MOREL])
  expect(await client.calls.list({ startTimeAfter: new Date(Date.now() + 3_600_000) })).toEqual([])
})

test('a call we place rings, and its document runs once she answers', async () => {
  const { client, exchange, at, base } = await play({ '/outbound': twiml('<Say>Bonjour</Say>') })
  exchange.telephone(MOREL).behave({ kind: 'answers', afterSeconds: 4 })
  const call = await client.calls.create({
    from: LINE,
    to: MOREL,
    url: `${base}/outbound`,
    statusCallback: `${base}/outbound-status`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  })
  expect(call.status).toBe('queued')
  await exchange.settled()
  expect(exchange.telephone(MOREL).heard).toEqual(['Bonjour'])
  expect(at('/outbound')[0]).toMatchObject({
    Direction: 'outbound-api',
    CallStatus: 'in-progress',
    From: LINE,
  })
  expect(at('/outbound-status').map(({ CallStatus }) => CallStatus)).toEqual([
    'initiated',
    'ringing',
    'in-progress',
    'completed',
  ])
})

test('a call we place with its own TwiML, unanswered, ends as no-answer', async () => {
  const { client, exchange } = await play({})
  const call = await client.calls.create({
    from: LINE,
    to: MOREL,
    twiml: '<Response><Say>x</Say></Response>',
  })
  await exchange.settled()
  expect((await client.calls(call.sid).fetch()).status).toBe('no-answer')
})

test('an update takes a call out of its dialling, whose action is asked for nothing', async () => {
  const { client, exchange, at } = await play({
    '/voice': twiml(`<Dial callerId="${LINE}" action="/ended">${MOREL}</Dial><Say>jamais</Say>`),
    '/ended': twiml('<Say>jamais non plus</Say>'),
  })
  exchange.telephone(MOREL).behave({ kind: 'byHand' })
  const call = exchange.call({ from: PETIT, to: LINE })
  await exchange.telephone(MOREL).rings()
  await client.calls(call.sid).update({ twiml: '<Response><Say>Nouvelle consigne</Say></Response>' })
  await call.finished
  expect([call.transcript, call.children[0]?.status]).toEqual([['Nouvelle consigne'], 'no-answer'])
  expect(at('/ended')).toMatchObject([{ DialCallStatus: 'no-answer', DialBridged: 'false' }])
})

test('a dialled leg given a document of its own goes on, and its caller too', async () => {
  const { client, exchange, at } = await play({
    '/voice': twiml(
      `<Dial callerId="${LINE}" action="/ended"><Number url="/whisper">${MOREL}</Number></Dial>`,
    ),
    '/whisper': twiml('<Gather numDigits="1" action="/accepted"><Say>Tapez 1</Say></Gather><Hangup/>'),
    '/accepted': twiml(),
    '/ended': twiml('<Say>Il est parti</Say>'),
  })
  const own = '<Response><Say>Pour vous seule</Say></Response>'
  for (const isConnected of [false, true]) {
    exchange.telephone(MOREL).behave({ kind: 'byHand' })
    const call = exchange.call({ from: PETIT, to: LINE, byHand: true })
    const child = await exchange.telephone(MOREL).rings()
    await expect(client.calls(child.sid).update({ twiml: own })).rejects.toMatchObject({ code: 21220 })
    exchange.telephone(MOREL).answer()
    await until('she hears the whisper', () => child.onKey !== null)
    if (isConnected) child.onKey?.('1')
    if (isConnected) await until('they talk', () => child.bridgedTo !== null)
    await client.calls(child.sid).update({ twiml: own })
    await call.finished
    await exchange.settled()
    expect([call.transcript, child.status]).toEqual([['Il est parti'], 'completed'])
    expect(exchange.telephone(MOREL).heard.at(-1)).toBe('Pour vous seule')
    expect(at('/ended').at(-1)?.DialBridged).toBe(String(isConnected))
  }
})

test('an update can end a call, once', async () => {
  const { client, exchange } = await play({ '/voice': twiml(`<Dial callerId="${LINE}">${MOREL}</Dial>`) })
  exchange.telephone(MOREL).behave({ kind: 'byHand' })
  const call = exchange.call({ from: PETIT, to: LINE })
  await exchange.telephone(MOREL).rings()
  await client.calls(call.sid).update({ status: 'completed' })
  expect((await call.finished).status).toBe('completed')
  await expect(client.calls(call.sid).update({ status: 'completed' })).rejects.toMatchObject({ code: 21220 })
})

test('a recording is listed, heard as a WAV of its length, removed, and then gone', async () => {
  const { client, exchange } = await play({
    '/voice': twiml('<Record action="/recorded"/>'),
    '/recorded': twiml(),
  })
  const { sid } = await exchange.call({ from: PETIT, to: LINE, speaks: { seconds: 7 } }).finished
  const [recording] = await client.recordings.list({ callSid: sid })
  expect([recording?.duration, recording?.status, recording?.source]).toEqual([
    '7',
    'completed',
    'RecordVerb',
  ])
  expect(await client.calls(sid).recordings.list()).toHaveLength(1)
  const address = `${exchange.apiUrl}/2010-04-01/Accounts/${ACCOUNT}/Recordings/${recording?.sid}.wav`
  const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`
  const sound = Buffer.from(await (await fetch(address, { headers: { authorization } })).arrayBuffer())
  expect([sound.toString('latin1', 0, 4), sound.length]).toEqual(['RIFF', 44 + 7 * 16_000])
  expect((await fetch(address)).status).toBe(401)
  expect(await client.recordings(recording?.sid ?? '').remove()).toBe(true)
  expect((await fetch(address, { headers: { authorization } })).status).toBe(404)
  await expect(client.recordings(recording?.sid ?? '').remove()).rejects.toMatchObject({
    status: 404,
    code: 20404,
  })
  expect(await client.recordings.list({ callSid: sid })).toEqual([])
})

test('numbers are listed and told where to ask', async () => {
  const { client, exchange } = await play({})
  const [number] = await client.incomingPhoneNumbers.list()
  expect(number?.phoneNumber).toBe(LINE)
  await client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceUrl: 'https://new.test/voice' })
  expect(exchange.lines[0]?.voiceUrl).toBe('https://new.test/voice')
})

test('an application is made, changed and found again', async () => {
  const { client, exchange } = await play({})
  const made = await client.applications.create({ friendlyName: 'Poste', voiceUrl: 'https://p.test/voice' })
  await client.applications(made.sid).update({ voiceUrl: 'https://p.test/softphone', voiceMethod: 'POST' })
  expect(
    (await client.applications.list({ friendlyName: 'Poste' })).map(({ sid, voiceUrl }) => [sid, voiceUrl]),
  ).toEqual([[made.sid, 'https://p.test/softphone']])
  expect((await client.applications(made.sid).fetch()).friendlyName).toBe('Poste')
  expect(exchange.board.applications.get(made.sid)?.voiceUrl).toBe('https://p.test/softphone')
})

test('an API key opens the door, a wrong password does not', async () => {
  const { exchange } = await play({})
  const key = clientFor(exchange.apiUrl, 'SK1', 'hush')
  expect(await key.messages.list()).toEqual([])
  const wrong = clientFor(exchange.apiUrl, ACCOUNT, 'guess')
  await expect(wrong.messages.list()).rejects.toMatchObject({ status: 401, code: 20003 })
})

test('a create can be accepted and its answer lost', async () => {
  const { client, exchange } = await play({})
  exchange.trouble.add({ rest: 'messages.create', does: 'acceptThenDrop', times: 1 })
  await expect(client.messages.create({ from: LINE, to: MOREL, body: 'un' })).rejects.toMatchObject({
    code: 'ECONNRESET',
  })
  await exchange.settled()
  expect(exchange.telephone(MOREL).texts.map(({ body }) => body)).toEqual(['un'])
  await client.messages.create({ from: LINE, to: MOREL, body: 'deux' })
})

test.each([
  [429, 20429],
  [500, 20500],
])('a create can be refused with %i, and then nothing is sent', async (status, code) => {
  const { client, exchange } = await play({})
  exchange.trouble.add({ rest: 'messages.create', does: 'refuse', status })
  await expect(client.messages.create({ from: LINE, to: MOREL, body: 'x' })).rejects.toMatchObject({
    status,
    code,
  })
  expect(exchange.messages).toEqual([])
})
