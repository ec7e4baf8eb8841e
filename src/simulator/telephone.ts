import { isOver, type Leg } from './leg.ts'
import type { Message } from './message.ts'
import type { PersonScript } from './person.ts'
import type { Switchboard } from './switchboard.ts'

/** What happens when somebody's telephone rings. */
export type Behaviour =
  | ({ kind: 'answers'; afterSeconds?: number } & PersonScript)
  | { kind: 'noAnswer' }
  | { kind: 'busy' }
  | { kind: 'refuses'; afterSeconds?: number }
  /** Picks up like a person, never presses a key, and listens for a minute. */
  | { kind: 'mobileVoicemail'; afterSeconds?: number }
  | { kind: 'unreachable' }
  | Diversion
  /** Rings until `answer` or `refuse` is called. */
  | { kind: 'byHand' }

type Diversion = {
  kind: 'diverts'
  to: string
  when: 'always' | 'noAnswer'
  afterSeconds?: number
  /** The line sees the first caller (the default), or else the diverting telephone. */
  passesCaller?: boolean
  /** Whether `ForwardedFrom` names the diverting telephone; carriers often leave it out. */
  passesForwardedFrom?: boolean
}

type TextFate = 'delivered' | 'sentOnly' | { undelivered: number } | { failed: number } | { refused: number }

export type Text = { sid: string; from: string; to: string; body: string; at: Date }

export type Telephone = {
  number: string
  behaviour: Behaviour
  textFate: TextFate
  behave(behaviour: Behaviour): Telephone
  receiveTexts(fate: TextFate): Telephone
  /** Texts that arrived here, oldest first. */
  texts: Text[]
  /** Calls that rang here, oldest first; the last one may still ring. */
  legs: Leg[]
  /** Everything spoken to whoever answered here, in order. */
  readonly heard: string[]
  /** Acting by hand: whether there was a ringing call to act on. */
  answer(): boolean
  refuse(): boolean
  /** Resolves when this telephone rings, at once if it does. */
  rings(): Promise<Leg>
  onRing: ((leg: Leg) => void)[]
  decide: ((choice: 'answer' | 'refuse') => void) | null
}

export function telephoneOf(board: Switchboard, number: string, behaviour: Behaviour): Telephone {
  const known = board.telephones.get(number)
  if (known) return known
  const telephone = makeTelephone(number, behaviour)
  board.telephones.set(number, telephone)
  return telephone
}

function makeTelephone(number: string, behaviour: Behaviour): Telephone {
  const telephone: Telephone = {
    number,
    behaviour,
    textFate: 'delivered',
    texts: [],
    legs: [],
    onRing: [],
    decide: null,
    get heard() {
      return telephone.legs.flatMap(spokenTo)
    },
    behave: (next) => {
      telephone.behaviour = next
      return telephone
    },
    receiveTexts: (fate) => {
      telephone.textFate = fate
      return telephone
    },
    answer: () => decide(telephone, 'answer'),
    refuse: () => decide(telephone, 'refuse'),
    rings: () => {
      const ringing = telephone.legs.find((leg) => leg.status === 'ringing')
      if (ringing) return Promise.resolve(ringing)
      return new Promise((resolve) => telephone.onRing.push(resolve))
    },
  }
  return telephone
}

function decide(telephone: Telephone, choice: 'answer' | 'refuse'): boolean {
  const { decide: tell } = telephone
  tell?.(choice)
  return tell !== null
}

export function spokenTo(leg: Leg): string[] {
  return leg.timeline.filter((moment) => moment.kind === 'say').map((moment) => moment.text ?? '')
}

export function startsRinging(telephone: Telephone, leg: Leg): void {
  telephone.legs.push(leg)
  for (const tell of telephone.onRing.splice(0)) tell(leg)
}

export function isInCall(telephone: Telephone): boolean {
  return telephone.legs.some((leg) => !isOver(leg) && leg.status === 'in-progress')
}

export function receiveText(telephone: Telephone, message: Message, at: Date): void {
  telephone.texts.push({ sid: message.sid, from: message.from, to: message.to, body: message.body, at })
}
