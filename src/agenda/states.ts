/**
 * What an appointment can be. `reserved`: kept free for two minutes while a secretary talks, or until the deadline
 * of an offer. `proposed`: agreed with the caller, until the executive answers. `held`: it took place; `missed`: the
 * caller did not come.
 */
export const appointmentStates = [
  'reserved',
  'proposed',
  'confirmed',
  'declined',
  'cancelled',
  'held',
  'missed',
] as const
export type AppointmentState = (typeof appointmentStates)[number]

/**
 * What can be done with one. Each ends in the state it is named after; `move` in `confirmed` or `proposed`, as whoever
 * moves it may decide or has to ask.
 */
export type Step = 'propose' | 'confirm' | 'decline' | 'move' | 'cancel' | 'hold' | 'miss'

/**
 * From which states each step may be taken. A declined or cancelled one can be confirmed all the same, as long as its
 * time is still free: she may change her mind at any time. So can one that was closed by mistake.
 */
const from = {
  propose: ['reserved'],
  confirm: ['reserved', 'proposed', 'declined', 'cancelled', 'held', 'missed'],
  decline: ['proposed'],
  move: ['reserved', 'proposed', 'confirmed'],
  cancel: ['proposed', 'confirmed'],
  hold: ['confirmed', 'missed'],
  miss: ['confirmed', 'held'],
} as const satisfies Record<Step, readonly AppointmentState[]>

const to = {
  propose: 'proposed',
  confirm: 'confirmed',
  decline: 'declined',
  cancel: 'cancelled',
  hold: 'held',
  miss: 'missed',
} as const satisfies Record<Exclude<Step, 'move'>, AppointmentState>

/** The state after a step; null where the step cannot be taken from `state`. */
export function stateAfter(state: AppointmentState, step: Step): AppointmentState | null {
  if (!from[step].some((before) => before === state)) return null
  return step === 'move' ? state : to[step]
}

/** Takes its time away from everybody else. The exclusion constraint of the table names the same three. */
export const blocksTime = (state: AppointmentState): boolean =>
  state === 'reserved' || state === 'proposed' || state === 'confirmed'

/** The caller and the executive count on it. */
export const isStanding = (state: AppointmentState): boolean => state === 'proposed' || state === 'confirmed'
