import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerLiveCall } from '../../src/answering/answer-live-call.ts'
import { endLiveCall } from '../../src/answering/end-live-call.ts'
import { legIdOf } from '../../src/answering/join-as-secretary.ts'
import { recordConference } from '../../src/answering/record-conference.ts'
import { recordLegEnded } from '../../src/answering/record-leg-ended.ts'
import { callLegs } from '../../src/answering/tables.ts'
import { type LiveKey, takeStep } from '../../src/answering/take-step.ts'
import { answerRingEnded } from '../../src/answering/telephones/answer-ring.ts'
import { takeByTelephone } from '../../src/answering/telephones/take-by-telephone.ts'
import { labelOf } from '../../src/answering/transfer/executive-leg.ts'
import { followExecutive } from '../../src/answering/transfer/follow-executive.ts'
import { afterQueue } from '../../src/answering/where-to.ts'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { receiveCall } from '../../src/calls/receive-call.ts'
import { recordCallStatus } from '../../src/calls/record-call-progress.ts'
import { newId } from '../../src/ids.ts'
import { messages } from '../../src/messages/tables.ts'
import { conferenceTold, queueLeft } from '../../src/twilio/live-webhooks.ts'
import { callArrived, callIdOf, dialEnded } from '../../src/twilio/webhooks.ts'
import { officeHours } from '../support/agency-rig.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'
import { type LiveRig, legsOf, type Seated, startLiveRig } from '../support/live-rig.ts'

const line = '+33199001001'
const second = (n: number) => new Date(Date.parse(officeHours) + n * 1000)
const conferenceSid = `CF${'c'.repeat(32)}`

type Sids = { readonly caller: string; readonly secretary: string; readonly executive: string }
type Call = { clientId: number; callId: string; sids: Sids; legId: string }
/** One thing that the exchange tells, and at which second it reaches us. */
type Told = {
  readonly what: string
  readonly tell: (context: LiveRig['context'], call: Call) => Promise<unknown>
}

const conference = (
  n: number,
  event: 'join' | 'leave',
  who: keyof Sids,
  more: Record<string, string> = {},
): Told => ({
  what: `${who} ${event}s`,
  tell: (context, { sids, legId, clientId, callId }) => {
    const label = who === 'executive' ? { ParticipantLabel: labelOf(legId) } : {}
    const told = conferenceTold.parse({
      ...{ ConferenceSid: conferenceSid, StatusCallbackEvent: `participant-${event}`, CallSid: sids[who] },
      ...{ ...label, ...more },
    })
    return recordConference(context, { clientId, callId, at: second(n) }, told)
  },
})
const legEnded = (n: number, isGone: boolean): Told => ({
  what: isGone ? 'her line has ended' : 'her line has left',
  tell: (context, { sids, clientId, callId }) =>
    recordLegEnded(context, { clientId, callId, callSid: sids.secretary, isGone, at: second(n) }),
})
const status = (n: number, said: 'in-progress' | 'completed', sequence: number): Told => ({
  what: `the call is ${said}`,
  tell: (context, { clientId, callId }) =>
    recordCallStatus(
      context,
      { clientId, at: second(n) },
      {
        ...{ callId, to: line, status: said, knownStatus: said, sequence },
        durationSeconds: said === 'completed' ? 60 : null,
      },
    ),
})
const goneFrom = (n: number): Told => ({
  what: 'his conference step says that he is gone',
  tell: (context, { clientId, callId }) => endLiveCall(context, { clientId, callId }, second(n)),
})
const outOfQueue = (n: number, result: string): Told => ({
  what: `the queue says ${result}`,
  tell: async (context, { clientId, callId, sids }) => {
    const left = queueLeft.parse({ CallSid: sids.caller, QueueResult: result, CallStatus: 'completed' })
    const client = context.directory.client(clientId) ?? expect.fail('no client')
    return left.isTaken || afterQueue(context, client, { clientId, callId, at: second(n) }, left)
  },
})
const executiveStatus = (n: number): Told => ({
  what: "the executive's line has ended",
  tell: (context, { clientId, callId, legId }) =>
    followExecutive(context, { clientId, callId }, { legId, at: second(n), failure: 'completed' }),
})

/** Her telephone was sent into the conference, and his dial has lost her. */
const ringEnded = (n: number): Told => ({
  what: 'his dial has ended',
  tell: (context, { sids, clientId, callId }) => {
    const ended = { CallSid: sids.caller, DialCallSid: sids.secretary, DialBridged: 'true' }
    const said = dialEnded.parse({ ...ended, CallStatus: 'in-progress', DialCallStatus: 'completed' })
    return answerRingEnded({ ...context, now: () => second(n) }, { clientId, callId }, said)
  },
})

const meeting = [conference(3, 'join', 'caller'), conference(3, 'join', 'secretary')]
const hungUp = { ParticipantCallStatus: 'completed', ReasonParticipantLeft: 'participant_hung_up' }
const withEverybody = {
  ReasonParticipantLeft: 'moderator_ended_conference',
  ParticipantCallStatus: 'in-progress',
}
const queued = [outOfQueue(3, 'redirected'), status(1, 'in-progress', 1)]

/** What comes in any order within a stage, each once or twice; what is late comes with the next stage. */
type Story = {
  story: string
  stages: Told[][]
  state: string
  isConsulted?: true
  /** She answered at her telephone, and it was then sent into the conference. */
  isMoved?: true
  tells?: object
}
const stories: Story[] = [
  {
    story: 'they speak, and he hangs up',
    stages: [
      [...meeting, ...queued],
      [
        conference(60, 'leave', 'caller', hungUp),
        conference(60, 'leave', 'secretary', withEverybody),
        ...[legEnded(60, false), goneFrom(60), status(60, 'completed', 2)],
      ],
    ],
    state: 'ended',
  },
  {
    story: 'they speak, and hang up in the same moment',
    stages: [
      [
        ...[...meeting, ...queued],
        conference(3, 'leave', 'secretary', hungUp),
        conference(3, 'leave', 'caller', hungUp),
        ...[legEnded(3, true), goneFrom(3), status(3, 'completed', 2)],
      ],
    ],
    state: 'ended',
    tells: { disposition: 'answered', talkSeconds: 0, slips: 0 },
  },
  {
    story: 'they speak, and her line breaks off',
    stages: [
      [...meeting, ...queued],
      [conference(60, 'leave', 'secretary', hungUp), legEnded(60, true)],
    ],
    state: 'waiting',
  },
  {
    story: 'her telephone comes into the conference, and he hangs up',
    isMoved: true,
    stages: [
      [...meeting, ringEnded(3)],
      [
        conference(60, 'leave', 'caller', hungUp),
        conference(60, 'leave', 'secretary', withEverybody),
        ...[legEnded(60, false), goneFrom(60), status(60, 'completed', 2)],
      ],
    ],
    state: 'ended',
    tells: { disposition: 'answered', talkSeconds: 58, slips: 0 },
  },
  {
    story: 'her telephone comes into the conference, and hangs up',
    isMoved: true,
    stages: [
      [...meeting, ringEnded(3)],
      [conference(60, 'leave', 'secretary', hungUp), legEnded(60, true)],
    ],
    state: 'waiting',
  },
  {
    story: 'an executive is consulted, and leaves',
    isConsulted: true,
    stages: [
      [...meeting, ...queued],
      [conference(20, 'join', 'executive')],
      [conference(30, 'leave', 'executive', hungUp), executiveStatus(30)],
    ],
    state: 'held',
  },
  {
    story: 'an executive is consulted, and he hangs up',
    isConsulted: true,
    stages: [
      [...meeting, ...queued],
      [conference(20, 'join', 'executive')],
      [
        conference(60, 'leave', 'caller', hungUp),
        conference(60, 'leave', 'secretary', withEverybody),
        conference(60, 'leave', 'executive', withEverybody),
        ...[legEnded(60, false), goneFrom(60), status(60, 'completed', 2), executiveStatus(60)],
      ],
    ],
    state: 'ended',
  },
  {
    story: 'he hangs up while he waits for her',
    stages: [[outOfQueue(5, 'hangup'), status(5, 'completed', 2), goneFrom(5), legEnded(5, true)]],
    state: 'ended',
  },
]

describeOnEachDatabase('a live call’s callbacks leave the same call', (kind) => {
  let rig: LiveRig
  let alice: Seated
  beforeAll(async () => {
    rig = await startLiveRig({ database: kind })
    alice = await rig.seat('alice')
  })
  afterAll(() => rig?.close())

  /** The exchange of these calls is not there: what is asked of it is done, and what it tells is told by the test. */
  const contextAt = (n: number): LiveRig['context'] => ({
    ...rig.context,
    now: () => second(n),
    rings: { look: async () => {}, close: async () => {} },
    gateway: { ...rig.context.gateway, redirectCall: async () => 'done', endCall: async () => 'done' },
    jobs: { ...rig.context.jobs, add: async () => 'unavailable' },
  })

  let made = 0
  const sid = () => `CA${(++made).toString(16).padStart(32, '0')}`
  /** Taken by Alice; where it is so, an executive rings. */
  async function begin({ isConsulted, isMoved }: Story): Promise<Call> {
    // The floor looks after claims by itself.
    rig.clock.set(officeHours)
    const sids = { caller: sid(), secretary: sid(), executive: sid() }
    const arrived = callArrived.parse({ CallSid: sids.caller, From: '+33199007200', To: line })
    const place = rig.context.directory.findLine(line) ?? expect.fail('no line')
    await receiveCall({ ...contextAt(0) }, arrived, place, AbortSignal.timeout(20_000))
    const key = { clientId: place.client.clientId, callId: callIdOf(sids.caller) }
    if (isMoved) return { ...key, sids, legId: await moves(key, sids.secretary) }
    const actor = { kind: 'secretary' as const, id: alice.id }
    const scope = { actor, clientIds: [key.clientId], only: null }
    expect(await answerLiveCall(contextAt(2), scope, key)).toBe('hers')
    const legId = newId()
    const leg = { ...key, startedAt: second(2) }
    await rig.context.db.insert(callLegs).values([
      {
        ...leg,
        id: legIdOf(sids.secretary),
        callSid: sids.secretary,
        role: 'secretary',
        secretaryId: alice.id,
      },
      ...(isConsulted ? [{ ...leg, id: legId, role: 'executive' as const, startedAt: second(10) }] : []),
    ])
    return { ...key, sids, legId }
  }

  async function moves(key: LiveKey, callSid: string): Promise<string> {
    const taking = { secretaryId: alice.id, callSid, isSecours: false, at: second(2) }
    expect(await takeByTelephone(contextAt(2), key, taking)).toBe('hers')
    const sent = { move: 'asked', moveAskedAt: second(2) } as const
    await rig.context.db.update(callLegs).set(sent).where(eq(callLegs.callSid, callSid))
    return legIdOf(callSid)
  }

  async function seen({ callId }: Call) {
    const { id: _, callSid: __, decision: ___, ...row } = await rig.row(callId)
    const live = await rig.live(callId)
    const legs = (await legsOf(rig, callId)).map(({ role, joinedAt, leftAt }) => [role, joinedAt, leftAt])
    // Where her leaving is heard of before his, he waited again for as long.
    const { state, endedAt } = live ?? {}
    const { busyCallId } = await rig.station(alice.id)
    return {
      row,
      live: { state, endedAt },
      legs: legs.toSorted(),
      isBusy: busyCallId === callId,
    }
  }

  /** What is told of it once every stray callback could have come. */
  async function conclusionOf({ clientId, callId }: Call) {
    await concludeCall(contextAt(120), { clientId, id: callId })
    const { disposition, talkSeconds } = await rig.row(callId)
    const slips = and(eq(messages.clientId, clientId), eq(messages.sourceId, callId))
    return { disposition, talkSeconds, slips: await rig.context.db.$count(messages, slips) }
  }

  test.each(stories)('$story', async (story) => {
    const { stages, state, tells, isConsulted } = story
    const orders = fc.tuple(
      ...stages.map((told) =>
        fc
          .tuple(fc.shuffledSubarray(told, { minLength: told.length }), fc.subarray(told))
          .chain(([once, again]) =>
            fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length }),
          ),
      ),
    )
    // Each of the last ones is told before the others once; the rest is drawn.
    const last = stages.at(-1) ?? []
    const led = last.map((told): [Told[][], boolean] => [
      [...stages.slice(0, -1), [told, ...last.filter((one) => one !== told)]],
      false,
    ])
    let first = ''
    await fc.assert(
      fc.asyncProperty(orders, fc.boolean(), async (order, atOnce) => {
        const call = await begin(story)
        for (const [n, stage] of order.entries()) {
          const context = contextAt(n === 0 ? 3 : 60)
          if (atOnce) await Promise.all(stage.map(({ tell }) => tell(context, call)))
          else for (const { tell } of stage) await tell(context, call)
          if (n === 0 && isConsulted)
            await rig.context.db.transaction((tx) => takeStep(tx, call, 'consult', { heldSince: second(10) }))
        }
        const now = await seen(call)
        // Where both hang up, she writes later or not at all, as her leaving was heard of after his or before.
        if (tells) Object.assign(now.row, { wrapUpFrom: null, wrapUpUntil: null })
        const heard = order.map((stage) => stage.map(({ what }) => what).join(', ')).join('; then ')
        first ||= JSON.stringify(now)
        expect(JSON.stringify(now), heard).toBe(first)
        expect(now.live.state, heard).toBe(state)
        if (tells) expect(await conclusionOf(call), heard).toEqual(tells)
        await endLiveCall(contextAt(90), call, second(90))
      }),
      { examples: led, numRuns: led.length + (kind === 'server' ? 6 : 2), endOnFailure: true },
    )
  })
})
