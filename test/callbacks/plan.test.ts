import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostTries } from '../../src/callbacks/due.ts'
import { afterAttempt, joinPlans, plan } from '../../src/callbacks/plan.ts'
import {
  attemptOutcomes,
  type CallbackState,
  type CallbackStep,
  callbackStates,
  isStanding,
  nextState,
} from '../../src/callbacks/states.ts'
import { hoursSchema } from '../../src/rules/hours.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const hours = hoursSchema.parse({ cover: [{ days, from: '08:00', to: '19:00' }] })
const start = Date.parse('2026-11-17T09:00:00Z')
const steps: CallbackStep[] = ['promise', 'retry', 'giveUp', 'talk', 'close', 'reopen']

type Standing = {
  readonly state: CallbackState
  readonly tries: number
  readonly dueAt: Date
  readonly until: Date | null
  readonly overdueAt: Date
}

test('what was kept or closed stays so until it is taken back, but a conversation counts after a decision', () => {
  const possible = (state: CallbackState) => steps.filter((step) => nextState(state, step) !== null)
  expect(callbackStates.map(possible)).toEqual([
    ['promise', 'retry', 'giveUp', 'talk', 'close'],
    ['promise', 'retry', 'giveUp', 'talk', 'close'],
    ['reopen'],
    ['talk', 'reopen'],
  ])
  expect(callbackStates.map((state) => nextState(state, 'reopen'))).toEqual([null, null, 'open', 'open'])
})

const happening = fc.record({
  kind: fc.oneof(
    { arbitrary: fc.constantFrom(...attemptOutcomes), weight: 3 },
    { arbitrary: fc.constant('wish' as const), weight: 1 },
  ),
  afterMinutes: fc.integer({ min: 1, max: 3_000 }),
  untilMinutes: fc.option(fc.integer({ min: 1, max: 3_000 })),
})

test('whatever happens in whatever order, a promise is due at a sensible time, or a person has it', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 12 }), (happenings) => {
      let now = new Date(start)
      let standing: Standing = { state: 'open', tries: 0, ...plan({ dueAt: null, until: null }, hours, now) }
      for (const { kind, afterMinutes, untilMinutes } of happenings) {
        now = new Date(now.getTime() + afterMinutes * 60_000)
        const before = standing
        const until = untilMinutes === null ? null : new Date(now.getTime() + untilMinutes * 60_000)
        const set =
          kind === 'wish'
            ? isStanding(before.state) && joinPlans(before, { dueAt: null, until }, hours, now)
            : afterAttempt(before, { outcome: kind, at: now }, hours)
        standing = { ...before, ...set }
        if (!isStanding(before.state)) expect(standing).toEqual(before)
        if (kind === 'talked') expect(standing.state).toBe('kept')
        if (!isStanding(standing.state)) continue
        if (kind === 'wish') expect(standing).toMatchObject({ state: 'open', tries: 0 })
        else expect(standing.tries).toBe(before.tries + 1)
        if (standing.tries >= mostTries) expect(standing.state).toBe('undecided')
        if (standing.state === 'open') expect(standing.dueAt >= now || kind === 'wish').toBe(true)
        expect(standing.overdueAt >= standing.dueAt).toBe(true)
        expect(standing.overdueAt.getTime() - now.getTime()).toBeLessThan(5 * 86_400_000)
      }
    }),
  )
})
