import type { TakeMessage } from '../../rules/rule.ts'
import type { Chance } from './chance.ts'
import type { PastAgency, PastClient } from './past-agency.ts'
import type { PastCall } from './past-call.ts'
import type { PastFloor } from './past-floor.ts'

type Fate = Partial<PastCall>
type Needs = {
  readonly its: PastClient
  readonly secretaries: PastAgency['secretaries']
  readonly floor: PastFloor
  readonly chance: Chance
}

/** What became of a call after the rules had decided, as conclude.ts would have said it. */
export function fateOf({ arrivedAt, decision: { action } }: PastCall, needs: Needs): Fate {
  const { its, chance } = needs
  switch (action.kind) {
    case 'discard':
      return { ...ended(arrivedAt, 1), exchangeStatus: 'busy', durationSeconds: 0, disposition: 'discarded' }
    case 'takeMessage':
      return takeMessage(action, arrivedAt, needs)
    case 'forward': {
      const dialledNumber = its.client.executives.get(action.to)?.number ?? null
      const dialled = { dialledAt: arrivedAt, dialledNumber }
      if (chance.happens(0.65)) return { ...dialled, ...putThrough(arrivedAt, chance) }
      const { ringSeconds: rungSeconds, otherwise } = action
      const dialEndedAt = after(arrivedAt, rungSeconds)
      const rung = { ...dialled, dialEndedAt, rungSeconds, dialStatus: 'no-answer' }
      if (otherwise.kind === 'discard') throw new Error('the demo turns nobody away after ringing')
      return { ...rung, ...since(arrivedAt, takeMessage(otherwise, dialEndedAt, needs)) }
    }
    default:
      return action satisfies never
  }
}

export const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

const ended = (at: Date, seconds: number): Fate => ({
  endedAt: after(at, seconds),
  durationSeconds: seconds,
})

/** The exchange counts from the arrival. */
const since = (arrivedAt: Date, fate: Fate): Fate => ({
  ...fate,
  durationSeconds: fate.endedAt ? Math.round((fate.endedAt.getTime() - arrivedAt.getTime()) / 1000) : null,
})

function putThrough(at: Date, chance: Chance): Fate {
  const rungSeconds = chance.between(5, 14)
  const talkSeconds = chance.between(50, 320)
  const acceptedAt = after(at, rungSeconds)
  const dialEndedAt = after(acceptedAt, talkSeconds)
  return {
    ...{ rungSeconds, talkSeconds, acceptedAt, dialEndedAt, bridged: true, dialStatus: 'completed' },
    ...{ ...ended(at, rungSeconds + talkSeconds), disposition: 'forwarded' },
  }
}

function takeMessage({ by }: TakeMessage, at: Date, needs: Needs): Fate {
  const wait = by === 'secretary' ? needs.floor.wait(needs.its.client.key, at) : null
  if (wait === null) return voicemail(at, 0, needs.chance)
  const queued = { queuedAt: at, leftQueueAt: after(at, wait.seconds), leftQueueHow: wait.how }
  switch (wait.how) {
    case 'hungUp':
      return { ...queued, ...ended(at, wait.seconds), disposition: 'abandoned' }
    case 'callback':
      return { ...queued, ...ended(at, wait.seconds + 7), disposition: 'messageTaken' }
    case 'message':
    case 'late':
      return { ...queued, ...voicemail(at, wait.seconds, needs.chance) }
    case 'answered':
      return { ...queued, ...answered(at, wait, needs) }
    default:
      return wait satisfies never
  }
}

/** `waited` seconds after `at` he hears the greeting; not everybody speaks. */
function voicemail(at: Date, waited: number, chance: Chance): Fate {
  const heard = waited + chance.between(7, 11)
  const voicemailAt = after(at, waited)
  if (chance.happens(0.4)) return { voicemailAt, ...ended(at, heard), disposition: 'missed' }
  const recordedSeconds = chance.between(6, 28)
  const over = heard + recordedSeconds
  const recorded = { recordedSeconds, recordedAt: after(at, over) }
  return { voicemailAt, ...recorded, ...ended(at, over), disposition: 'voicemail' }
}

type Answered = { readonly seconds: number; readonly by: string }

function answered(at: Date, { seconds, by }: Answered, { its, secretaries, floor, chance }: Needs): Fate {
  const talkSeconds = chance.happens(0.75) ? chance.between(45, 150) : chance.between(150, 290)
  const heldSeconds = chance.happens(0.15) ? chance.between(8, 35) : 0
  const over = after(at, seconds + talkSeconds)
  const wrapUpUntil = after(over, chance.between(6, its.client.answering.wrapUpSeconds))
  floor.keepBusy(by, wrapUpUntil)
  return {
    ...{ answeredAt: after(at, seconds), answeredById: secretaries.get(by)?.id ?? null },
    ...{ talkSeconds, heldSeconds, wrapUpFrom: over, wrapUpUntil },
    ...{ ...ended(at, seconds + talkSeconds), disposition: 'answered' },
  }
}
