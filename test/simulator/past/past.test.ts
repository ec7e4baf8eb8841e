import { asc, isNotNull, isNull, notInArray, or } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { raiseAlerts } from '../../../src/alerts/raise-alerts.ts'
import { alerts } from '../../../src/alerts/tables.ts'
import { purgeRecordings } from '../../../src/call-recordings/purge-recordings.ts'
import { sweepCallbacks } from '../../../src/callbacks/sweep-callbacks.ts'
import { callbackAttempts, callbacks } from '../../../src/callbacks/tables.ts'
import { conclude } from '../../../src/calls/conclude.ts'
import { sweepCalls } from '../../../src/calls/sweep-calls.ts'
import { sweepRecordings } from '../../../src/calls/sweep-recordings.ts'
import { calls, recordings } from '../../../src/calls/tables.ts'
import { watchSilence } from '../../../src/clients/setup/silence/watch-silence.ts'
import { sweepDeliveries } from '../../../src/deliveries/sweep-deliveries.ts'
import { deliveries } from '../../../src/deliveries/tables.ts'
import { findDueDigests } from '../../../src/digests/find-due-digests.ts'
import { prepareDigest } from '../../../src/digests/prepare-digest.ts'
import { digests } from '../../../src/digests/tables.ts'
import { findHanded } from '../../../src/floor/relay/find-handed.ts'
import { loadDemo } from '../../../src/load-demo.ts'
import { acknowledgements, messages } from '../../../src/messages/tables.ts'
import { countDays } from '../../../src/service-levels/count-days.ts'
import { findLevelsByClient, findLevelsInTime } from '../../../src/service-levels/find-levels.ts'
import { figuresOf } from '../../../src/service-levels/levels.ts'
import { drawPast } from '../../../src/simulator/past/draw-past.ts'
import { openPromises } from '../../../src/simulator/past/open-promises.ts'
import { loadPastAgency, type PastAgency } from '../../../src/simulator/past/past-agency.ts'
import { lastRelayAt } from '../../../src/simulator/past/past-relay.ts'
import { writePast } from '../../../src/simulator/past/write-past.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'

/** A Tuesday morning. */
const at = '2026-11-24T10:20:00Z'
let rig: AgencyRig
let agency: PastAgency

beforeAll(async () => {
  rig = await startAgencyRig({ at, work: false })
  agency = await loadPastAgency(rig.context.db)
  await writePast(rig.context, new Date(at))
})
afterAll(() => rig.close())

const allCalls = () => rig.context.db.select().from(calls).orderBy(asc(calls.arrivedAt))
const count = async (table: Parameters<typeof rig.context.db.$count>[0]) => rig.context.db.$count(table)

describe('a past that starts at any moment', () => {
  const starts = [
    at,
    '2026-11-22T00:30:00Z',
    '2026-11-23T06:00:00Z',
    '2027-03-29T08:00:00Z',
    '2026-12-25T21:00:00Z',
  ]

  test.for(starts)('%s: all of it is over, and nobody speaks with two at once', (start) => {
    const now = new Date(start)
    const past = drawPast(agency, now)
    expect(drawPast(agency, now)).toEqual(past)
    expect(past.calls.length).toBeGreaterThan(300)
    for (const call of past.calls) expect(call.endedAt?.getTime()).toBeLessThan(now.getTime())
    for (const slip of past.messages) expect(slip.createdAt.getTime()).toBeLessThan(now.getTime())
    const spoken = Map.groupBy(
      past.calls.filter(({ answeredAt }) => answeredAt),
      ({ answeredById }) => answeredById,
    )
    expect([...spoken.keys()].length).toBeGreaterThanOrEqual(3)
    for (const hers of spoken.values()) {
      const sorted = hers.toSorted((a, b) => Number(a.answeredAt) - Number(b.answeredAt))
      for (const [place, call] of sorted.entries())
        expect(Number(call.answeredAt)).toBeGreaterThanOrEqual(Number(sorted[place - 1]?.wrapUpUntil ?? 0))
    }
    for (const { wish } of openPromises(agency, { now, relayAt: lastRelayAt(now) }))
      expect(Number(wish.dueAt)).toBeGreaterThan(now.getTime())
  })
})

test('each call ended once, as the product itself would conclude from what was seen of it', async () => {
  const sounds = new Set((await rig.context.db.select().from(recordings)).map(({ callId }) => callId))
  const rows = await allCalls()
  for (const call of rows) {
    const conclusion = conclude(
      {
        ...{ action: call.decision.action, isOutbound: call.direction === 'outbound', bridged: call.bridged },
        ...{ arrivedAt: call.arrivedAt.getTime(), acceptedAt: call.acceptedAt?.getTime() ?? null },
        dialEndedAt: call.dialEndedAt?.getTime() ?? null,
        answeredAt: call.answeredAt?.getTime() ?? null,
        isPromisedCallback: call.leftQueueHow === 'callback',
        voicemailAt: call.voicemailAt?.getTime() ?? null,
        refusedAt: call.refusedAt?.getTime() ?? null,
        recordedSeconds: call.recordedSeconds,
        endedAt: call.endedAt?.getTime() ?? null,
        ...{ hasRecording: sounds.has(call.id), isExecutives: false, exchangeWasAsked: true },
      },
      Date.parse(at),
    )
    expect(conclusion).toMatchObject({ kind: 'concluded', disposition: call.disposition })
    expect(call.concludeAt).toBe(null)
  }
  expect(new Set(rows.map(({ disposition }) => disposition)).size).toBeGreaterThanOrEqual(8)
})

test('the report counts those calls, before and after its days are counted', async () => {
  const rows = (await allCalls()).filter(({ queuedAt }) => queuedAt)
  const answered = rows.filter(({ answeredAt }) => answeredAt)
  const short = rows.filter(
    ({ leftQueueHow, queuedAt, leftQueueAt }) =>
      leftQueueHow === 'hungUp' && Number(leftQueueAt) - Number(queuedAt) < 5_000,
  )
  const days = { first: '2026-10-29', last: '2026-11-24' }
  const scope = { actor: { kind: 'owner', id: '' }, clientIds: [1, 2, 3, 4], only: null } as const
  for (const counted of [false, true]) {
    if (counted) await countDays(rig.context)
    const { total } = await findLevelsInTime(rig.context.db, { kind: 'agency' }, days)
    const figures = figuresOf(total.counts)
    expect(figures.offered).toBe(rows.length - short.length)
    expect(figures.answered).toBe(answered.length)
    expect(total.counts.talkSeconds).toBe(answered.reduce((sum, { talkSeconds }) => sum + talkSeconds, 0))
    expect(total.people).toBeGreaterThanOrEqual(3)
    expect(figures.inTimeShare).toBeGreaterThan(0.7)
    const byClient = await findLevelsByClient(rig.context.db, scope, days, null)
    expect(byClient.reduce((sum, { counts }) => sum + figuresOf(counts).offered, 0)).toBe(figures.offered)
  }
})

test('a relève waits for Alice: a call, somebody to ring back, and words', async () => {
  const alice = agency.secretaries.get('alice')
  const scope = {
    actor: { kind: 'secretary', id: alice?.id ?? '' },
    clientIds: [1, 2, 3, 4],
    only: null,
  } as const
  const [handed, ...others] = await findHanded(rig.context, scope)
  expect(others).toEqual([])
  expect(handed).toMatchObject({ from: 'Benoît', toEverybody: false })
  expect(handed?.items.map(({ kind }) => kind).sort()).toEqual(['call', 'callback'])
  expect(handed?.notes.length).toBe(2)
})

test('nothing of it is sent, rung or raised, and no sweep finds anything to do', async () => {
  const { db } = rig.context
  const sent = await count(deliveries)
  expect(
    await db.$count(
      deliveries,
      or(isNotNull(deliveries.dueAt), notInArray(deliveries.state, ['sent', 'delivered'])),
    ),
  ).toBe(0)
  expect(await db.$count(alerts, isNull(alerts.endedAt))).toBe(0)
  expect(await count(messages)).toBe(await db.$count(acknowledgements, isNotNull(acknowledgements.doneAt)))
  expect(await db.$count(callbackAttempts, isNull(callbackAttempts.endedAt))).toBe(0)
  expect(await db.$count(callbacks, isNull(callbacks.endedAt))).toBe(5)
  for (const sweep of [
    sweepCalls,
    sweepCallbacks,
    sweepDeliveries,
    sweepRecordings,
    raiseAlerts,
    watchSilence,
  ])
    await sweep(rig.context)
  await purgeRecordings(rig.context)
  // The evening's digests have nothing to tell.
  rig.clock.set('2026-11-24T17:01:00Z')
  await findDueDigests(rig.context)
  const due = (await db.select().from(digests)).filter(({ state }) => state === 'due')
  expect(due.length).toBeGreaterThan(0)
  for (const { clientId, id } of due) await prepareDigest(rig.context, { clientId, id })
  expect(await db.$count(deliveries)).toBe(sent)
  expect(await db.$count(tasks)).toBe(0)
})

test('a second start finds the agency there, and gives it no second past', async () => {
  expect(await loadDemo(rig.context.db, new Date('2026-11-25T08:00:00Z'))).toBe('alreadyThere')
})
