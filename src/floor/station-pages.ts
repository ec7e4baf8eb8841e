import { consoleFrame, formTokenField, type Viewer } from '../console/console-frame.ts'
import { numberText } from '../console/desk/desk-parts.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import type { StationRow } from './find-station.ts'
import { type Standing, type StationState, standingOf, stationStates } from './station.ts'
import { marks } from './station-marks.ts'

type Shown = {
  readonly station: StationRow | null
  readonly problem: 'noTelephone' | 'notDiallable' | null
}

/** Her own station, also without scripts: whether she takes calls, and where they ring. */
export function stationPage(viewer: Viewer, { station, problem }: Shown): Html {
  const { language, now } = viewer
  const main = html`<h1>${t(language, 'station.title')}</h1>
${problem && html`<p class="notice urgent" role="alert">${t(language, `station.${problem}`)}</p>`}
<div class="columns">
<section class="panel" aria-labelledby="state-title"><h2 id="state-title">${t(language, 'station.state')}</h2>
<p>${standingTag(viewer, station ? standingOf(station, now) : 'off')}</p>
<div class="line">${stationStates.map((state) => stateButton(viewer, state, station?.state ?? 'off'))}</div>
<p class="meta"><a href="/console/softphone" target="permanence-softphone">${t(language, 'station.openSoftphone')}</a></p>
</section>
<section class="panel" aria-labelledby="device-title"><h2 id="device-title">${t(language, 'station.device')}</h2>
${devicePart(viewer, station)}
</section>
</div>`
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

function devicePart(viewer: Viewer, station: StationRow | null): Html {
  const { language } = viewer
  const device = station?.device ?? 'browser'
  return html`<p>${t(language, `station.rings.${device}`)}
${device === 'telephone' && station?.telephone && html`<bdi>${numberText(station.telephone)}</bdi>`}</p>
${device === 'browser' && station?.telephone && deviceButton(viewer, 'telephone', numberText(station.telephone))}
${device === 'telephone' && deviceButton(viewer, 'browser', '')}
${station?.askedTelephone && html`<p class="notice warn">${t(language, 'station.waits', { number: numberText(station.askedTelephone) })}</p>`}
<form method="post" action="/console/station/telephone" class="line">${formTokenField(viewer)}
<label for="telephone">${t(language, 'station.telephone')}</label>
<input id="telephone" name="telephone" type="tel" autocomplete="tel" required maxlength="60" aria-describedby="telephone-why">
<button class="small">${t(language, 'station.giveTelephone')}</button>
</form>
<p id="telephone-why" class="meta">${t(language, 'station.telephoneWhy')}</p>
${(station?.telephone || station?.askedTelephone) && html`<form method="post" action="/console/station/telephone/drop">${formTokenField(viewer)}<button class="plain">${t(language, 'station.dropTelephone')}</button></form>`}`
}

const deviceButton = (viewer: Viewer, device: 'browser' | 'telephone', number: string): Html =>
  html`<form method="post" action="/console/station/device">${formTokenField(viewer)}<input type="hidden" name="device" value="${device}">
<button class="small secondary">${t(viewer.language, `station.ringAt.${device}`, { number })}</button></form>`
