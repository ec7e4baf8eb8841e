import type { Viewer } from '../../console/console-frame.ts'
import { nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { Appointment } from '../appointment.ts'
import type { SeriesTime } from '../book-series.ts'
import { clockText, dayText, momentText, monthText } from './agenda-times.ts'
import { appointmentAddress, stateMarks } from './agenda-words.ts'
import { type Repeating, rhythms } from './series-form.ts'

/** Each time of a series as it would become, on the clock on which it is agreed. */
export type SeriesShown = { readonly times: readonly SeriesTime[]; readonly timeZone: string }

/** What she keeps, again every week or so: each date with what would become of it, before she confirms. */
export function seriesPart(viewer: Viewer, form: Repeating, series: SeriesShown | null): Html {
  const { language } = viewer
  return html`<details class="series"${form.rhythm && html` open`}><summary>${t(language, 'series.repeat')}</summary>
<div class="stretch"><div class="field"><label for="rhythm">${t(language, 'series.rhythm')}</label>
<select id="rhythm" name="rhythm"><option value="">${t(language, 'series.once')}</option>${rhythms.map((one) => html`<option value="${one}"${one === form.rhythm && html` selected`}>${t(language, `series.rhythm.${one}`)}</option>`)}</select></div>
<div class="field"><label for="times">${t(language, 'series.times')}</label>
<input id="times" name="times" type="number" min="2" max="52" inputmode="numeric" value="${form.times}"></div>
<div class="field"><label for="seriesUntil">${t(language, 'series.until')}</label>
<input id="seriesUntil" name="seriesUntil" type="date" value="${form.seriesUntil ?? ''}"></div></div>
<p class="without-scripts"><button class="secondary small" name="step" value="look">${t(language, 'series.look')}</button></p>
${series && timesPart(viewer, form, series)}</details>`
}

function timesPart(viewer: Viewer, { without }: Repeating, { times, timeZone }: SeriesShown): Html {
  const { language } = viewer
  const free = times.filter((one) => isPossible(one) && !without.includes(one.date))
  return html`<p class="meta" role="status">${t(language, 'series.summary', { free: free.length, all: times.length })}</p>
<ul class="rows series-times">${times.map((one, place) => {
    const at = one.at && clockText(one.at, timeZone, language)
    const when = html`${dateText(one, language)}${at && html` ${at}`}`
    const fate = t(language, `series.fate.${one.fate}`)
    if (!isPossible(one))
      return html`<li class="line"><input type="hidden" name="without" value="${one.date}"><s>${when}</s> <span class="tag warn">✕ ${fate}</span></li>`
    const mark = one.fate === 'decides' ? '✓' : one.fate === 'asks' ? '◔' : '✕'
    const tone = one.fate === 'decides' ? 'good' : one.fate === 'asks' ? 'warn' : 'urgent'
    return html`<li class="line"><span>${when}</span> <span class="tag ${tone}">${mark} ${fate}</span>
${place > 0 && html`<label class="push tick"><input type="checkbox" name="without" value="${one.date}"${without.includes(one.date) && html` checked`}> ${t(language, 'series.skip')}</label>`}</li>`
  })}</ul>`
}

/** The thirty-first of a month that has none is said as well. */
const dateText = ({ date, fate }: SeriesTime, language: Viewer['language']): string =>
  fate === 'noSuchDate'
    ? `${Number(date.slice(8))} ${monthText(`${date.slice(0, 7)}-01`, language)}`
    : dayText(date, language)

/** What an order by the executive could still allow is not left out. */
const isPossible = ({ fate }: SeriesTime): boolean =>
  fate === 'decides' || fate === 'asks' || fate === 'mustNot' || fate === 'notBookableByHer'

/** The other times of the series that an appointment belongs to. */
export function seriesOf(viewer: Viewer, appointment: Appointment, series: readonly Appointment[]): Html {
  const { language } = viewer
  const place = series.findIndex(({ id }) => id === appointment.id) + 1
  return html`<section class="panel"><h2>${t(language, 'series.title', { place, all: series.length })}</h2>
<ol class="rows">${series.map((one) => {
    const when = momentText(one.startsAt, one.timeZone, language)
    const state = html`<span class="meta">${stateMarks[one.state]} ${t(language, `agenda.state.${one.state}`)}</span>`
    return one.id === appointment.id
      ? html`<li class="line"><strong>${when}</strong> ${state}</li>`
      : html`<li class="line"><a href="${appointmentAddress(one)}">${when}</a> ${state}</li>`
  })}</ol></section>`
}

/** Whether a step is meant for one of a series only; nothing where there are no others to come. */
export function reachField(
  { language }: Viewer,
  { id, startsAt }: Appointment,
  series: readonly Appointment[],
): Html | null {
  const after = series.filter((one) => one.id !== id && one.startsAt > startsAt && isOpen(one))
  if (after.length === 0) return null
  return html`<fieldset class="pick"><legend class="unseen">${t(language, 'series.repeat')}</legend>
<label class="chip"><input type="radio" name="reach" value="one" checked> ${nameHtml(t(language, 'series.one'))}</label>
<label class="chip"><input type="radio" name="reach" value="onward"> ${nameHtml(t(language, 'series.onward', { count: after.length + 1 }))}</label></fieldset>`
}

const isOpen = ({ state }: Appointment): boolean => state === 'proposed' || state === 'confirmed'

/** Why nothing of a series was moved, date by date. */
export const seriesConflicts = (
  { language }: Pick<Viewer, 'language'>,
  moments: readonly Date[],
  timeZone: string,
): Html => html`<ul>${moments.map((at) => html`<li>${momentText(at, timeZone, language)}</li>`)}</ul>`
