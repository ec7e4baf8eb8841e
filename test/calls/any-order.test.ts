import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { recordDialEnd } from '../../src/calls/end-dial.ts'
import { receiveCall } from '../../src/calls/receive-call.ts'
import {
  recordCallStatus,
  recordRecordingStatus,
  recordVoicemail,
} from '../../src/calls/record-call-progress.ts'
import { recordKey } from '../../src/calls/screen-call.ts'
import type { exchangeStatuses } from '../../src/calls/states.ts'
import { calls, recordings } from '../../src/calls/tables.ts'
import type { Context } from '../../src/context.ts'
import { newId } from '../../src/ids.ts'
import { callArrived, callIdOf } from '../../src/twilio/webhooks.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { describeOnOneDatabase } from '../support/each-database.ts'

// Hundreds of statements or more, which a machine that is busy with other tests takes long for.
vi.setConfig({ testTimeout: 300_000 })

type Call = { clientId: number; callId: string; sid: string }
type Callback = (context: Context, call: Call) => Promise<unknown>

const second = (n: number) => new Date(Date.parse(officeHours) + n * 1000)
const key =
  (n: number, digits: string): Callback =>
  (context, { clientId, callId }) =>
    recordKey(context, { clientId, callId, digits, at: second(n) })
const dialEnd =
  (n: number, bridged: boolean): Callback =>
  (context, { clientId, callId }) =>
    recordDialEnd(
      context,
      { clientId, at: second(n) },
      { callId, callerGone: false, dialStatus: 'completed', dialledSid: null, bridged, talkSeconds: 30 },
    )
const leave =
  (n: number, seconds: number): Callback =>
  (context, { clientId, callId }) =>
    recordVoicemail(context, { clientId, at: second(n) }, { callId, seconds, callerGone: true })
const recording =
  (n: number, status: string, seconds: number): Callback =>
  (context, { clientId, callId, sid }) =>
    recordRecordingStatus(
      context,
      { clientId, at: second(n) },
      { callId, recordingSid: `RE${sid.slice(2)}`, status, seconds },
    )
const status =
  (n: number, said: (typeof exchangeStatuses)[number], sequence: number): Callback =>
  (context, { clientId, callId }) =>
    recordCallStatus(
      context,
      { clientId, at: second(n) },
      {
        ...{ callId, to: '+33199001001', status: said, knownStatus: said, sequence },
        durationSeconds: said === 'completed' ? 60 : null,
      },
    )

const refusedThenVoicemail = [
  key(10, '9'),
  dialEnd(12, false),
  leave(40, 12),
  recording(41, 'completed', 12),
  status(1, 'in-progress', 0),
  status(42, 'completed', 1),
]
const accepted = [
  key(10, '1'),
  dialEnd(40, true),
  status(0, 'ringing', 0),
  status(10, 'in-progress', 1),
  status(41, 'completed', 2),
]
const nothingSaid = [
  dialEnd(20, false),
  leave(40, 1),
  recording(41, 'absent', 0),
  status(1, 'ringing', 0),
  status(42, 'completed', 1),
]

describeOnOneDatabase('a call’s callbacks leave the same row', (kind) => {
  let rig: AgencyRig
  let context: AgencyRig['context']
  beforeAll(async () => {
    rig = await startAgencyRig({ database: kind, work: false })
    // Nudges to workers that are not there cost more than all the rest.
    context = { ...rig.context, jobs: { ...rig.context.jobs, add: async () => 'unavailable' } }
  })
  afterAll(() => rig?.close())

  let made = 0
  const newSid = () => `CA${(++made).toString(16).padStart(32, '0')}`
  /** A VIP rings: a call that may be forwarded, refused, or end at the voicemail. */
  async function arrive(): Promise<Call> {
    const sid = newSid()
    const then = { ...context, now: () => second(0) }
    const arrived = callArrived.parse({ CallSid: sid, From: '+33199002001', To: '+33199001001' })
    const place = context.directory.findLine('+33199001001') ?? expect.fail('no line')
    await receiveCall(then, arrived, place, AbortSignal.timeout(20_000))
    return { clientId: place.client.clientId, callId: callIdOf(sid), sid }
  }

  async function rowOf({ callId }: Call) {
    const [row] = await context.db.select().from(calls).where(eq(calls.id, callId))
    const { id: _, callSid: __, decision: ___, ...rest } = row ?? expect.fail('no call')
    return rest
  }
  const concludeAt = ({ clientId, callId }: Call, n: number) =>
    concludeCall({ ...context, now: () => second(n) }, { clientId, id: callId })

  /** Another call of which exactly as much is known. */
  async function cloneOf({ clientId, callId }: Call): Promise<Call> {
    const { db } = context
    const sid = newSid()
    const clone = { clientId, callId: callIdOf(sid), sid }
    const [row] = await db.select().from(calls).where(eq(calls.id, callId))
    await db.insert(calls).values({ ...(row ?? expect.fail('no call')), id: clone.callId, callSid: sid })
    const heard = await db.select().from(recordings).where(eq(recordings.callId, callId))
    for (const recording of heard)
      await db.insert(recordings).values({ ...recording, id: newId(), callId: clone.callId })
    return clone
  }

  /**
   * Every order in which callbacks can come is a way from none of them to all. If what is known depends only on
   * which have come, whichever was the last, then all ways lead to the same row. Answers that row.
   */
  async function followEveryOrder(callbacks: readonly Callback[], after: (call: Call) => Promise<unknown>) {
    const known = new Map([[0, { call: await arrive(), row: '' }]])
    const all = 2 ** callbacks.length - 1
    for (let come = 0; come < all; come++)
      for (const [n, callback] of callbacks.entries()) {
        const next = come | (1 << n)
        if (next === come) continue
        const call = await cloneOf(known.get(come)?.call ?? expect.fail('no way leads here'))
        await callback(context, call)
        await after(call)
        if (next === all) await concludeAt(call, 120)
        const row = JSON.stringify(await rowOf(call))
        expect(row).toBe(known.get(next)?.row ?? row)
        known.set(next, { call, row })
      }
    return JSON.parse(known.get(all)?.row ?? '')
  }
  const nothing = async () => {}
  const concludedEachTime = (call: Call) => concludeAt(call, 120)

  test('refused, then a voicemail: every order', async () => {
    expect(await followEveryOrder(refusedThenVoicemail, nothing)).toMatchObject({
      ...{ disposition: 'voicemail', exchangeStatus: 'completed', durationSeconds: 60, recordedSeconds: 12 },
      ...{ concludeAt: null, acceptedAt: null, bridged: false, dialStatus: 'completed' },
    })
  })

  test('accepted and talked: every order', async () => {
    const row = await followEveryOrder(accepted, nothing)
    expect(row).toMatchObject({ disposition: 'forwarded', talkSeconds: 30, concludeAt: null })
  })

  test('nothing said into the voicemail: every order', async () => {
    const row = await followEveryOrder(nothingSaid, nothing)
    expect(row).toMatchObject({ disposition: 'missed', recordedSeconds: 1, concludeAt: null })
  })

  test('however early somebody concludes, what comes later is heeded', async () => {
    for (const [callbacks, disposition] of [
      [refusedThenVoicemail, 'voicemail'],
      [accepted, 'forwarded'],
      [nothingSaid, 'missed'],
    ] as const)
      expect(await followEveryOrder(callbacks, concludedEachTime)).toMatchObject({ disposition })
  })

  test('all of them twice and at the same moment', async () => {
    for (const callbacks of [refusedThenVoicemail, accepted, nothingSaid]) {
      const rows = new Set<string>()
      for (let round = 0; round < 5; round++) {
        const call = await arrive()
        await Promise.all([...callbacks, ...callbacks].map((callback) => callback(context, call)))
        await concludeAt(call, 120)
        rows.add(JSON.stringify(await rowOf(call)))
      }
      expect(rows.size).toBe(1)
    }
  })

  test('late evidence has a call that was concluded without it concluded once more', async () => {
    const call = await arrive()
    await status(5, 'completed', 0)(context, call)
    await concludeAt(call, 120)
    expect(await rowOf(call)).toMatchObject({ disposition: 'abandoned', concludeAt: null })
    await key(10, '1')(context, call)
    await dialEnd(40, true)(context, call)
    expect((await rowOf(call)).concludeAt).toBeInstanceOf(Date)
  })
})
