import { wasTold } from '../answering/listening/listening.ts'
import { shownRecorder } from '../call-recordings/shown-recorder.ts'
import { numberText } from '../console/desk/desk-parts.ts'
import { t } from '../i18n/text.ts'
import type { FoundStation } from './find-stations.ts'
import type { sayFloorNews } from './say-floor-news.ts'
import { isReachable, standingOf } from './station.ts'

/** What every page of hers shows: her station, null until she takes it for the first time, and the floor's news for her. */
export type StationNews = { readonly ringing: string; readonly station: string; readonly news: string }

/** As the browser's event stream has it; the same text means that nothing changed. */
export function stationNews(
  found: FoundStation | undefined,
  news: ReturnType<typeof sayFloorNews>,
  now: Date,
): StationNews {
  return {
    ringing: JSON.stringify(ringing(found)),
    station: JSON.stringify(station(found, now)),
    news: JSON.stringify(news),
  }
}

export const stationEvent = ({ ringing: rings, station: stands, news }: StationNews, now: Date): Buffer =>
  Buffer.from(
    `${eventOf('ringing', rings)}${eventOf('station', `{"now":${now.getTime()},"its":${stands}}`)}${eventOf('news', news)}`,
  )

/** Something on the floor changed: whoever looks at its page looks again. */
export const floorEvent: Buffer = Buffer.from('event: floor\ndata: \n\n')

const eventOf = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n`

/** The call that rings at her: whom to greet as, who calls, since when. */
function ringing(found: FoundStation | undefined) {
  if (!found?.rung.client) return null
  const { station: hers, rung } = found
  const { rungClientId: clientId, rungCallId: callId, rungSince } = hers
  const greeting = t(rung.language ?? 'fr', 'desk.sayAnswering', { client: rung.client ?? '' })
  const onTelephone = hers.device === 'telephone'
  return {
    clientId,
    callId,
    ...named(rung),
    greeting,
    arrivedAt: rung.arrivedAt,
    since: rungSince,
    onTelephone,
  }
}

function station(found: FoundStation | undefined, now: Date) {
  if (!found) return { standing: 'off', device: 'browser', isReachable: false, call: null }
  const { station: hers } = found
  return {
    standing: standingOf(hers, now),
    state: hers.state,
    since: hers.stateSince,
    device: hers.device,
    isReachable: isReachable(hers, now),
    wrapUpUntil: hers.wrapUpUntil && hers.wrapUpUntil > now ? hers.wrapUpUntil : null,
    missedRings: hers.missedRings,
    call: callOf(found),
    parked: parkedOf(found),
  }
}

function callOf(found: FoundStation) {
  const { station: hers, busy } = found
  if (!hers.busyCallId || !busy.client) return null
  const { busyClientId: clientId, busyCallId: callId, busySince } = hers
  const { state, direction, joinedAt, heldSince, executive, speaker, listeners, byTelephone } = busy
  const mine = listeners.find(({ id }) => id === hers.secretaryId)
  return {
    ...{ clientId, callId, ...named(busy), state, direction, heldSince, executive, byTelephone },
    since: joinedAt ?? busySince,
    /** How she takes part in a call of somebody else's, and whose it is; null in her own. */
    listens: mine ? { mode: mine.mode, speaker } : null,
    heardBy: listeners.flatMap(({ id, name, mode }) => (id === hers.secretaryId ? [] : [{ name, mode }])),
    wasTold: wasTold(busy),
    recording: recordingOf(found),
  }
}

function recordingOf({ recorder, busy: { pauseKey } }: FoundStation) {
  const state = recorder && shownRecorder(recorder)
  return state && { state, pauseKey: pauseKey ?? true }
}

/** Whom she holds beside it. */
function parkedOf({ parked }: FoundStation) {
  if (!parked) return null
  const { clientId, callId, heldSince } = parked
  return { clientId, callId, ...named(parked), heldSince }
}

type Named = Pick<FoundStation['rung'], 'client' | 'caller' | 'callerName'>

const named = ({ client, caller, callerName }: Named) => ({
  client,
  caller: callerName,
  number: caller && numberText(caller),
})
