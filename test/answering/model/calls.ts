/**
 * How one caller's call stands, by what has been done to it. Beyond the states of `live_calls`: `sent` and `screened`
 * (in a blind transfer, before the executive has taken him), `putThrough` (she has), `voicemail` (he hears the
 * greeting), `over`.
 */
export type Stands =
  | 'waiting'
  | 'talking'
  | 'held'
  | 'consulting'
  | 'conferring'
  | 'handedOver'
  | 'sent'
  | 'screened'
  | 'putThrough'
  | 'voicemail'
  | 'over'

export type CallModel = {
  stands: Stands
  /** The seat that has him; kept where she only sent him on, since nobody else has him. */
  by: number | null
  /** She holds him beside the call that she is in. */
  isParked: boolean
  /** He is held, and her line is not with him: it left him for another, or has come to nobody yet. */
  isApart: boolean
  /** While it is consulted: whether the executive has picked up. */
  executive: 'none' | 'rings' | 'there'
  hasSpoken: boolean
  /** He came to the voicemail, and what he left there. */
  voicemail: 'none' | 'heard' | 'left'
  wish: 'none' | 'callback'
  /** When she left the two to each other, as the rig's clock shows it. */
  handedOverAt: number
}

/** One place for a caller each, with an executive of its own; empty before the first call comes. */
export type Model = { readonly calls: (CallModel | null)[] }

export const newCall = (): CallModel => ({
  ...{ stands: 'waiting', by: null, isParked: false, isApart: false, executive: 'none', hasSpoken: false },
  ...{ voicemail: 'none', wish: 'none', handedOverAt: 0 },
})

const hers = new Set<Stands>(['talking', 'held', 'consulting', 'conferring'])

/** Somebody's of the agency: she is busy with it. */
export const isHers = (call: CallModel | null | undefined): boolean => call != null && hers.has(call.stands)

/** The place of the call that she is in, or -1. */
export const callOf = ({ calls }: Model, seat: number): number =>
  calls.findIndex((call) => isHers(call) && call?.by === seat && !call.isParked)

/** The place of the call that she holds beside it, or -1. */
export const parkedOf = ({ calls }: Model, seat: number): number =>
  calls.findIndex((call) => isHers(call) && call?.by === seat && call.isParked)

/** Nobody speaks with her, and she may take another call: she has none, or only holds the one that she has. */
export const mayTake = (model: Model, seat: number): boolean => {
  const has = model.calls[callOf(model, seat)]
  return !has || (has.stands === 'held' && parkedOf(model, seat) === -1)
}

/** What follows by itself: whoever is not hers is not held by her, and she is with him whom alone she has. */
export function tidy(model: Model): void {
  for (const call of model.calls)
    if (call && !isHers(call)) Object.assign(call, { isParked: false, isApart: false })
  for (const call of model.calls)
    if (call?.isParked && callOf(model, call.by ?? -1) === -1) call.isParked = false
}

const withExecutive = new Set<Stands>(['conferring', 'handedOver', 'sent', 'screened', 'putThrough'])

/** Her telephone rings or is in use. */
export const hasExecutive = (call: CallModel): boolean =>
  withExecutive.has(call.stands) || (call.stands === 'consulting' && call.executive !== 'none')

/** What is to be seen of a call from outside once everything has settled. */
export function expectedOf(call: CallModel | null) {
  if (!call) return null
  const { stands } = call
  return {
    state: stateOf(stands),
    isOver: stands === 'over',
    hears: hearsOf(stands),
    others: othersOf(call),
    held: stands === 'held' || stands === 'consulting',
    executive: executiveOf(call),
  }
}

function stateOf(stands: Stands): string {
  switch (stands) {
    case 'sent':
    case 'screened':
    case 'putThrough':
      return 'handedOver'
    case 'voicemail':
    case 'over':
      return 'ended'
    default:
      return stands
  }
}

/** What takes his keys or his words. */
function hearsOf(stands: Stands): 'queue' | 'voicemail' | 'nothing' {
  if (stands === 'waiting') return 'queue'
  return stands === 'voicemail' ? 'voicemail' : 'nothing'
}

/** With him in the conference of his call. */
function othersOf({ stands, executive, isApart }: CallModel): number {
  if (isApart) return 0
  if (stands === 'talking' || stands === 'held' || stands === 'handedOver') return 1
  if (stands === 'conferring') return 2
  if (stands === 'consulting') return executive === 'there' ? 2 : 1
  return 0
}

function executiveOf(call: CallModel): 'rings' | 'there' | 'none' {
  if (!hasExecutive(call)) return 'none'
  return call.stands === 'sent' || (call.stands === 'consulting' && call.executive === 'rings')
    ? 'rings'
    : 'there'
}

/** How his call is told afterwards. */
export function outcomeOf(call: CallModel): { disposition: string; slips: string[] } {
  const slip = call.voicemail === 'left' ? ['voicemail'] : []
  if (call.hasSpoken) return { disposition: 'answered', slips: slip }
  if (call.voicemail === 'left') return { disposition: 'voicemail', slips: slip }
  if (call.wish === 'callback') return { disposition: 'messageTaken', slips: [] }
  return { disposition: call.voicemail === 'heard' ? 'missed' : 'abandoned', slips: ['missedCall'] }
}
