/** What calls and their rules promise, said once more and as plainly as possible: the model that tests hold them to. */
export type Action =
  | { kind: 'discard' }
  | { kind: 'takeMessage'; for: Person }
  | { kind: 'forward'; to: Person; screen: boolean; otherwise: 'discard' | Person }
export type Person = 'anna' | 'ben'

/** Two actions: within cover, which is 8 to 19 h on every day by the clock on the wall in Paris, and outside. */
export type Rules = { inside: Action; outside: Action }

export type Answering = 'accepts' | 'refuses' | 'never' | 'busy' | 'mobileVoicemail'
export type Calling = 'speaks' | 'saysNothing' | 'hangsUpWhileItRings' | 'hangsUpDuringGreeting'

export type Expected = { disposition: string; slip: 'voicemail' | 'missedCall' | null; for: Person | null }

const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23' })

export function actionOf(rules: Rules, at: Date): Action {
  const hour = Number(wall.format(at))
  return hour >= 8 && hour < 19 ? rules.inside : rules.outside
}

export function expectedOf(action: Action, answering: Answering, calling: Calling): Expected {
  switch (action.kind) {
    case 'discard':
      return turnedAway
    case 'takeMessage':
      return atVoicemail(calling, action.for)
    case 'forward':
      return forwarded(action, answering, calling)
  }
}

function forwarded(
  { to, screen, otherwise }: Extract<Action, { kind: 'forward' }>,
  answering: Answering,
  calling: Calling,
): Expected {
  const next = otherwise === 'discard' ? turnedAway : atVoicemail(calling, otherwise)
  if (answering === 'busy') return next
  if (calling === 'hangsUpWhileItRings')
    return { disposition: 'abandoned', slip: 'missedCall', for: toldOf(otherwise, to) }
  const isTaken = screen ? answering === 'accepts' : answering !== 'never'
  return isTaken ? { disposition: 'forwarded', slip: null, for: null } : next
}

/** A caller who would have been turned away, but gave up first, is told to whom he was being put through. */
const toldOf = (otherwise: 'discard' | Person, rung: Person): Person =>
  otherwise === 'discard' ? rung : otherwise

const turnedAway: Expected = { disposition: 'discarded', slip: null, for: null }

const atVoicemail = (calling: Calling, person: Person): Expected =>
  calling === 'speaks'
    ? { disposition: 'voicemail', slip: 'voicemail', for: person }
    : { disposition: 'missed', slip: 'missedCall', for: person }
