import { consoleFrame, formTokenField, type Viewer } from '../../../console/console-frame.ts'
import { nameHtml } from '../../../console/desk/desk-parts.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { agendaNav, agendaNavKeys, agendaPath } from '../agenda-nav-pages.ts'
import { sourceOf } from '../booking-form.ts'
import type { Bookable } from '../find-bookable.ts'
import type { ElsewhereField, ElsewhereForm, WrongElsewhere } from './elsewhere-form.ts'

const usual = ['Doctolib', 'Outlook', 'Google Agenda', 'Calendly', 'Planity']

export type ElsewhereShown = {
  readonly bookable: Bookable
  readonly form: ElsewhereForm
  readonly wrong: WrongElsewhere
  readonly news: 'taken' | 'notOffered' | 'notBookableByHer' | 'past' | 'mustNot' | null
}

/** An appointment that somebody else's agenda has already: written down, so that nobody books over it. */
export function elsewherePage(viewer: Viewer, shown: ElsewhereShown): Html {
  const { language } = viewer
  const { bookable, form, news } = shown
  const { client } = bookable
  const title = t(language, 'elsewhere.heading')
  const source = sourceOf(form)
  const main = html`<div class="agenda-list">
<h1>${title} <small>${nameHtml(client.name, 80)}</small>${source && html` <a class="aside" data-key="b" href="/console/${source.kind}s/${client.clientId}/${source.id}">${t(language, `agenda.backTo.${source.kind}`)}</a>`}</h1>
${agendaNav(viewer, client.clientId, 'elsewhere')}
<p class="meta">${t(language, 'elsewhere.hint')}</p>
${news && html`<p class="notice warn" role="alert">${t(language, `elsewhere.news.${news}`)}</p>`}
<form class="columns" method="post" action="${agendaPath(client.clientId, 'elsewhere')}" data-ctrl-enter novalidate>${formTokenField(viewer)}
${hidden('call', form.call)}${hidden('text', form.text)}${hidden('contact', form.contact)}
<div class="panel">${whatFields(viewer, shown)}</div>
<div class="panel">${whoFields(viewer, shown)}
<button>${t(language, 'elsewhere.save')} <kbd>Ctrl+↵</kbd></button></div>
</form></div>`
  return consoleFrame(viewer, {
    ...{ title, main, at: 'agenda', styles: ['call.css', 'agenda.css'], keys: agendaNavKeys(viewer) },
  })
}

const hidden = (name: string, value: string | null): Html | null =>
  value === null ? null : html`<input type="hidden" name="${name}" value="${value}">`

function whatFields(viewer: Viewer, shown: ElsewhereShown): Html {
  const { language } = viewer
  const { bookable, form } = shown
  const text = (name: 'where' | 'title' | 'date' | 'time' | 'minutes', more: Html) =>
    field(viewer, shown, name, html`<input id="${name}" name="${name}" value="${form[name]}"${more}`)
  return html`${text('where', html` list="usual" maxlength="100" required`)}
<datalist id="usual">${usual.map((name) => html`<option value="${name}"></option>`)}</datalist>
${field(
  viewer,
  shown,
  'executive',
  html`<select id="executive" name="executive"${bookable.executives.length > 1 && html` required`}`,
  html`${bookable.executives.length > 1 && html`<option value=""></option>`}${bookable.executives.map(({ id, name }) => html`<option value="${id}"${id === form.executive && html` selected`}>${name}</option>`)}</select>`,
)}
<div class="stretch">${text('date', html` type="date" required`)}${text('time', html` type="time" required`)}${text('minutes', html` type="number" min="1" max="1440" inputmode="numeric"`)}</div>
<div class="field"><label for="type">${t(language, 'agenda.type')}</label>
<select id="type" name="type"><option value="">${t(language, 'elsewhere.other')}</option>${bookable.types.map(({ id, name, minutes }) => html`<option value="${id}"${id === form.type && html` selected`}>${t(language, 'agenda.typeWithLength', { name, minutes })}</option>`)}</select></div>
${text('title', html` maxlength="200" dir="auto"`)}`
}

function whoFields(viewer: Viewer, shown: ElsewhereShown): Html {
  const { form } = shown
  const text = (name: 'name' | 'number' | 'email', more: Html) =>
    field(viewer, shown, name, html`<input id="${name}" name="${name}" value="${form[name]}"${more}`)
  return html`${text('name', html` maxlength="200" dir="auto"`)}
${text('number', html` inputmode="tel" maxlength="40"`)}
${text('email', html` inputmode="email" maxlength="254"`)}
<div class="field"><label for="note">${t(viewer.language, 'agenda.note')}</label>
<textarea id="note" name="note" rows="2" maxlength="2000" dir="auto">
${form.note}</textarea></div>`
}

/** A label, a control that is not closed yet, what is inside, and what is wrong with it. */
function field(
  { language }: Viewer,
  { wrong }: ElsewhereShown,
  name: ElsewhereField,
  control: Html,
  inside?: Html,
): Html {
  const why = wrong[name]
  const isCaller = name === 'name' || name === 'number' || name === 'email'
  const label = isCaller
    ? t(language, `agenda.caller.${name}`)
    : name === 'executive'
      ? t(language, 'agenda.with')
      : t(language, `elsewhere.${name}`)
  return html`<div class="field"><label for="${name}">${label}</label>
${control}${why && html` aria-invalid="true" aria-describedby="${name}-problem"`}>${inside}
${why && html`<p class="problem" id="${name}-problem">${problemText(language, name, why)}</p>`}</div>`
}

function problemText(
  language: Viewer['language'],
  name: ElsewhereField,
  why: NonNullable<WrongElsewhere[ElsewhereField]>,
): string {
  if (why === 'past') return t(language, 'elsewhere.wrong.past')
  if (why === 'noSuchDate' || why === 'noSuchTime' || why === 'skipped' || why === 'twice')
    return t(language, `stretch.wrong.${why}`)
  if (name === 'name' || name === 'number' || name === 'email') return t(language, `agenda.wrong.${name}`)
  return t(language, name === 'minutes' ? 'elsewhere.wrong.minutes' : 'elsewhere.wrong.missing')
}
