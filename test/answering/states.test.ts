import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wasSpoken } from '../../src/answering/end-live-call.ts'
import {
  type LiveState,
  type LiveStep,
  liveStates,
  nextState,
  statesBefore,
} from '../../src/answering/states.ts'

/** All there are, or the compiler complains. */
const everyStep = Object.keys({
  ...{ claim: 0, release: 0, join: 0, hold: 0, resume: 0, consult: 0, bringIn: 0 },
  ...{ handOver: 0, comeBack: 0, waitAgain: 0, end: 0 },
} satisfies Record<LiveStep, 0>)
const isStep = (name: string): name is LiveStep => everyStep.includes(name)
const steps = everyStep.filter(isStep)

const follow = (from: LiveState, taken: readonly LiveStep[]) =>
  taken.reduce((state, step) => nextState(state, step) ?? state, from)

/** Every state that some steps lead to from there, and the one itself. */
function reachedFrom(state: LiveState): Set<LiveState> {
  const reached = new Set([state])
  for (const one of reached)
    for (const step of steps) {
      const next = nextState(one, step)
      if (next) reached.add(next)
    }
  return reached
}

test('a step is possible in the states that stand before it, and in no other', () => {
  for (const step of steps) {
    expect(statesBefore(step), step).not.toEqual([])
    for (const state of liveStates)
      expect(statesBefore(step).includes(state), `${step} when ${state}`).toBe(
        nextState(state, step) !== null,
      )
  }
})

test('whatever has happened, a call can end at once, and then nothing more happens', () => {
  fc.assert(
    fc.property(fc.constantFrom(...liveStates), fc.array(fc.constantFrom(...steps)), (from, taken) => {
      const now = follow(from, taken)
      expect(now === 'ended' || nextState(now, 'end') === 'ended').toBe(true)
      expect(steps.filter((step) => nextState('ended', step) !== null)).toEqual([])
    }),
  )
})

test('calls come to every state by the queue or by dialling out, and none but these begins a call', () => {
  const reached = new Set([...reachedFrom('waiting'), 'dialling'])
  expect([...reached].sort()).toEqual([...liveStates].sort())
  expect([...reachedFrom('dialling')].sort()).toEqual([...liveStates].sort())
  for (const state of liveStates)
    expect(steps.some((step) => nextState(state, step) === 'dialling')).toBe(false)
})

test('whom somebody speaks with can be left to wait again, and is spoken to only after a claim and a meeting', () => {
  for (const state of liveStates)
    expect(nextState(state, 'waitAgain')).toBe(wasSpoken(state) ? 'waiting' : null)
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps)), (taken) => {
      let state: LiveState = 'waiting'
      const since: LiveStep[] = []
      for (const step of taken) {
        const next = nextState(state, step)
        if (!next) continue
        if (next === 'waiting') since.length = 0
        else since.push(step)
        state = next
        if (wasSpoken(state)) expect(since.slice(0, 2)).toEqual(['claim', 'join'])
      }
    }),
  )
})
