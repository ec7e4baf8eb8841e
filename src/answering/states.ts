/** How a live call stands. */
export const liveStates = [
  'waiting',
  'claimed',
  'dialling',
  'talking',
  'held',
  'consulting',
  'conferring',
  'handedOver',
  'ended',
] as const
export type LiveState = (typeof liveStates)[number]

export type LiveStep =
  /** A secretary took it; her softphone is on its way. */
  | 'claim'
  /** It did not come: the caller waits on. */
  | 'release'
  /** She and the caller hear each other; or whoever was rung for an outgoing call picked up. */
  | 'join'
  | 'hold'
  | 'resume'
  /** The executive is rung while the caller is held. */
  | 'consult'
  /** All three speak. */
  | 'bringIn'
  /** She leaves the caller to the executive. */
  | 'handOver'
  /** The executive left, or was never had: she and the caller are alone again. */
  | 'comeBack'
  /** Her line broke off, or the one he was handed to did not answer: he waits for a secretary once more. */
  | 'waitAgain'
  /** He chose the voicemail or to be called back, or nobody came in time; or somebody hung up. */
  | 'end'

/** What may follow what. A step that does not stand here changes nothing. */
const follows: Record<LiveState, Partial<Record<LiveStep, LiveState>>> = {
  waiting: { claim: 'claimed', end: 'ended' },
  claimed: { release: 'waiting', join: 'talking', end: 'ended' },
  dialling: { join: 'talking', end: 'ended' },
  talking: {
    hold: 'held',
    consult: 'consulting',
    handOver: 'handedOver',
    waitAgain: 'waiting',
    end: 'ended',
  },
  held: {
    resume: 'talking',
    consult: 'consulting',
    handOver: 'handedOver',
    waitAgain: 'waiting',
    end: 'ended',
  },
  consulting: {
    bringIn: 'conferring',
    handOver: 'handedOver',
    comeBack: 'held',
    waitAgain: 'waiting',
    end: 'ended',
  },
  conferring: {
    handOver: 'handedOver',
    comeBack: 'talking',
    waitAgain: 'waiting',
    end: 'ended',
  },
  handedOver: { comeBack: 'talking', waitAgain: 'waiting', end: 'ended' },
  ended: {},
}

export const nextState = (state: LiveState, step: LiveStep): LiveState | null => follows[state][step] ?? null

/** The states in which a step is possible: the condition of its UPDATE. */
export const statesBefore = (step: LiveStep): LiveState[] =>
  liveStates.filter((state) => nextState(state, step) !== null)

/** What a caller asked for by a key while he waited. */
export type Wish = 'message' | 'callback'

/**
 * How far her telephone is from the caller's `<Dial>` to the conference. `asked`: both are on their way, for all we know.
 * `away`: the exchange did not say that it sends them; they still speak, unless it does so all the same. `done`: she is
 * in the conference.
 */
export type Move = 'asked' | 'away' | 'done'

export type LegRole = 'caller' | 'called' | 'secretary' | 'executive' | 'supervisor'

/** `whisper`: only the secretary hears her. */
export type SupervisorMode = 'listen' | 'whisper' | 'join'
