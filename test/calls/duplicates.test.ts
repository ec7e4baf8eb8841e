import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { openAnswerPath } from '../../src/calls/answer-path.ts'
import { callEvents, calls, recordings } from '../../src/calls/tables.ts'
import { createContext } from '../../src/context.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import { replaySpool } from '../../src/spool/replay-spool.ts'
import { texts } from '../../src/texts/tables.ts'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import { lines, people, slipOf, toldSlip } from '../journeys/follow.ts'
import { addHartAndCo, hart } from '../journeys/hart-and-co.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'
import { sendSigned } from '../support/send-signed.ts'
import { until } from '../support/until.ts'

// Hundreds of statements or more, which a machine that is busy with other tests takes long for.
vi.setConfig({ testTimeout: 300_000 })

const range = (length: number) => Array.from({ length }, (_, n) => n)

describeOnEachDatabase('what is delivered many times at once is done once', (kind) => {
  let rig: AgencyRig
  beforeAll(async () => {
    rig = await startAgencyRig({ database: kind })
    await addHartAndCo(rig)
  })
  afterAll(() => rig?.close())

  /** The embedded database runs its jobs itself, and fifty nudges a call take it long. */
  const [times, several] = kind === 'server' ? [50, 4] : [20, 1]
  let made = 0
  const newSid = (prefix: string) => prefix + (++made).toString(16).padStart(32, 'd')
  const send = (path: string, fields: Record<string, string>) => sendSigned(rig, path, fields)
  /** Every delivery many times, all in one heap; answers the different bodies that came back for each. */
  async function flood(path: (n: number) => string, fields: readonly Record<string, string>[]) {
    const deliveries = range(times).flatMap(() => fields.map((one, n) => ({ n, sent: send(path(n), one) })))
    const bodies = fields.map(() => new Set<string>())
    for (const { n, sent } of deliveries) {
      const response = await sent
      expect(response.statusCode).toBeLessThan(300)
      bodies[n]?.add(response.body)
    }
    return bodies.map((different) => [...different])
  }

  test('calls, from their arrival to the text about them', async () => {
    const { db } = rig.context
    const arrivals = range(several).map((n) => ({
      ...{ CallSid: newSid('CA'), From: `+3319900660${n}`, To: lines.chauffage, CallStatus: 'ringing' },
    }))
    const answers = await flood(() => '/twilio/voice', arrivals)
    for (const different of answers) expect(different).toEqual([expect.stringContaining('<Record ')])

    const ids = arrivals.map(({ CallSid }) => callIdOf(CallSid))
    const clientId = rig.context.directory.findLine(lines.chauffage)?.line.clientId
    const step = (name: string) => (n: number) => `/twilio/voice/${clientId}/${ids[n]}/${name}`
    const left = arrivals.map((call) => ({ ...call, RecordingDuration: '12', Digits: 'hangup' }))
    await flood(step('recorded'), left)
    const announced = arrivals.map(({ CallSid }) => ({
      ...{ CallSid, RecordingSid: newSid('RE'), RecordingStatus: 'completed', RecordingDuration: '12' },
    }))
    const over = arrivals.map((call) => ({ ...call, CallStatus: 'completed', CallDuration: '40' }))
    await Promise.all([
      flood((n) => `/twilio/recording/${clientId}/${ids[n]}`, announced),
      flood(() => '/twilio/voice-status', over),
    ])
    // On a slow machine some of so many took longer than callers are kept waiting, and went to the spool.
    await until('the spool is entered', async () => {
      await replaySpool(rig.context)
      return rig.context.spool.isEmpty()
    })
    for (const [n, { CallSid, From }] of arrivals.entries()) {
      const id = ids[n] ?? ''
      const { sent } = await toldSlip(rig, id)
      expect(sent.map(({ channel }) => channel).sort()).toEqual(['email', 'sms'])
      expect(await db.$count(calls, eq(calls.callSid, CallSid))).toBe(1)
      const story = await db.select().from(callEvents).where(eq(callEvents.callId, id))
      expect(story.map(({ key }) => key).sort()).toEqual([
        'arrived',
        'recorded',
        'recording-completed',
        'status-0-completed',
      ])
      expect(await db.$count(recordings, eq(recordings.callId, id))).toBe(1)
      expect(await db.$count(messages, eq(messages.sourceId, id))).toBe(1)
      const spoken = `01 99 00 66 0${From.at(-1)}`
      const told = rig.exchange.telephone(people.durand).texts.filter(({ body }) => body.includes(spoken))
      expect(told).toHaveLength(1)
    }
    expect((await slipOf(rig, ids[0] ?? ''))?.revision).toBe(1)
  })

  test('a call that is put through is answered with the same words each time, also after a restart', async () => {
    const { context } = rig
    const fields = { CallSid: newSid('CA'), From: people.petit, To: lines.morel, CallStatus: 'ringing' }
    const [answers = []] = await flood(() => '/twilio/voice', [fields])
    expect(answers).toEqual([expect.stringContaining('<Dial ')])
    const restarted = await createContext(context.config, {
      ...{ database: context.database, jobs: context.jobs, now: context.now, log: context.log },
    })
    await restarted.directory.refresh()
    const app = await buildApp({ ...restarted, ...openAnswerPath(restarted) })
    const again = await sendSigned({ app, context }, '/twilio/voice', fields)
    expect(again.body).toBe(answers[0])
    await app.close()
    await restarted.live.close()
    const id = callIdOf(fields.CallSid)
    expect(await context.db.$count(callEvents, eq(callEvents.callId, id))).toBe(1)
    expect(await context.db.$count(calls, eq(calls.id, id))).toBe(1)
  })

  test('texts: one slip, and one answer to their sender', async () => {
    const { db } = rig.context
    const arrivals = range(several).map((n) => ({
      ...{ MessageSid: newSid('SM'), From: `+3319900670${n}`, To: hart.line, Body: 'Hello', NumMedia: '0' },
    }))
    const answers = await flood(() => '/twilio/sms', arrivals)
    for (const different of answers)
      expect(different.filter((body) => body.includes('<Message>'))).toHaveLength(1)
    for (const { MessageSid, From } of arrivals) {
      const rows = await db.select().from(texts).where(eq(texts.messageSid, MessageSid))
      expect(rows).toHaveLength(1)
      await toldSlip(rig, rows[0]?.id ?? '')
      const told = rig.exchange.telephone(hart.executive).texts
      const spoken = `01 99 00 67 0${From.at(-1)}`
      expect(told.filter(({ body }) => body.includes(spoken))).toHaveLength(1)
    }
  })

  test('the same text many times is answered to at most one of them', async () => {
    const fields = {
      MessageSid: newSid('SM'),
      From: '+33199006790',
      To: hart.line,
      Body: 'Hello',
      NumMedia: '0',
    }
    const all = await Promise.all(range(times).map(() => send('/twilio/sms', fields)))
    expect(all.filter(({ body }) => body.includes('<Message>'))).toHaveLength(1)
  })

  test('different texts of one sender at the same moment get one answer together', async () => {
    const one = () => ({
      ...{ MessageSid: newSid('SM'), From: '+33199006799', To: hart.line, Body: 'Hi', NumMedia: '0' },
    })
    const all = await Promise.all(range(10).map(() => send('/twilio/sms', one())))
    expect(all.filter(({ body }) => body.includes('<Message>'))).toHaveLength(1)
  })

  test('a STOP that comes while a text is on its way is heeded by all that follow', async () => {
    const { db } = rig.context
    const roux = rig.exchange.telephone(people.roux)
    const smsToRoux = async () => {
      const rows = await db.select().from(deliveries).where(eq(deliveries.channel, 'sms'))
      return rows.filter(({ destination }) => destination === people.roux)
    }
    const ask = (Body: string) =>
      send('/twilio/sms', {
        ...{ MessageSid: newSid('SM'), From: people.blanc, To: lines.morel, Body, NumMedia: '0' },
      })
    rig.exchange.trouble.add({ rest: 'messages.create', does: 'delay', delayMs: 400, times: 1 })
    await ask('un')
    await until('the first text is on its way', async () =>
      (await smsToRoux()).some(({ state }) => state === 'claimed'),
    )
    const stop = {
      MessageSid: newSid('SM'),
      From: people.roux,
      To: lines.morel,
      Body: 'Arrêt',
      NumMedia: '0',
    }
    await send('/twilio/sms', stop)
    for (const Body of ['deux', 'trois', 'quatre']) await ask(Body)
    const given = await until('the others are given up', async () => {
      const rows = await smsToRoux()
      return rows.filter(({ failure }) => failure === 'optedOut').length === 3 && rows
    })
    expect(given).toHaveLength(4)
    await until('the first has arrived', () => roux.texts.length > 0)
    expect(roux.texts.map(({ body }) => body)).toEqual([expect.stringContaining('M. Blanc')])
  })
})
