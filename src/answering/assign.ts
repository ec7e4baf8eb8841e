/** A call that waits for a secretary. Instants as milliseconds since 1970. */
export type WaitingCall = {
  readonly clientId: number
  readonly callId: string
  /** Lower is answered sooner. */
  readonly priority: number
  readonly waitsSince: number
  /** The voicemail's turn, if nobody has him by then. */
  readonly answerBy: number
  /** She who spoke with him before: he comes back to her first. */
  readonly lastSecretaryId: string | null
  /** Each time so much has passed, further secretaries are rung. 0: all of them at once. */
  readonly widenSeconds: number
  readonly team: string | null
  readonly overflow: string | null
}

/** Who is at her station; `rings`: the id of the call that rings at her now. */
export type Station = {
  readonly secretaryId: string
  /** Neither rung, nor in a call, nor writing. */
  readonly isFree: boolean
  /** Her telephone is dialled, so that he hears it ring and has no keys meanwhile. */
  readonly isTelephone: boolean
  readonly rings: string | null
  readonly freeSince: number
  /** The call that was not for her: it rings at her again only after that instant, and after the others. */
  readonly passed: { readonly callId: string; readonly until: number } | null
  /** She works for every client. */
  readonly everywhere: boolean
  /** By client: those that she is assigned to. */
  readonly assigned: ReadonlyMap<number, { readonly regular: boolean; readonly priority: number }>
  readonly teams: readonly string[]
}

export type Ring = Pick<WaitingCall, 'clientId' | 'callId'> & {
  readonly secretaryId: string
  /** What rang at her until then, and has others that it rings at. */
  readonly instead: string | null
}

/** How near a secretary is to a client: its regular ones, those who work for it, its team, the team it overflows to. */
const tiers = { back: -1, regular: 0, assigned: 1, team: 2, overflow: 3 } as const

/**
 * Which call rings at whom. Pure. First every call has one who is asked, in their order: of those who may be asked by
 * now the nearest, among these the one free longest. Then whoever is left joins the call that comes first among those
 * she may take; a telephone rings only where it was chosen, since it is dialled once and for one call.
 */
export function assign(calls: readonly WaitingCall[], stations: readonly Station[], now: number): Ring[] {
  const waiting = [...calls].sort(byTurn).map((call) => ({ call, reach: reachOf(call, stations, now) }))
  const ringing = new Map<string, string[]>()
  for (const { secretaryId, rings } of stations)
    if (rings) ringing.set(rings, [...(ringing.get(rings) ?? []), secretaryId])
  const free = new Set(stations.filter(({ isFree }) => isFree).sort((a, b) => a.freeSince - b.freeSince))
  const made: Ring[] = []
  const ring = ({ clientId, callId }: WaitingCall, station: Station, instead: string | null) => {
    free.delete(station)
    ringing.set(callId, [...(ringing.get(callId) ?? []), station.secretaryId])
    if (instead)
      ringing.set(
        instead,
        (ringing.get(instead) ?? []).filter((id) => id !== station.secretaryId),
      )
    made.push({ clientId, callId, secretaryId: station.secretaryId, instead })
  }
  const isSpare = ({ rings, isTelephone }: Station) =>
    rings !== null && !isTelephone && (ringing.get(rings)?.length ?? 0) > 1
  for (const { call, reach } of waiting) {
    if (ringing.get(call.callId)?.length) continue
    const nearest = nearestOf(free, call, reach, now)
    if (nearest) ring(call, nearest, null)
    else {
      const busy = stations.filter(
        (one) => isSpare(one) && !made.some((m) => m.secretaryId === one.secretaryId),
      )
      const spare = nearestOf(busy, call, reach, now)
      if (spare) ring(call, spare, spare.rings)
    }
  }
  for (const station of [...free].filter(({ isTelephone }) => !isTelephone)) {
    const first = waiting.find(({ call, reach }) => distance(call, station, reach, now) !== null)
    if (first) ring(first.call, station, null)
  }
  return made
}

const byTurn = (a: WaitingCall, b: WaitingCall): number =>
  a.priority - b.priority || a.waitsSince - b.waitsSince || (a.callId < b.callId ? -1 : 1)

/**
 * The furthest tier that is asked by now: the nearest in which anybody is at her station, free or not, and the next of
 * those each time the client's patience has run out. Nobody waits for a tier without people.
 */
function reachOf(call: WaitingCall, stations: readonly Station[], now: number): number {
  const attended = [...new Set(stations.map((station) => Math.max(tierOf(call, station), tiers.regular)))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  const waitedSeconds = (now - call.waitsSince) / 1000
  const further = call.widenSeconds === 0 ? tiers.overflow : Math.floor(waitedSeconds / call.widenSeconds)
  return attended[Math.min(further, attended.length - 1)] ?? tiers.regular
}

/** Infinity where she does not answer for that client. */
function tierOf(call: WaitingCall, { secretaryId, assigned, everywhere, teams }: Station): number {
  if (secretaryId === call.lastSecretaryId) return tiers.back
  const own = assigned.get(call.clientId)
  if (own) return own.regular ? tiers.regular : tiers.assigned
  if (everywhere) return tiers.assigned
  if (call.team && teams.includes(call.team)) return tiers.team
  return call.overflow && teams.includes(call.overflow) ? tiers.overflow : Number.POSITIVE_INFINITY
}

const passedOver = 200
/** Of those who are equally near, one at her console is asked first. */
const byTelephone = 10
/** A telephone that rings for less is not picked up. */
const shortestDialMs = 8_000

/** The lower, the sooner she is asked; null where she may not be, or not yet. */
function distance(call: WaitingCall, station: Station, reach: number, now: number): number | null {
  const tier = tierOf(call, station)
  const passed = station.passed?.callId === call.callId ? station.passed : null
  if (!Number.isFinite(tier) || tier > reach || (passed && passed.until > now)) return null
  if (station.isTelephone && call.answerBy - now < shortestDialMs) return null
  const priority = station.assigned.get(call.clientId)?.priority ?? ownPriority
  const device = station.isTelephone ? byTelephone : 0
  return (passed ? passedOver : 0) + tier * 20 + device + Math.min(priority, 9)
}

/** Of those who are assigned to no client in particular. */
const ownPriority = 5

/** `stations` in the order in which they became free, which decides between equals. */
function nearestOf(
  stations: Iterable<Station>,
  call: WaitingCall,
  reach: number,
  now: number,
): Station | null {
  let nearest: { station: Station; away: number } | null = null
  for (const station of stations) {
    const away = distance(call, station, reach, now)
    if (away !== null && (nearest === null || away < nearest.away)) nearest = { station, away }
  }
  return nearest?.station ?? null
}
