import { eq, inArray, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerLiveCall } from '../../src/answering/answer-live-call.ts'
import { endLiveCall } from '../../src/answering/end-live-call.ts'
import { leaveQueue } from '../../src/answering/leave-queue.ts'
import { liveCalls } from '../../src/answering/tables.ts'
import { buildApp } from '../../src/app.ts'
import { openAnswerPath } from '../../src/calls/answer-path.ts'
import { receiveCall } from '../../src/calls/receive-call.ts'
import { calls } from '../../src/calls/tables.ts'
import { keepDirectory } from '../../src/clients/keep-directory.ts'
import { clients } from '../../src/clients/tables.ts'
import { createContext } from '../../src/context.ts'
import { stations } from '../../src/floor/tables.ts'
import { newId } from '../../src/ids.ts'
import type { Scope } from '../../src/scope.ts'
import { simulatorRoutes } from '../../src/simulator/simulator-routes.ts'
import { callArrived } from '../../src/twilio/webhooks.ts'
import { type CallModel, type Model, newCall } from '../answering/model/calls.ts'
import { stepCalled } from '../answering/model/commands.ts'
import {
  callerOf,
  clearStage,
  executives,
  findBreaches,
  type Stage,
  seatKeys,
  seatOf,
  setStage,
} from '../answering/model/stage.ts'
import { signIn } from '../support/console-rig.ts'
import { type LiveRig, type Seated, startLiveRig } from '../support/live-rig.ts'
import { until } from '../support/until.ts'

/** The floor is looked at when the test says so. */
const quiet = { look: async () => {}, close: async () => {} }

let rig: LiveRig
let seats: Seated[]
beforeAll(async () => {
  rig = await startLiveRig()
  seats = []
  for (const key of seatKeys) seats.push(await rig.seat(key))
})
afterAll(() => rig?.close())

async function play(steps: readonly string[], then: (stage: Stage, ...calls: CallModel[]) => Promise<void>) {
  const stage = await setStage(rig, seats)
  const model: Model = { calls: executives.map(() => null) }
  try {
    for (const name of steps) {
      const step = stepCalled(name)
      expect(step.check(model), `${name} can be done`).toBe(true)
      await step.run(model, stage)
    }
    await then(stage, ...model.calls.map((call) => call ?? newCall()))
    expect(await findBreaches(stage, model)).toEqual([])
  } catch (err) {
    await clearStage(stage)
    throw err
  }
}

const talking = ['arrives(0)', 'answers(0) by 0']
const consulting = [...talking, 'consults by 0', 'the executive answers(0)']
const sent = [...talking, 'transfers by 0']
const hangsUpWhile: [what: string, steps: string[]][] = [
  ['he waits', ['arrives(0)']],
  ['they talk', talking],
  ['he is held', [...talking, 'holds by 0']],
  ['it rings at the executive', [...talking, 'consults by 0']],
  ['the executive is consulted', consulting],
  ['all three speak', [...consulting, 'brings in by 0']],
  ['the two were left to each other', [...consulting, 'hands over by 0']],
  ['he was sent on and it rings', sent],
  ['the executive is asked for a key', [...sent, 'the executive answers(0)']],
  ['she has taken him', [...sent, 'the executive answers(0)', 'the executive presses 1(0)']],
  ['he waits again, since her browser died', [...talking, 'her browser dies by 0']],
  ['he hears the voicemail', ['arrives(0)', 'presses 1(0)']],
]

test('a caller may hang up at any step: his call is told as it was, and nobody is left in it', async () => {
  for (const [what, steps] of hangsUpWhile)
    await play([...steps, 'hangs up(0)'], async () => {}).catch((err) => {
      throw new Error(`while ${what}`, { cause: err })
    })
})

test.each([
  ['before her softphone calls', false],
  ['as her softphone calls', true],
])('a caller who hangs up when he is taken, %s, leaves her free', async (_, atOnce) => {
  await play(['arrives(0)'], async (stage, call) => {
    const [seat, caller] = [seatOf(stage, 0), callerOf(stage, 0)]
    expect((await seat.post('answer', caller)).status).toBe(200)
    if (!atOnce) caller.call.hangUp()
    const leg = seat.connect(caller)
    if (atOnce) caller.call.hangUp()
    await Promise.all([caller.call.finished, leg.finished])
    await until('she is free', async () => !(await rig.station(seat.id)).busyCallId)
    call.stands = 'over'
  })
})

test('when every softphone is gone, who waits comes to the voicemail, and who comes then is not asked to wait', async () => {
  await play(['arrives(0)'], async (stage, call) => {
    rig.clock.advance(51_000)
    await until('his wait goes on', () => callerOf(stage, 0).call.waitOut())
    await until('he may speak', () => callerOf(stage, 0).call.speak({ text: 'Bonjour', seconds: 5 }))
    Object.assign(call, { stands: 'over', voicemail: 'left' })
    await rig.context.presence.refresh(rig.clock.now())
    const next = rig.exchange.call({ from: '+33199007100', to: '+33199001001', speaks: 'Bonjour' })
    expect((await next.finished).timeline.map(({ kind }) => kind)).not.toContain('queue')
  })
})

/** A second process on the same database and at the same address, which knows nothing of what the first did. */
async function startAnew() {
  const { context: before, exchange, mailbox, clock } = rig
  const { config, database, jobs, mailer, spool, patienceMs } = before
  const opened = await createContext(config, { database, jobs, mailer, spool, patienceMs, now: clock.now })
  const context = { ...opened, ...openAnswerPath(opened) }
  const stopDirectory = await keepDirectory(context)
  const app = await buildApp(context)
  const directory = { lines: [], people: [] }
  await app.register(simulatorRoutes, { exchange, mailbox, directory, replySmtpUrl: null })
  await app.listen({ port: config.port, host: '127.0.0.1' })
  return {
    async close() {
      await app.close()
      stopDirectory()
      await context.rings.close()
      await context.live.close()
    },
  }
}

/** What her console is told first. */
async function toldAtOnce(key: string): Promise<string> {
  const { cookie } = await signIn(rig, key)
  const stop = new AbortController()
  const headers = { cookie: `${cookie.name}=${cookie.value}` }
  const { body } = await fetch(`${rig.url}/console/events`, { headers, signal: stop.signal })
  let told = ''
  const words = new TextDecoder()
  for await (const chunk of body ?? []) {
    told += words.decode(chunk)
    if (told.includes('event: station')) break
  }
  stop.abort()
  return told
}

test('two hundred who wait are taken in their order by three, whoever leaves by a key is let go, and nobody is left', async () => {
  const { context, clock } = rig
  await setStage(rig, seats)
  const three = [...seats, await rig.seat('diane')]
  const lines = ['+33199001001', '+33199001002', '+33199001003']
  // The third is a client whose callers wait less than others.
  const preferred = context.directory.findLine(lines[2] ?? '')?.client.clientId ?? 0
  await context.db
    .update(clients)
    .set({ answering: { priority: 1, wrapUpSeconds: 0 } })
    .where(eq(clients.clientId, preferred))
  await context.directory.refresh()
  for (const [n, seconds] of Array.from({ length: 200 }, (_, n) => [n, n / 10] as const)) {
    const place = context.directory.findLine(lines[n % 3] ?? '') ?? expect.fail('no line')
    const sid = `CA${n.toString(16).padStart(32, 'f')}`
    const arrived = callArrived.parse({ CallSid: sid, From: '+33199006000', To: place.line.number })
    const now = () => new Date(clock.now().getTime() - 30_000 + seconds * 1000)
    await receiveCall({ ...context, now, rings: quiet }, arrived, place, AbortSignal.timeout(20_000))
  }
  const waiting = await context.db.select().from(liveCalls).where(eq(liveCalls.state, 'waiting'))
  expect(waiting).toHaveLength(200)
  const turns = new Map(
    waiting
      .toSorted((a, b) => a.priority - b.priority || Number(a.queuedAt) - Number(b.queuedAt))
      .map(({ callId }, turn) => [callId, turn]),
  )
  const impatient = waiting.filter((_, n) => n % 4 === 0)
  const served: number[] = []
  const left = new Set<string>()
  const serve = async ({ secretaryId, rungClientId, rungCallId }: typeof stations.$inferSelect) => {
    const key = { clientId: rungClientId ?? 0, callId: rungCallId ?? '' }
    const actor = { kind: 'secretary' as const, id: secretaryId }
    const scope: Scope = { actor, clientIds: [key.clientId], only: null }
    // The floor is looked at meanwhile, so that it may ring elsewhere by now.
    if ((await answerLiveCall({ ...context, rings: quiet }, scope, key)) !== 'hers') return
    served.push(turns.get(key.callId) ?? -1)
    await endLiveCall({ ...context, rings: quiet }, key, clock.now())
  }
  for (let round = 0; served.length + left.size < 200; round++) {
    expect(round, 'rounds until nobody waits').toBeLessThan(400)
    await context.rings.look()
    const rung = await context.db.select().from(stations).where(isNotNull(stations.rungCallId))
    await Promise.all(rung.map(serve))
    const { clientId = 0, callId = newId() } = impatient[round] ?? {}
    const how = round % 2 ? 'message' : 'callback'
    if (await leaveQueue(context, { clientId, callId, how, at: clock.now() })) left.add(callId)
  }
  expect(served.length + left.size).toBe(200)
  // The first may have rung before those of the preferred client had come; after that, three are asked at once.
  const inTurn = served.slice(three.length)
  const behind = inTurn.map((turn, n) => inTurn.slice(n + 1).filter((later) => later < turn).length)
  expect(Math.max(...behind)).toBeLessThan(three.length)
  const rows = await context.db
    .select()
    .from(calls)
    .where(inArray(calls.id, [...turns.keys()]))
  expect(rows.filter(({ leftQueueHow }) => leftQueueHow === null)).toEqual([])
})

test('a process that is started anew in mid-call: they speak on, she sees it, and its end is written down', async () => {
  await play([...talking, 'arrives(1)'], async (stage, call, second) => {
    const [seat, caller, other] = [seatOf(stage, 0), callerOf(stage, 0), callerOf(stage, 1)]
    await rig.context.rings.close()
    await rig.app.close()
    expect(caller.call.status).toBe('in-progress')
    const anew = await startAnew()
    try {
      expect(await toldAtOnce('alice')).toContain(caller.callId)
      expect((await seat.post('hold', caller)).status).toBe(200)
      expect((await seat.post('resume', caller)).status).toBe(200)
      expect((await seat.post('hang-up', caller)).status).toBe(200)
      await caller.call.finished
      call.stands = 'over'
      await until('his wait goes on', () => other.call.waitOut())
      await until(
        'one more stretch',
        () => other.call.timeline.filter(({ kind }) => kind === 'gather').length > 1,
      )
      await seat.answers(other)
      await until('they speak', async () => (await rig.live(other.callId))?.state === 'talking')
      expect((await seat.post('hang-up', other)).status).toBe(200)
      await other.call.finished
      Object.assign(second ?? {}, { stands: 'over', hasSpoken: true })
      await rig.exchange.settled()
    } finally {
      await anew.close()
    }
  })
})
