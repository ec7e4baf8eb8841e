import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Ladder, type NextStep, nextStep } from '../../src/alerts/next-step.ts'

const everywhere = { sms: true, email: true, call: true }
const ladder = (changes: Partial<Ladder> = {}): Ladder => ({
  step: 'told',
  told: ['sms', 'email'],
  reach: everywhere,
  mayInsist: true,
  onCall: ['karim'],
  ...changes,
})

test('told by text alone, she is told again by e-mail; told by e-mail, by text', () => {
  expect(nextStep(ladder({ told: ['sms'] }))).toEqual({ kind: 'repeated', channel: 'email' })
  expect(nextStep(ladder({ told: ['email'] }))).toEqual({ kind: 'repeated', channel: 'sms' })
})

test('told by both, she gets the text once more', () => {
  expect(nextStep(ladder())).toEqual({ kind: 'repeated', channel: 'sms' })
})

test('after the second telling she is rung, then the next on the list is told', () => {
  expect(nextStep(ladder({ step: 'repeated' }))).toEqual({ kind: 'called' })
  expect(nextStep(ladder({ step: 'called' }))).toEqual({ kind: 'passedOn', to: 'karim' })
  expect(nextStep(ladder({ step: 'called', onCall: [] }))).toEqual({ kind: 'exhausted' })
})

test('a step that cannot reach her is left out', () => {
  const noMail = { ...everywhere, email: false }
  expect(nextStep(ladder({ told: ['sms'], reach: noMail }))).toEqual({ kind: 'called' })
  const mailOnly = { sms: false, email: true, call: false }
  expect(nextStep(ladder({ told: ['email'], reach: mailOnly }))).toEqual({ kind: 'passedOn', to: 'karim' })
  const landline = { sms: false, email: true, call: true }
  expect(nextStep(ladder({ told: ['email'], reach: landline }))).toEqual({ kind: 'called' })
})

test('who left, who is not to be disturbed and who chose to be told once are passed over', () => {
  const nowhere = { sms: false, email: false, call: false }
  for (const changes of [{ reach: nowhere }, { mayInsist: false }])
    for (const step of ['told', 'repeated', 'called'] as const)
      expect(nextStep(ladder({ step, ...changes }))).toEqual({ kind: 'passedOn', to: 'karim' })
})

test('whoever can be reached however, the list is asked in its order, each once, and comes to an end', () => {
  const person = fc.record({
    told: fc.subarray(['sms', 'email'] as const),
    reach: fc.record({ sms: fc.boolean(), email: fc.boolean(), call: fc.boolean() }),
    mayInsist: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 6 }), (people) => {
      const passedTo: string[] = []
      let steps = 0
      for (const [place, one] of people.entries()) {
        const onCall = people.slice(place + 1).map((_, next) => String(place + 1 + next))
        for (let step: Ladder['step'] = 'told'; step !== 'passedOn'; steps += 1) {
          const next: NextStep = nextStep({ ...one, step, onCall })
          if (next.kind === 'exhausted') expect(onCall).toEqual([])
          if (next.kind === 'passedOn') passedTo.push(next.to)
          step = next.kind === 'exhausted' ? 'passedOn' : next.kind
        }
      }
      expect(passedTo).toEqual(people.slice(1).map((_, place) => String(place + 1)))
      expect(steps).toBeLessThanOrEqual(3 * people.length)
    }),
  )
})
