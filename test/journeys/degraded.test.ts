import { rm, writeFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { messages } from '../../src/messages/tables.ts'
import { exchangeIncidents } from '../../src/twilio/tables.ts'
import { callArrived, callIdOf } from '../../src/twilio/webhooks.ts'
import { officeHours } from '../support/agency-rig.ts'
import { sendSigned } from '../support/send-signed.ts'
import { until } from '../support/until.ts'
import { describeWithRealServers } from '../support/where-installed.ts'
import { liveStepsUnseen } from './degraded-live.ts'
import {
  arrival,
  ask,
  callRow,
  type DegradedRig,
  karim,
  morelLine,
  names,
  newCallSid,
  pathIn,
  plomberieLine,
  replayed,
  ring,
  spoken,
  startDegradedRig,
  told,
} from './degraded-rig.ts'
import { people } from './follow.ts'

let rig: DegradedRig
const isReady = async () => (await rig.rig.app.inject('/readyz')).statusCode
const isAlive = async () => (await rig.rig.app.inject('/livez')).statusCode

/** What M. Durand was sent; his callers get a word too. */
const sent = () => rig.rig.exchange.messages.filter(({ to }) => to === people.durand)

/** Works again: a call is answered by the rules and written down at once. */
const worksAgain = () =>
  until('a call is answered by the rules again', async () => {
    const callSid = newCallSid()
    await ring(rig, callSid, morelLine)
    return (await callRow(rig, callSid).catch(() => null))?.degraded === false
  })

describeWithRealServers('a call comes in while the database', () => {
  beforeAll(async () => {
    rig = await startDegradedRig({ max_connections: 40 })
  })
  afterAll(() => rig?.close())
  afterEach(async () => {
    rig.rig.clock.set(officeHours)
    await worksAgain()
    await replayed(rig)
  })

  test('is frozen: the emergency number is dialled, screened, and voicemail follows', async () => {
    const callSid = newCallSid()
    rig.postgres.freeze()
    const dialled = await ring(rig, callSid, plomberieLine)
    const [number] = dialled.find(({ name }) => name === 'Dial')?.children ?? []
    expect(number).toMatchObject({ name: 'Number', text: karim })
    const { pathname: screen } = new URL(number?.attributes.url ?? '')

    const leg = { CallSid: newCallSid(), ParentCallSid: callSid, CallStatus: 'in-progress' }
    const whisper = await ask(rig, screen, leg)
    expect(spoken(whisper)).toContain('Plomberie Durand')
    await ask(rig, pathIn(whisper, 'Gather', 'action'), { ...leg, Digits: '' })
    const ended = {
      ...arrival(callSid, plomberieLine),
      CallStatus: 'in-progress',
      DialCallStatus: 'completed',
    }
    const voicemail = await ask(rig, pathIn(dialled, 'Dial', 'action'), { ...ended, DialBridged: 'false' })
    expect(names(voicemail)).toContain('Record')
    const left = { ...arrival(callSid, plomberieLine), RecordingDuration: '7', Digits: 'hangup' }
    await ask(rig, pathIn(voicemail, 'Record', 'action'), left)
    const status = await sendSigned(rig.rig, '/twilio/voice-status', {
      ...arrival(callSid, plomberieLine),
      ...{ CallStatus: 'completed', CallDuration: '40', SequenceNumber: '3' },
    })
    expect(status.statusCode).toBe(204)
    const recorded = await sendSigned(rig.rig, pathIn(voicemail, 'Record', 'recordingStatusCallback'), {
      ...{ CallSid: callSid, RecordingSid: `RE${callSid.slice(2)}`, RecordingStatus: 'completed' },
      RecordingDuration: '7',
    })
    expect(recorded.statusCode).toBe(204)
    expect(await isAlive()).toBe(200)
    expect(await isReady()).toBe(503)

    rig.postgres.thaw()
    await replayed(rig)
    const row = await callRow(rig, callSid)
    expect(row).toMatchObject({
      degraded: true,
      dialledNumber: karim,
      dialStatus: 'completed',
      bridged: false,
      recordedSeconds: 7,
      decision: { ruleKey: 'degraded', facts: { heard: 'emergency' } },
    })
    expect(row?.endedAt).not.toBeNull()
    const before = sent().length
    await told(rig, callSid)
    const [slip] = await rig.rig.context.db
      .select()
      .from(messages)
      .where(eq(messages.sourceId, row?.id ?? ''))
    expect(slip).toMatchObject({ kind: 'voicemail', revision: 1, voicemailSeconds: 7 })
    expect(sent()).toHaveLength(before + 1)
    await until('this process says that it is ready', async () => (await isReady()) === 200)
  })

  test('is frozen: whoever waits for a person or speaks with one hears what comes next, and it is written down after', async () => {
    await liveStepsUnseen(rig)
  })

  test('is frozen, outside cover or without an emergency number: voicemail in the client’s own words', async () => {
    rig.postgres.freeze()
    const [day, night] = [newCallSid(), newCallSid()]
    expect(spoken(await ring(rig, day, morelLine))).toContain('Cabinet Morel')
    rig.rig.clock.set('2026-11-17T23:00:00Z')
    expect(names(await ring(rig, night, plomberieLine))).toContain('Record')
    rig.postgres.thaw()
    await replayed(rig)
    for (const callSid of [day, night])
      expect((await callRow(rig, callSid))?.decision.facts).toMatchObject({ heard: 'voicemail' })
  })

  test('is slow, and wrote the call down after all: what the caller heard stands, and is entered once', async () => {
    const callSid = newCallSid()
    const nuisance = '+33199009999'
    rig.confirmLate(1_500)
    expect(names(await ask(rig, '/twilio/voice', arrival(callSid, morelLine, nuisance)))).toContain('Record')
    rig.confirmLate(0)
    expect(await callRow(rig, callSid)).toMatchObject({ degraded: false, disposition: 'discarded' })
    await replayed(rig)
    const row = await callRow(rig, callSid)
    expect(row).toMatchObject({
      degraded: true,
      disposition: null,
      decision: { facts: { heard: 'voicemail' } },
    })
    expect(row?.concludeAt?.getTime()).toBeLessThanOrEqual(rig.rig.clock.now().getTime())
    await sendSigned(rig.rig, '/twilio/voice-status', {
      ...arrival(callSid, morelLine, nuisance),
      ...{ CallStatus: 'completed', CallDuration: '5', SequenceNumber: '3' },
    })
    rig.rig.clock.advance(60_000)
    await told(rig, callSid)
    expect(await callRow(rig, callSid)).toMatchObject({ disposition: 'missed', concludeAt: null })
    const entry = { kind: 'call', heard: 'voicemail', at: '2026-11-17T09:00:00Z' } as const
    const arrived = callArrived.parse(arrival(callSid, morelLine, nuisance))
    await rig.rig.context.spool.append({ ...entry, arrived })
    await replayed(rig)
    expect(await callRow(rig, callSid)).toMatchObject({ disposition: 'missed', concludeAt: null })
  })

  test('is killed, and comes back: degraded at once, by the rules within seconds', async () => {
    await ring(rig, newCallSid(), morelLine)
    await rig.postgres.killImmediate()
    const sids = Array.from({ length: 30 }, newCallSid)
    await Promise.all(sids.map((callSid) => ring(rig, callSid, morelLine)))
    expect(await isReady()).toBe(503)
    expect(await isAlive()).toBe(200)
    await rig.postgres.restart()
    await worksAgain()
    await replayed(rig)
    for (const callSid of sids) expect((await callRow(rig, callSid))?.degraded).toBe(true)
  })

  test('is silent for long, then killed and started anew: no connection keeps waiting for the old one', async () => {
    await ring(rig, newCallSid(), morelLine)
    rig.postgres.freeze()
    const begun = performance.now()
    await until(
      'six seconds of silence have passed',
      async () => {
        await ring(rig, newCallSid(), plomberieLine)
        return performance.now() - begun > 6_000
      },
      10_000,
    )
    await rig.postgres.killImmediate()
    await rig.postgres.restart()
    await worksAgain()
    await replayed(rig)
  })

  test('restarts in the middle of transactions: this process goes on, and its pools with it', async () => {
    const { db } = rig.rig.context
    for (let round = 0; round < 3; round++) {
      const broken = Array.from({ length: 5 }, () =>
        db.transaction(async (tx) => {
          await tx.select().from(messages)
          await rig.postgres.killImmediate()
          await tx.select().from(messages)
        }),
      )
      const settled = await Promise.allSettled(broken)
      expect(settled.every(({ status }) => status === 'rejected')).toBe(true)
      await rig.postgres.restart()
      await worksAgain()
      await until('transactions work', () =>
        Promise.all(
          Array.from({ length: 10 }, () => db.transaction((tx) => tx.select().from(messages))),
        ).then(
          () => true,
          () => false,
        ),
      )
    }
  })

  test('lets nobody in any more: degraded, until a connection is free', async () => {
    const hog = postgres(rig.url, { max: 60, fetch_types: false, onnotice: () => {}, connect_timeout: 2 })
    await hog.unsafe(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'permanence%'`,
    )
    const held = Array.from({ length: 60 }, () => hog.reserve().catch(() => null))
    await until('there is no connection left', async () => {
      const callSid = newCallSid()
      await ring(rig, callSid, morelLine)
      return rig.rig.context.spool.held(callIdOf(callSid)).length > 0
    })
    await hog.end({ timeout: 0 })
    await Promise.all(held)
    await worksAgain()
    await replayed(rig)
  })

  test('keeps every connection of the answer path busy: degraded, never waiting', async () => {
    const { answers } = rig.rig.context
    const busy = Array.from({ length: 20 }, () =>
      answers.run('select pg_sleep(30), $1::text', {}).catch(() => null),
    )
    await Promise.all(Array.from({ length: 20 }, () => ring(rig, newCallSid(), plomberieLine)))
    await Promise.all(busy)
    await worksAgain()
    await replayed(rig)
  })

  test('is frozen and the spool cannot be written: the caller hears the same', async () => {
    const folder = `${rig.rig.context.config.dataDir}/spool`
    await rm(folder, { recursive: true, force: true })
    await writeFile(folder, 'in the way')
    rig.postgres.freeze()
    const callSid = newCallSid()
    const dialled = await ring(rig, callSid, plomberieLine)
    expect(names(dialled)).toContain('Dial')
    const ended = { ...arrival(callSid, plomberieLine), DialCallStatus: 'no-answer', DialBridged: 'false' }
    expect(names(await ask(rig, pathIn(dialled, 'Dial', 'action'), ended))).toContain('Record')
    rig.postgres.thaw()
    await rm(folder)
    await worksAgain()
  })

  test('is there or not: the fallback address answers from memory and notes why it was asked', async () => {
    const failed = { ErrorCode: '11200', ErrorUrl: 'https://here/twilio/voice' }
    const [first, second] = [newCallSid(), newCallSid()]
    const path = '/twilio/fallback'
    expect(names(await ask(rig, path, { ...arrival(first, plomberieLine), ...failed }))).toContain('Dial')
    rig.postgres.freeze()
    expect(names(await ask(rig, path, { ...arrival(second, morelLine), ...failed }))).toContain('Record')
    rig.postgres.thaw()
    await replayed(rig)
    const incidents = await rig.rig.context.db.select().from(exchangeIncidents)
    expect(incidents.map(({ errorCode, callSid }) => ({ errorCode, callSid }))).toEqual(
      expect.arrayContaining([
        { errorCode: '11200', callSid: first },
        { errorCode: '11200', callSid: second },
      ]),
    )
    expect(await callRow(rig, first)).toMatchObject({ degraded: true })
    expect(await callRow(rig, second)).toMatchObject({ degraded: true })
  })

  test('is there, but Redis is frozen or dead: calls do not notice', async () => {
    for (const harm of ['freeze', 'kill'] as const) {
      if (harm === 'kill') rig.redis.thaw()
      await rig.redis[harm]()
      const callSid = newCallSid()
      const voicemail = await ring(rig, callSid, morelLine)
      const left = { ...arrival(callSid, morelLine), RecordingDuration: '7', Digits: 'hangup' }
      await ask(rig, pathIn(voicemail, 'Record', 'action'), left)
      const status = { ...arrival(callSid, morelLine), CallStatus: 'completed', SequenceNumber: '3' }
      expect((await sendSigned(rig.rig, '/twilio/voice-status', status)).statusCode).toBe(204)
      expect(await callRow(rig, callSid)).toMatchObject({ degraded: false, recordedSeconds: 7 })
      expect((await callRow(rig, callSid))?.endedAt).not.toBeNull()
    }
    await rig.redis.restart()
  })
})
