/** What a secretary says of herself; whether she is rung, in a call or writing is seen from what she does. */
export const stationStates = ['available', 'pause', 'off'] as const
export type StationState = (typeof stationStates)[number]

export const devices = ['browser', 'telephone'] as const
export type Device = (typeof devices)[number]

/** What of a station says how she stands. */
export type Station = {
  readonly state: StationState
  readonly device: Device
  readonly telephone: string | null
  readonly reachableAt: Date | null
  readonly rungCallId: string | null
  readonly busyCallId: string | null
  readonly wrapUpUntil: Date | null
}

/** A softphone says every 15 s that it can be reached: three times without a word, and it is not. */
export const reachableForMs = 50_000

/** What she does, as the floor shows it: of several the one that counts. */
export type Standing = 'busy' | 'rung' | 'off' | 'pause' | 'unreachable' | 'wrapUp' | 'free'

export function standingOf(station: Station, now: Date): Standing {
  if (station.busyCallId) return 'busy'
  if (station.rungCallId) return 'rung'
  if (station.state !== 'available') return station.state
  if (!isReachable(station, now)) return 'unreachable'
  return station.wrapUpUntil && station.wrapUpUntil > now ? 'wrapUp' : 'free'
}

/** A call may ring at her at this moment. */
export const isFree = (station: Station, now: Date): boolean => standingOf(station, now) === 'free'

/**
 * She only holds the caller whom she has (`held`: the call that she is in), and another call may ring at her beside him.
 * Not at a telephone, which has one line; and whom she rang herself is not left for somebody else.
 */
export const mayBeAskedBeside = (
  station: Station & { readonly secretaryId: string; readonly parkedCallId: string | null },
  held: {
    readonly state: string | null
    readonly claimedById: string | null
    readonly queuedAt: Date | null
  },
  now: Date,
): boolean =>
  held.state === 'held' &&
  held.claimedById === station.secretaryId &&
  held.queuedAt !== null &&
  station.device === 'browser' &&
  station.parkedCallId === null &&
  station.rungCallId === null &&
  isPresent(station, now)

/** She takes calls, if not at this moment: there is somebody to wait for. */
export const isPresent = (station: Station, now: Date): boolean =>
  station.state === 'available' && isReachable(station, now)

export function isReachable({ device, telephone, reachableAt }: Station, now: Date): boolean {
  if (device === 'telephone') return telephone !== null
  return reachableAt !== null && now.getTime() - reachableAt.getTime() < reachableForMs
}
