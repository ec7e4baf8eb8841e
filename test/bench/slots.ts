import { findSlots } from '../../src/agenda/find-slots.ts'
import type { Busy, SlotFacts } from '../../src/agenda/slot-facts.ts'
import { hoursSchema } from '../../src/rules/hours.ts'

const rounds = 300
const executives = 5
const busyTimes = 500
const now = new Date('2027-03-08T07:00:00Z')
const fourWeeks = new Date('2027-04-05T07:00:00Z')
const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

/** Every free time of five executives in four weeks with a change of clocks, 500 times being taken; target: 5 ms. */
export async function benchSlots(): Promise<Record<string, unknown>> {
  const facts = factsOf()
  const wanted = { from: now, until: fourWeeks, part: 'any', most: 10_000 } as const
  const found = findSlots(facts, wanted).length
  const ms: number[] = []
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now()
    findSlots(facts, wanted)
    ms.push(performance.now() - startedAt)
  }
  ms.sort((a, b) => a - b)
  const at = (part: number) => Number((ms[Math.floor(part * ms.length)] ?? 0).toFixed(2))
  return { target: 5, unit: 'ms', p50: at(0.5), p95: at(0.95), found }
}

function factsOf(): SlotFacts {
  const opening = [
    { days, from: '09:00', to: '12:00' },
    { days, from: '14:00', to: '18:00' },
  ]
  return {
    now,
    hours: hoursSchema.parse({ opening }),
    type: {
      minutes: 30,
      bufferBefore: 5,
      bufferAfter: 10,
      noticeMinutes: 60,
      horizonDays: 60,
      stepMinutes: 15,
    },
    executives: Array.from({ length: executives }, (_, index) => ({
      executiveId: `executive-${index}`,
      workingHours: null,
      busy: Array.from({ length: busyTimes / executives }, (_, n) => busyAt(index, n)),
    })),
  }
}

/** Half an hour each, spread over the four weeks. */
function busyAt(executive: number, n: number): Busy {
  const startsAt = new Date(now.getTime() + (n * 403 + executive * 37) * 60_000)
  return { by: 'calendar', startsAt, endsAt: new Date(startsAt.getTime() + 30 * 60_000) }
}
