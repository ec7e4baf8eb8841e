import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LiveRig, startLiveRig } from '../support/live-rig.ts'
import { until } from '../support/until.ts'

const morel = '+33199001001'

let rig: LiveRig
beforeAll(async () => {
  rig = await startLiveRig()
})
afterAll(() => rig?.close())

test('a caller who is rung to a secretary speaks with her, and the call is hers', async () => {
  const alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007001', morel)
  expect(caller.call.transcript.join(' ')).toContain('bonjour. Ne quittez pas')
  await until('it rings at Alice', async () => (await alice.rung()) === caller.callId)

  const leg = await alice.answers(caller)
  await until('they speak', async () => (await rig.live(caller.callId))?.state === 'talking')
  expect(await rig.row(caller.callId)).toMatchObject({ answeredById: alice.id, leftQueueHow: 'answered' })
  expect(await rig.station(alice.id)).toMatchObject({ busyCallId: caller.callId, rungCallId: null })

  expect(await alice.post('hold', caller)).toEqual({ status: 200, body: { done: true } })
  expect(await rig.live(caller.callId)).toMatchObject({ state: 'held' })
  expect((await alice.post('hold', caller)).status).toBe(409)
  expect((await alice.post('resume', caller)).status).toBe(200)

  expect((await alice.post('hang-up', caller)).status).toBe(200)
  await Promise.all([caller.call.finished, leg.finished])
  const station = await rig.station(alice.id)
  expect(station).toMatchObject({ busyCallId: null })
  expect(station.wrapUpUntil?.getTime()).toBeGreaterThan(rig.clock.now().getTime())
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
})
