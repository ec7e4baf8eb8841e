import { consoleFrame, formTokenField, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import type { StationRow } from './find-station.ts'
import { type Standing, type StationState, standingOf, stationStates } from './station.ts'
import { marks } from './station-marks.ts'

/** Her own station, also without scripts. */
export function stationPage(viewer: Viewer, station: StationRow | null): Html {
  const { language, now } = viewer
  const main = html`<h1>${t(language, 'station.title')}</h1>
<section class="panel" aria-labelledby="state-title"><h2 id="state-title">${t(language, 'station.state')}</h2>
<p>${standingTag(viewer, station ? standingOf(station, now) : 'off')}</p>
<div class="line">${stationStates.map((state) => stateButton(viewer, state, station?.state ?? 'off'))}</div>
<p class="meta"><a href="/console/softphone" target="permanence-softphone">${t(language, 'station.openSoftphone')}</a></p>
</section>`
  return consoleFrame(viewer, { title: t(language, 'station.title'), main })
}

/** A shape and a word: the colour alone says nothing. */
export const standingTag = ({ language }: Pick<Viewer, 'language'>, standing: Standing): Html =>
  html`<span class="tag ${tones[standing]}"><span aria-hidden="true">${marks[standing]}</span> ${t(language, `standing.${standing}`)}</span>`

const tones = {
  busy: 'info',
  rung: 'warn',
  off: '',
  pause: 'warn',
  unreachable: 'urgent',
  wrapUp: 'info',
  free: 'good',
} as const satisfies Record<Standing, string>

const stateButton = (viewer: Viewer, state: StationState, current: StationState): Html =>
  html`<form method="post" action="/console/station/state">${formTokenField(viewer)}<input type="hidden" name="state" value="${state}">
<button class="small secondary"${state === current && html` aria-pressed="true" disabled`}>${t(viewer.language, `station.to.${state}`)}</button></form>`
