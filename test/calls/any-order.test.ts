import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
import { calls } from '../../src/calls/tables.ts'
import type { Context } from '../../src/context.ts'
import { callArrived, callIdOf } from '../../src/twilio/webhooks.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

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
      { callId, callerGone: false, dialStatus: 'completed', bridged, talkSeconds: 30 },
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

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((first, n) => permutations(items.toSpliced(n, 1)).map((rest) => [first, ...rest]))
}

describeOnEachDatabase('a call’s callbacks leave the same row', (kind) => {
  let rig: AgencyRig
  let context: AgencyRig['context']
  beforeAll(async () => {
    rig = await startAgencyRig({ database: kind, work: false })
    // Nudges to workers that are not there cost more than all the rest.
    context = { ...rig.context, jobs: { ...rig.context.jobs, add: async () => 'unavailable' } }
  })
  afterAll(() => rig?.close())

  /** One at a time, the embedded database would take a minute for all: there, every seventh. */
  const ordersOf = (callbacks: readonly Callback[]) =>
    permutations(callbacks).filter((_, n) => kind === 'server' || n % 7 === 0)

  let made = 0
  /** A VIP rings: a call that may be forwarded, refused, or end at the voicemail. */
  async function arrive(): Promise<Call> {
    const sid = `CA${(++made).toString(16).padStart(32, '0')}`
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

  /** What the row looks like after each of the orders, as one text for each different one. */
  async function rowsAfter(
    orders: readonly Callback[][],
    tell: (call: Call, order: Callback[]) => Promise<void>,
  ) {
    const seen = new Set<string>()
    for (let start = 0; start < orders.length; start += 20)
      await Promise.all(
        orders.slice(start, start + 20).map(async (order) => {
          const call = await arrive()
          await tell(call, order)
          await concludeAt(call, 120)
          seen.add(JSON.stringify(await rowOf(call)))
        }),
      )
    return [...seen].map((row) => JSON.parse(row))
  }
  const inOrder = async (call: Call, order: Callback[]) => {
    for (const callback of order) await callback(context, call)
  }
  const withConclusions = async (call: Call, order: Callback[]) => {
    for (const callback of order) {
      await callback(context, call)
      await concludeAt(call, 120)
    }
  }
  const twiceAndAtOnce = async (call: Call, order: Callback[]) => {
    await Promise.all([...order, ...order].map((callback) => callback(context, call)))
  }

  test('refused, then a voicemail: every order', async () => {
    const rows = await rowsAfter(ordersOf(refusedThenVoicemail), inOrder)
    expect(rows).toMatchObject([
      {
        ...{
          disposition: 'voicemail',
          exchangeStatus: 'completed',
          durationSeconds: 60,
          recordedSeconds: 12,
        },
        ...{ concludeAt: null, acceptedAt: null, bridged: false, dialStatus: 'completed' },
      },
    ])
  })

  test('accepted and talked: every order', async () => {
    const rows = await rowsAfter(ordersOf(accepted), inOrder)
    expect(rows).toMatchObject([{ disposition: 'forwarded', talkSeconds: 30, concludeAt: null }])
  })

  test('nothing said into the voicemail: every order', async () => {
    const rows = await rowsAfter(ordersOf(nothingSaid), inOrder)
    expect(rows).toMatchObject([{ disposition: 'missed', recordedSeconds: 1, concludeAt: null }])
  })

  test('however early somebody concludes, what comes later is heeded', async () => {
    expect(await rowsAfter(ordersOf(accepted), withConclusions)).toMatchObject([{ disposition: 'forwarded' }])
    const voicemails = ordersOf(refusedThenVoicemail).filter((_, n) => n % 7 === 0)
    expect(await rowsAfter(voicemails, withConclusions)).toMatchObject([{ disposition: 'voicemail' }])
  })

  test('all of them twice and at the same moment', async () => {
    const often = [refusedThenVoicemail, accepted, nothingSaid]
    for (const callbacks of often)
      expect(
        await rowsAfter(
          Array.from({ length: 10 }, () => callbacks),
          twiceAndAtOnce,
        ),
      ).toHaveLength(1)
  })

  test('late evidence has a call that was concluded without it concluded once more', async () => {
    const call = await arrive()
    await inOrder(call, [status(5, 'completed', 0)])
    await concludeAt(call, 120)
    expect(await rowOf(call)).toMatchObject({ disposition: 'abandoned', concludeAt: null })
    await inOrder(call, [key(10, '1'), dialEnd(40, true)])
    expect((await rowOf(call)).concludeAt).toBeInstanceOf(Date)
  })
})
