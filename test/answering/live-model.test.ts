import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clients } from '../../src/clients/tables.ts'
import { type LiveRig, type Seated, startLiveRig } from '../support/live-rig.ts'
import type { Model } from './model/calls.ts'
import { someStep, windUp } from './model/commands.ts'
import { clearStage, executives, findBreaches, seatKeys, setStage } from './model/stage.ts'

/** More of them by `npm run soak -- --live-runs 500`. A failure names its seed: `--seed` repeats it. */
const numRuns = Number(process.env.LIVE_RUNS ?? 4)
const seed = process.env.LIVE_SEED ? { seed: Number(process.env.LIVE_SEED) } : {}

let rig: LiveRig
let seats: Seated[]
beforeAll(async () => {
  rig = await startLiveRig()
  // A second call may ring while she holds the first.
  await rig.context.db.update(clients).set({ answering: { secondCall: true } })
  await rig.context.directory.refresh()
  seats = []
  for (const key of seatKeys) seats.push(await rig.seat(key))
})
afterAll(() => rig?.close())

/** Of what the exchange tells, and how often. */
const trouble = fc.constantFrom(null, 'conference', 'callStatus', 'step')

test('whatever callers, secretaries and executives do, every call ends well and leaves nothing behind', async () => {
  const run = fc.asyncProperty(
    fc.commands([fc.nat().map(someStep)], { maxCommands: 25, size: 'max' }),
    trouble,
    async (steps, told) => {
      const stage = await setStage(rig, seats)
      if (told) rig.exchange.trouble.add({ webhook: told, does: 'twice' })
      const model: Model = { calls: executives.map(() => null) }
      try {
        await fc.asyncModelRun(() => ({ model, real: stage }), steps)
        await windUp(model, stage)
        expect(await findBreaches(stage, model)).toEqual([])
      } catch (err) {
        await clearStage(stage)
        throw err
      }
    },
  )
  // Shrinking would ring hundreds of calls; the steps of the run that failed are printed.
  await fc.assert(run, { numRuns, ...seed, endOnFailure: true })
}, 3_600_000)
