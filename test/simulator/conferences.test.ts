import { afterEach, beforeEach, expect, test } from 'vitest'
import { findParticipant, hearersOf } from '../../src/simulator/conferences/conference.ts'
import { until } from '../support/until.ts'
import { type RestStage, stageWithRest } from './rest-stage.ts'
import { type Fields, LINE, MOREL, PETIT, ROUX, type Script, twiml } from './scripted-app.ts'

const EVENTS = 'statusCallback="/events" statusCallbackEvent="start end join leave mute hold modify"'
const ROOM = 'call-7'

function room(attributes: string): string {
  return `<Dial action="/left"><Conference beep="false" ${EVENTS} ${attributes}>${ROOM}</Conference></Dial>`
}

/** As the answering does it: callers queue, secretaries join by softphone, callers are fetched into the same room. */
const SCRIPT: Script = {
  '/voice': twiml('<Enqueue waitUrl="/wait" action="/dequeued">client-1</Enqueue>'),
  '/wait': twiml('<Gather numDigits="1" timeout="8" action="/key"><Say>Ne quittez pas</Say></Gather>'),
  '/key': twiml('<Leave/>'),
  '/dequeued': ({ QueueResult }) => twiml(QueueResult === 'leave' ? '<Say>Messagerie</Say>' : ''),
  '/join': twiml(
    room(
      'endConferenceOnExit="true" participantLabel="caller" record="record-from-start" recordingStatusCallback="/recorded"',
    ),
  ),
  '/softphone': ({ as }) =>
    twiml(
      as === 'whisper'
        ? room(`coach="${secretaries.at(-1)}" startConferenceOnEnter="false"`)
        : room('participantLabel="secretary" waitUrl="/music"'),
    ),
  '/music': twiml('<Say>Un instant</Say><Redirect/>'),
  '/hold': twiml('<Say>Nous vous reprenons</Say>'),
  '/left': twiml('<Say>Au revoir</Say>'),
  '/back': twiml('<Say>Je vous reprends</Say><Pause length="1"/>'),
}

let secretaries: string[] = []
let set: RestStage
beforeEach(async () => {
  secretaries = []
  set = await stageWithRest(SCRIPT)
  set.exchange.addApplication({ voiceUrl: `${set.base}/softphone` })
})
afterEach(() => set.close())

const happened = (fields: Fields[]) =>
  fields.map(({ StatusCallbackEvent: event = '', ParticipantLabel: who }) =>
    who ? `${event} ${who}` : event,
  )

const conference = () => set.exchange.conferences.at(-1)
const joined = (count: number) =>
  until(
    `${count} are in the room`,
    () => conference()?.participants.filter(({ presence }) => presence === 'joined').length === count,
  )

/** A caller by hand in the queue, and a secretary who takes the call. */
async function connected() {
  const caller = set.exchange.call({ from: PETIT, to: LINE, byHand: true })
  await until('the caller waits', () => caller.leg.onKey !== null)
  const secretary = set.exchange.device('alice').connect({ callId: '7', as: 'secretary' })
  secretaries.push(secretary.sid)
  await until('she hears that she waits', () => secretary.transcript.length > 0)
  await set.client.calls(caller.sid).update({ url: `${set.base}/join` })
  await joined(2)
  return { caller, secretary }
}

test('a caller is fetched out of the queue into the room where a softphone waits', async () => {
  const { caller, secretary } = await connected()
  expect(set.at('/softphone')[0]).toMatchObject({
    From: 'client:alice',
    To: '',
    callId: '7',
    as: 'secretary',
    CallSid: secretary.sid,
  })
  expect(secretary.transcript).toEqual(['Un instant'])
  expect(set.at('/dequeued')).toHaveLength(1)
  expect(set.at('/dequeued')[0]).toMatchObject({ QueueResult: 'redirected', CallSid: caller.sid })
  caller.hangUp()
  await Promise.all([caller.finished, secretary.finished])
  await set.exchange.settled()
  expect([caller.disposition, secretary.disposition, secretary.transcript]).toEqual([
    'bridged',
    'bridged',
    ['Un instant', 'Au revoir'],
  ])
  expect(happened(set.at('/events'))).toEqual([
    'participant-join secretary',
    'participant-join caller',
    'conference-start',
    'participant-leave caller',
    'participant-leave secretary',
    'conference-end',
  ])
  const [, , , left, dropped, ended] = set.at('/events')
  expect(left).toMatchObject({
    ReasonParticipantLeft: 'participant_hung_up',
    ParticipantCallStatus: 'completed',
  })
  expect(dropped).toMatchObject({
    ReasonParticipantLeft: 'moderator_ended_conference',
    ParticipantCallStatus: 'in-progress',
  })
  expect(ended).toMatchObject({
    FriendlyName: ROOM,
    SequenceNumber: '6',
    ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    CallSidEndingConference: caller.sid,
  })
  const after = set.at('/left').find(({ CallSid }) => CallSid === secretary.sid)
  expect(after).toMatchObject({ DialCallStatus: 'answered' })
  expect(after).not.toHaveProperty('DialCallSid')
})

test('a call is recorded by the REST interface, paused, stopped, listed and deleted, and told of once', async () => {
  const { caller } = await connected()
  const ofCall = set.client.calls(caller.sid).recordings
  const told = {
    recordingStatusCallback: `${set.base}/taped`,
    recordingStatusCallbackEvent: ['completed', 'absent'],
  }
  const made = await ofCall.create({ ...told, recordingChannels: 'mono' })
  expect(made).toMatchObject({ status: 'in-progress', source: 'StartCallRecordingAPI', callSid: caller.sid })
  await expect(ofCall.create(told)).rejects.toMatchObject({ status: 400, code: 21220 })
  const one = set.client.calls(caller.sid).recordings(made.sid)
  expect((await one.update({ status: 'paused', pauseBehavior: 'skip' })).status).toBe('paused')
  const current = set.client.calls(caller.sid).recordings('Twilio.CURRENT')
  expect((await current.update({ status: 'in-progress' })).status).toBe('in-progress')
  expect((await one.update({ status: 'stopped' })).status).toBe('completed')
  await expect(one.update({ status: 'paused' })).rejects.toMatchObject({ code: 21220 })
  caller.hangUp()
  await caller.finished
  await set.exchange.settled()
  expect(set.at('/taped')).toEqual([
    expect.objectContaining({
      CallSid: caller.sid,
      RecordingSid: made.sid,
      RecordingStatus: 'completed',
      RecordingSource: 'StartCallRecordingAPI',
    }),
  ])
  await expect(ofCall.create(told)).rejects.toMatchObject({ code: 21220 })
  const listed = () => set.client.recordings.list({ callSid: caller.sid })
  expect((await listed()).map(({ sid }) => sid)).toContain(made.sid)
  expect(await set.client.recordings(made.sid).remove()).toBe(true)
  expect((await listed()).map(({ sid }) => sid)).not.toContain(made.sid)
  await expect(set.client.recordings(made.sid).remove()).rejects.toMatchObject({ status: 404 })
})

test('on hold she hears the music, private talk stays private, and the executive comes in or goes', async () => {
  const { caller, secretary } = await connected()
  const [found] = await set.client.conferences.list({ friendlyName: ROOM, status: 'in-progress' })
  const participants = set.client.conferences(found?.sid ?? '').participants
  await set.client
    .conferences(found?.sid ?? '')
    .participants('caller')
    .update({
      hold: true,
      holdUrl: `${set.base}/hold`,
    })
  await until('the caller hears the music', () => caller.transcript.includes('Nous vous reprenons'))
  set.exchange.telephone(MOREL).behave({ kind: 'byHand' })
  const wanted = { from: LINE, to: MOREL, label: 'executive', timeout: 20, timeLimit: 3600 }
  const executive = await participants.create({
    ...wanted,
    statusCallback: `${set.base}/leg`,
    statusCallbackEvent: ['ringing', 'answered', 'completed'],
  })
  await expect(participants.create({ ...wanted, to: ROUX })).rejects.toMatchObject({
    status: 400,
    code: 16025,
  })
  await set.exchange.telephone(MOREL).rings()
  expect(
    (
      await set.client
        .conferences(found?.sid ?? '')
        .participants(executive.callSid)
        .fetch()
    ).status,
  ).toBe('ringing')
  set.exchange.telephone(MOREL).answer()
  await joined(3)
  expect(whoHears('secretary')).toEqual(['executive'])
  expect(whoHears('caller')).toEqual([])
  await set.client
    .conferences(found?.sid ?? '')
    .participants('caller')
    .update({ hold: false })
  expect(whoHears('secretary')).toEqual(['caller', 'executive'])
  const listed = await participants.list()
  expect(listed.map(({ label, hold, status }) => [label, hold, status])).toEqual([
    ['executive', false, 'connected'],
    ['caller', false, 'connected'],
    ['secretary', false, 'connected'],
  ])
  await set.client
    .conferences(found?.sid ?? '')
    .participants('secretary')
    .remove()
  await secretary.finished
  expect(secretary.transcript.at(-1)).toBe('Au revoir')
  caller.hangUp()
  await set.exchange.settled()
  expect(set.at('/leg').map(({ CallStatus }) => CallStatus)).toEqual(['ringing', 'in-progress', 'completed'])
  expect(happened(set.at('/events')).slice(3, -3)).toEqual([
    'participant-hold caller',
    'participant-join executive',
    'participant-unhold caller',
    'participant-leave secretary',
  ])
  expect(caller.timeline.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['queue', 'talk', 'hold', 'say', 'talk']),
  )
})

test('a supervisor who coaches is heard by the secretary alone, and can be let into the talk', async () => {
  const { secretary } = await connected()
  const supervisor = set.exchange.device('claire').connect({ as: 'whisper' })
  await joined(3)
  expect(whoHears(supervisor.sid)).toEqual(['secretary'])
  expect(whoHears('secretary')).toEqual(['caller', null])
  const room = set.client.conferences(conference()?.sid ?? '')
  await room.participants(supervisor.sid).update({ coaching: false, callSidToCoach: secretary.sid })
  expect(whoHears(supervisor.sid)).toEqual(['caller', 'secretary'])
  await room.participants(supervisor.sid).update({ muted: true })
  expect(whoHears(supervisor.sid)).toEqual([])
  await expect(
    room.participants(supervisor.sid).update({ callSidToCoach: `CA${'0'.repeat(32)}` }),
  ).rejects.toMatchObject({ code: 16028 })
  await room.update({ status: 'completed' })
  await set.exchange.settled()
  expect((await room.fetch()).reasonConferenceEnded).toBe('conference-ended-via-api')
  expect(happened(set.at('/events')).slice(3)).toEqual([
    'participant-join',
    'participant-modify',
    'participant-mute',
    'participant-leave secretary',
    'participant-leave caller',
    'participant-leave',
    'conference-end',
  ])
  expect(set.at('/left')).toHaveLength(3)
})

test('what is recorded leaves out the pause, is listed under its conference, and can be deleted', async () => {
  const { caller } = await connected()
  const room = set.client.conferences(conference()?.sid ?? '')
  const [recording] = await room.recordings.list()
  expect([recording?.status, recording?.source, recording?.conferenceSid]).toEqual([
    'in-progress',
    'Conference',
    conference()?.sid,
  ])
  await pass(30)
  await room.recordings('Twilio.CURRENT').update({ status: 'paused' })
  await pass(60)
  await room.recordings('Twilio.CURRENT').update({ status: 'in-progress' })
  await pass(10)
  caller.hangUp()
  await set.exchange.settled()
  const [told] = set.at('/recorded')
  expect(told).toMatchObject({
    ConferenceSid: conference()?.sid,
    RecordingStatus: 'completed',
    RecordingDuration: '40',
    RecordingSource: 'Conference',
  })
  expect(told).not.toHaveProperty('CallSid')
  await set.client.recordings(recording?.sid ?? '').remove()
  expect(await room.recordings.list()).toEqual([])

  /** So many seconds of talk. */
  async function pass(seconds: number) {
    await set.exchange.calls[0]?.clock.sleep(seconds, new AbortController().signal)
  }
})

test('who does not answer never joins, who talks too long is cut off, and labels do not meet twice', async () => {
  const { caller, secretary } = await connected()
  const room = set.client.conferences(ROOM)
  set.exchange.telephone(MOREL).behave({ kind: 'noAnswer' })
  await room.participants.create({ from: LINE, to: MOREL, label: 'executive', timeout: 20 })
  await until('she is given up', () => happened(set.at('/events')).includes('participant-leave executive'))
  expect(set.at('/events').at(-1)).toMatchObject({
    ReasonParticipantLeft: 'participant_add_failed',
    ParticipantCallStatus: 'no-answer',
  })
  const twin = set.exchange.device('benoit').connect({ as: 'secretary' })
  await twin.finished
  expect(set.exchange.alerts.map(({ code }) => code)).toEqual([16025])
  expect(set.at('/left')).toEqual([expect.objectContaining({ CallSid: twin.sid, DialCallStatus: 'failed' })])
  set.exchange.telephone(MOREL).behave({ kind: 'answers', talkSeconds: 5000 })
  await room.participants.create({ from: LINE, to: MOREL, label: 'executive', timeLimit: 600 })
  const talked = await until('she is cut off', () =>
    set.exchange.calls.find(({ to, status }) => to === MOREL && status === 'completed'),
  )
  expect((talked.endedAtSeconds ?? 0) - (talked.answeredAtSeconds ?? 0)).toBe(600)
  expect([caller.status, secretary.status]).toEqual(['in-progress', 'in-progress'])
})

test('the later of two redirects wins, who waits by hand says when his time is over', async () => {
  const { caller, secretary } = await connected()
  await Promise.all(
    ['/hold', '/back'].map((path) => set.client.calls(caller.sid).update({ url: `${set.base}${path}` })),
  )
  await Promise.all([caller.finished, secretary.finished])
  expect(caller.transcript.at(-1)).toBe('Je vous reprends')
  await set.exchange.settled()
  const leave = set
    .at('/events')
    .find(({ StatusCallbackEvent }) => StatusCallbackEvent === 'participant-leave')
  expect(leave).toMatchObject({
    ParticipantLabel: 'caller',
    ReasonParticipantLeft: 'participant_updated_via_api',
  })
  expect(set.at('/events').at(-1)?.ReasonConferenceEnded).toBe('participant-with-end-conference-on-exit-left')

  const waiting = set.exchange.call({ from: ROUX, to: LINE, byHand: true })
  await until('he waits for a key', () => waiting.leg.onKey !== null)
  expect(waiting.waitOut()).toBe(true)
  await until(
    'he is asked again',
    () => set.at('/wait').at(-1)?.QueueTime === '9' && waiting.leg.onKey !== null,
  )
  waiting.press('1')
  await waiting.finished
  expect(waiting.transcript).toEqual(['Ne quittez pas', 'Ne quittez pas', 'Messagerie'])
})

test('creates beyond one a second are refused where the exchange is told to', async () => {
  let now = new Date('2026-11-17T09:00:00Z')
  await set.close()
  set = await stageWithRest(SCRIPT, { now: () => now })
  set.exchange.trouble.add({ rest: 'participants.create', does: 'refuse', status: 429, abovePerSecond: 1 })
  const create = () => set.client.conferences(ROOM).participants.create({ from: LINE, to: MOREL })
  await create()
  await expect(create()).rejects.toMatchObject({ status: 429, code: 20429 })
  now = new Date(now.getTime() + 1000)
  await create()
  expect(set.exchange.calls).toHaveLength(2)
})

function whoHears(label: string): (string | null)[] {
  const room = conference()
  const speaker = room && findParticipant(room, label)
  return room && speaker
    ? hearersOf(room, speaker)
        .map((one) => one.label)
        .sort()
    : ['nobody there']
}
