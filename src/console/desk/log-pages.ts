import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { SlipForm } from '../../messages/find-draft.ts'
import { consoleFrame, formTokenField, type Viewer } from '../console-frame.ts'
import { field, type Problems, problemList } from './field-pages.ts'
import { valuesOf } from './slip-values.ts'

export type LogShown = {
  readonly formId: string
  readonly choices: readonly LogChoice[]
  readonly fields: SlipForm
  readonly problems: Problems
}

/** A client, or, where it has several, one of its lines. */
export type LogChoice = {
  readonly value: string
  readonly name: string
  /** What its own clock shows, as the field of the time has it, and in which zone. */
  readonly now: string
  readonly timeZone: string
}

/** A call of which the exchange knows nothing, written down by hand; its slip follows on the call's own page. */
export function logPage(viewer: Viewer, { formId, choices, fields, problems }: LogShown): Html {
  const { language } = viewer
  const values = valuesOf(fields)
  const main = html`<section class="panel log">
<h1>${t(language, 'desk.log')}</h1>
<p>${t(language, 'desk.logIntro')}</p>
<form method="post" action="/console/log" data-ctrl-enter novalidate autocomplete="off">
${formTokenField(viewer)}
<input type="hidden" name="formId" value="${formId}">
<input type="hidden" name="prefilled" value="${values.one('prefilled')}">
<input type="hidden" name="zone" value="${values.one('zone')}">
${problemList(viewer, problems)}
<div class="field"><label for="client">${t(language, 'desk.logClient')}</label>
<select id="client" name="client"${problems.client && html` aria-invalid="true" aria-describedby="client-problem"`}>
<option value=""></option>
${choices.map(({ value, name, now, timeZone }) => html`<option value="${value}" data-now="${now}" data-zone="${timeZone}"${values.one('client') === value && html` selected`}>${name}</option>`)}
</select>${problems.client && html`<p class="problem" id="client-problem">${problems.client}</p>`}</div>
<fieldset class="pick"><legend>${t(language, 'desk.logDirection')}</legend>
${(['inbound', 'outbound'] as const).map(
  (way) =>
    html`<label class="chip"><input type="radio" name="direction" value="${way}"${values.one('direction') === way && html` checked`}> ${t(language, way === 'inbound' ? 'desk.logInbound' : 'desk.logOutbound')}</label>`,
)}
</fieldset>
<div class="pair">
${field(viewer, values, problems, { name: 'number', label: t(language, 'desk.logNumber'), max: 40, mode: 'tel', hint: t(language, 'desk.logNumberHint') })}
${field(viewer, values, problems, { name: 'name', label: t(language, 'desk.logName'), max: 200 })}
</div>
<div class="pair">
${field(viewer, values, problems, { name: 'at', label: t(language, 'desk.logAt'), max: 20, type: 'datetime-local', hint: t(language, 'desk.logAtHint') })}
${field(viewer, values, problems, { name: 'minutes', label: t(language, 'desk.logMinutes'), max: 3, mode: 'numeric' })}
</div>
<label class="tick"><input type="checkbox" name="answered" value="yes"${values.has('answered', 'yes') && html` checked`}> ${t(language, 'desk.logAnswered')}</label>
<button>${t(language, 'desk.logSave')} <kbd>Ctrl+↵</kbd></button>
</form>
</section>`
  return consoleFrame(viewer, {
    title: t(language, 'desk.log'),
    at: 'log',
    main,
    styles: ['call.css'],
    scripts: ['log.js'],
  })
}
