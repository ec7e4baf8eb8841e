import { hasConsole, isSpokenIn } from '../answering/listening/listening.ts'
import { listenButtons } from '../answering/listening/listening-pages.ts'
import type { SupervisorMode } from '../answering/states.ts'
import { consoleFrame, formTokenField, type Viewer } from '../console/console-frame.ts'
import { numberText } from '../console/desk/desk-parts.ts'
import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { timeOfDay } from '../i18n/time-in-words.ts'
import { agencyTimeZone } from '../secretaries/agency-time-zone.ts'
import type { LiveLevels } from '../service-levels/live-levels.ts'
import { liveStrip } from '../service-levels/live-pages.ts'
import type { FoundStation } from './find-stations.ts'
import type { WaitingCall } from './find-waiting-calls.ts'
import type { SecoursOn } from './secours/secours-bar.ts'
import { secoursSwitch } from './secours/secours-pages.ts'
import type { Absent } from './shifts/find-shifts.ts'
import { standingOf } from './station.ts'
import { standingTag } from './station-pages.ts'

type Shown = {
  readonly stations: readonly FoundStation[]
  readonly waiting: readonly WaitingCall[]
  readonly levels: LiveLevels
  /** How a supervisor may take part in the calls of a client. */
  readonly allowed: (clientId: number) => readonly SupervisorMode[]
  readonly problem: 'samePerson' | 'newAccount' | null
  readonly secours: { readonly on: SecoursOn | null; readonly ready: number }
  /** Who should be at her station by now. */
  readonly absent: readonly Absent[]
}

/** Where everybody is and who waits; kept fresh by floor.js, which fetches it anew. */
export function floorPage(viewer: Viewer, shown: Shown): Html {
  const { stations, waiting, levels, allowed, problem, secours, absent } = shown
  const { language } = viewer
  const main = html`<h1>${t(language, 'floor.title')}</h1>
${problem && html`<p class="notice urgent" role="alert">${t(language, `floor.${problem}`)}</p>`}
${secoursSwitch(viewer, secours.on, secours.ready)}
<div id="floor">
${liveStrip(levels, viewer)}
<section class="panel" aria-labelledby="waiting-title">
<h2 id="waiting-title">${t(language, 'floor.waiting')} <span class="count">${waiting.length}</span></h2>
${waiting.length === 0 ? html`<p class="quiet">${t(language, 'floor.nobodyWaits')}</p>` : html`<ol class="rows">${waiting.map((call) => waitingRow(viewer, call))}</ol>`}
</section>
${absent.length > 0 && absentPanel(viewer, absent)}
<section class="panel" aria-labelledby="stations-title">
<h2 id="stations-title">${t(language, 'floor.stations')} <span class="count">${stations.length}</span></h2>
${stations.length === 0 ? html`<p class="quiet">${t(language, 'floor.nobody')}</p>` : html`<ul class="rows stations">${stations.map((one) => stationRow(viewer, one, allowed))}</ul>`}
</section>
</div>`
  const frame = {
    title: t(language, 'floor.title'),
    at: 'floor',
    scripts: ['floor.js'],
    styles: ['floor.css'],
    secours: secours.on,
  } as const
  return consoleFrame(viewer, { ...frame, main })
}

const absentPanel = (viewer: Viewer, absent: readonly Absent[]): Html =>
  html`<section class="panel" aria-labelledby="absent-title">
<h2 id="absent-title">${t(viewer.language, 'floor.absent')} <span class="count">${absent.length}</span></h2>
<ul class="rows">${absent.map(
    ({ name, startsAt }) =>
      html`<li class="row line"><strong><bdi>${name}</bdi></strong> <span class="meta">${t(viewer.language, 'floor.awaitedSince', { time: timeOfDay(startsAt, agencyTimeZone, viewer.language) })}</span> <strong class="push">${since(viewer, startsAt)}</strong></li>`,
  )}</ul></section>`

const waitingRow = (viewer: Viewer, { clientId, callId, arrivedAt, ...call }: WaitingCall): Html =>
  html`<li class="row line"><a href="/console/calls/${clientId}/${callId}"><bdi>${callerOf(call, viewer.language)}</bdi></a>
<span class="meta"><bdi>${call.client}</bdi></span> <strong class="push">${since(viewer, arrivedAt)}</strong></li>`

function stationRow(viewer: Viewer, found: FoundStation, allowed: Shown['allowed']): Html {
  const { station, name } = found
  return html`<li class="row station" id="s${station.secretaryId}">
<strong class="name"><bdi>${name}</bdi></strong>
<span>${standingTag(viewer, standingOf(station, viewer.now))} ${sinceWhen(viewer, found)}</span>
<span class="what meta">${whatSheDoes(viewer, found)}</span>
<span class="acts">${listening(viewer, found, allowed)}${closing(viewer, found)}</span>
${station.askedTelephone && confirming(viewer, station.secretaryId, station.askedTelephone)}
</li>`
}

/** The client and the caller of the call that she is in, or that rings at her. */
function whatSheDoes(viewer: Viewer, { station, rung, busy, parked }: FoundStation): Html | null {
  const { language } = viewer
  const call = station.busyCallId ? busy : rung
  const [clientId, callId] = station.busyCallId
    ? [station.busyClientId, station.busyCallId]
    : [station.rungClientId, station.rungCallId]
  if (!callId || !call.client)
    return station.device === 'telephone' ? html`${t(language, 'floor.atTelephone')}` : null
  return html`<a href="/console/calls/${clientId}/${callId}"><bdi>${call.client}</bdi></a> · <bdi>${callerOf(call, language)}</bdi>
${withWhom(viewer, busy, station.secretaryId)}
${parked && html`<span class="tag warn">${t(language, 'callBar.parked')} <bdi>${parked.client}</bdi></span>`}
${station.busyCallId && busy.heldSince && html`<span class="tag warn">${t(language, 'floor.held')}</span>`}`
}

/** Whom she listens to; or who listens to her. */
function withWhom({ language }: Viewer, { listeners, speaker }: FoundStation['busy'], hers: string): Html[] {
  const mine = listeners.find(({ id }) => id === hers)
  const tag = (mode: SupervisorMode, name: string | null, isFirst: boolean) => {
    const does = t(language, `listening.with.${mode}`)
    const who = html`<bdi>${name}</bdi>`
    return html`<span class="tag info"><span aria-hidden="true">◉</span> ${isFirst ? html`${who} ${does}` : html`${does} ${who}`}</span>`
  }
  return mine ? [tag(mine.mode, speaker, false)] : listeners.map(({ mode, name }) => tag(mode, name, true))
}

/** In a call that she speaks in, and that is not the viewer's own. */
function listening(viewer: Viewer, { station, busy }: FoundStation, allowed: Shown['allowed']): Html | null {
  const { busyClientId: clientId, busyCallId: callId, secretaryId } = station
  if (!clientId || !callId || !busy.state || !isSpokenIn(busy.state)) return null
  if (busy.byTelephone && !hasConsole(station)) return null
  if (busy.speakerId !== secretaryId || secretaryId === viewer.secretary.id) return null
  // She who takes part in it has the bar of the call.
  if (busy.listeners.some(({ id }) => id === viewer.secretary.id)) return null
  return listenButtons(viewer, { clientId, callId, name: busy.speaker ?? '', allowed: allowed(clientId) })
}

function sinceWhen(viewer: Viewer, { station, busy }: FoundStation): Html | null {
  const at = station.busyCallId
    ? (busy.joinedAt ?? station.busySince)
    : (station.rungSince ?? station.stateSince)
  return at && since(viewer, at)
}

/** Runs in the browser; without scripts it stands still. */
function since({ now }: Viewer, at: Date): Html {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000))
  return html`<span class="timer" role="timer" data-since="${at.toISOString()}" data-now="${now.toISOString()}">${clock(seconds)}</span>`
}

const clock = (seconds: number): string => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (number: number) => String(number).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

function closing(viewer: Viewer, { station, name }: FoundStation): Html[] {
  const others = (['pause', 'off'] as const).filter((state) => state !== station.state)
  if (station.state === 'off') return []
  return others.map(
    (
      state,
    ) => html`<form method="post" action="/console/floor/${station.secretaryId}/state">${formTokenField(viewer)}<input type="hidden" name="state" value="${state}">
<button class="small secondary" aria-label="${t(viewer.language, `floor.to.${state}`)} (${name})">${t(viewer.language, `floor.to.${state}`)}</button></form>`,
  )
}

const confirming = (viewer: Viewer, secretaryId: string, number: string): Html =>
  html`<form method="post" action="/console/floor/${secretaryId}/telephone" class="asked">${formTokenField(viewer)}<input type="hidden" name="number" value="${number}">
<span>${t(viewer.language, 'floor.asksTelephone', { number: numberText(number) })}</span> <button class="small">${t(viewer.language, 'floor.confirm')}</button></form>`

type Called = { readonly caller: string | null; readonly callerName: string | null }

const callerOf = ({ caller, callerName }: Called, language: Language): string =>
  callerName ?? (caller ? numberText(caller) : t(language, 'mail.withheld'))
