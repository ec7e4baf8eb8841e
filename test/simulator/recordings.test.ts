import { afterEach, expect, test } from 'vitest'
import { LINE, PETIT, type Script, type Stage, stage, twiml } from './scripted-app.ts'

let set: Stage | undefined
afterEach(() => set?.close())

const RECORD =
  '<Record action="/recorded" maxLength="180" recordingStatusCallback="/recording" recordingStatusCallbackEvent="completed absent"/>'

async function play(script: Script): Promise<Stage> {
  set = await stage(script)
  return set
}

function voicemail(verbs = RECORD): Script {
  return {
    '/voice': twiml('<Say>Laissez un message</Say>', verbs, '<Say>Rien entendu</Say>'),
    '/recorded': twiml('<Say>Merci</Say>'),
  }
}

test('a caller who speaks and hangs up leaves a recording', async () => {
  const { exchange, at } = await play(voicemail())
  const speaks = { text: 'Rappelez-moi', seconds: 12 }
  const call = await exchange.call({ from: PETIT, to: LINE, speaks }).finished
  await exchange.settled()
  expect([call.disposition, call.transcript]).toEqual(['recorded', ['Laissez un message']])
  const sid = exchange.recordings[0]?.sid
  expect(at('/recorded')[0]).toMatchObject({
    Digits: 'hangup',
    RecordingDuration: '12',
    RecordingSid: sid,
    CallStatus: 'completed',
  })
  const callback = at('/recording')[0]
  expect(callback).toMatchObject({
    CallSid: call.sid,
    RecordingSid: sid,
    RecordingStatus: 'completed',
    RecordingDuration: '12',
    RecordingSource: 'RecordVerb',
  })
  expect(callback?.RecordingUrl).toMatch(/\/2010-04-01\/Accounts\/AC0+\/Recordings\/RE\w{32}$/)
})

test('a recording callback carries neither From nor To nor CallStatus', async () => {
  const { exchange, at } = await play(voicemail())
  await exchange.call({ from: PETIT, to: LINE, speaks: { seconds: 3 } }).finished
  await exchange.settled()
  expect(Object.keys(at('/recording')[0] ?? {})).not.toEqual(expect.arrayContaining(['From']))
  expect(at('/recording')[0]).not.toHaveProperty('To')
  expect(at('/recording')[0]).not.toHaveProperty('CallStatus')
})

test('a key ends the recording and the call goes on', async () => {
  const { exchange, at } = await play(voicemail())
  const call = await exchange.call({ from: PETIT, to: LINE, speaks: { seconds: 8 }, afterSpeaking: '#' })
    .finished
  expect(call.transcript).toEqual(['Laissez un message', 'Merci'])
  expect(at('/recorded')[0]?.Digits).toBe('#')
})

test('silence after speech ends the recording without a key', async () => {
  const { exchange, at } = await play(voicemail())
  const call = await exchange.call({ from: PETIT, to: LINE, speaks: { seconds: 8 }, afterSpeaking: 'waits' })
    .finished
  expect(call.transcript).toContain('Merci')
  expect(at('/recorded')[0]).toMatchObject({ Digits: '', RecordingDuration: '13' })
})

test('a long speech is cut at the longest length', async () => {
  const { exchange, at } = await play(voicemail())
  await exchange.call({ from: PETIT, to: LINE, speaks: { seconds: 500 } }).finished
  await exchange.settled()
  expect(at('/recording')[0]?.RecordingDuration).toBe('180')
})

test('nothing said: absent is reported, the action is not asked, the next verb runs', async () => {
  const { exchange, at } = await play(voicemail())
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  await exchange.settled()
  expect(call.transcript).toEqual(['Laissez un message', 'Rien entendu'])
  expect(at('/recorded')).toEqual([])
  expect(at('/recording')).toEqual([expect.objectContaining({ RecordingStatus: 'absent' })])
  expect(at('/recording')[0]).not.toHaveProperty('RecordingDuration')
})

test('nothing said and hung up during the recording: absent as well', async () => {
  const { exchange, at } = await play(voicemail())
  await exchange.call({ from: PETIT, to: LINE, hangsUp: { during: 'record', afterSeconds: 2 } }).finished
  await exchange.settled()
  expect(at('/recording').map((fields) => fields.RecordingStatus)).toEqual(['absent'])
  expect(at('/recorded')).toEqual([])
})

test('hung up before the recording began: no recording callback at all', async () => {
  const { exchange, at } = await play(voicemail())
  await exchange.call({ from: PETIT, to: LINE, speaks: 'trop tard', hangsUp: { during: 'say' } }).finished
  await exchange.settled()
  expect([at('/recording'), exchange.recordings]).toEqual([[], []])
})

test('absent is only told to those who asked for it', async () => {
  const { exchange, at } = await play(
    voicemail('<Record action="/recorded" recordingStatusCallback="/recording"/>'),
  )
  await exchange.call({ from: PETIT, to: LINE }).finished
  await exchange.settled()
  expect(at('/recording')).toEqual([])
})

test('a Record without action asks its own document again', async () => {
  let asked = 0
  const { exchange } = await play({
    '/voice': () => {
      asked += 1
      return asked === 1 ? twiml('<Record/>') : twiml('<Say>encore</Say>')
    },
  })
  const call = await exchange.call({ from: PETIT, to: LINE, speaks: { seconds: 4 }, afterSpeaking: '1' })
    .finished
  expect([asked, call.transcript]).toEqual([2, ['encore']])
})

test('keys reach a Gather without the finish key; without keys the next verb runs', async () => {
  const gather = '<Gather action="/keys" timeout="3"><Say>Tapez</Say></Gather><Say>Personne</Say>'
  const { exchange, at } = await play({ '/voice': twiml(gather), '/keys': twiml('<Say>Bien</Say>') })
  const typed = await exchange.call({ from: PETIT, to: LINE, presses: '42#' }).finished
  const silent = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/keys').map((fields) => fields.Digits)).toEqual(['42'])
  expect([typed.transcript, silent.transcript]).toEqual([
    ['Tapez', 'Bien'],
    ['Tapez', 'Personne'],
  ])
})

test('numDigits ends a Gather at once, and actionOnEmptyResult asks even without keys', async () => {
  const { exchange, at } = await play({
    '/voice': twiml('<Gather action="/keys" numDigits="1" actionOnEmptyResult="true"/>'),
    '/keys': twiml('<Hangup/>'),
  })
  await exchange.call({ from: PETIT, to: LINE, presses: '19' }).finished
  await exchange.call({ from: PETIT, to: LINE }).finished
  expect(at('/keys').map((fields) => fields.Digits)).toEqual(['1', ''])
})
