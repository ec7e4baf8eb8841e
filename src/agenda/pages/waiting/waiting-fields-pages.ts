import { formTokenField, type Viewer } from '../../../console/console-frame.ts'
import { nameHtml } from '../../../console/desk/desk-parts.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { agendaPath } from '../agenda-nav-pages.ts'
import { momentText } from '../agenda-times.ts'
import { parts } from '../booking-form.ts'
import type { WaitingField } from './waiting-form.ts'
import type { WaitingShown } from './waiting-pages.ts'

/** Who would like which time: the form that puts him on the list. */
export function waitingFields(viewer: Viewer, shown: WaitingShown): Html {
  const { language } = viewer
  const { bookable, form, instead } = shown
  const { client, executives, types } = bookable
  const text = (name: WaitingField & keyof typeof form, label: string, more: Html) =>
    field(viewer, shown, name, label, html`<input id="${name}" name="${name}" value="${form[name]}"${more}`)
  if (types.length === 0) return html`<p class="notice warn">${t(language, 'agenda.noTypes')}</p>`
  return html`<form class="panel" method="post" action="${agendaPath(client.clientId, 'waiting')}" data-ctrl-enter novalidate>${formTokenField(viewer)}
<h2>${t(language, 'waiting.new')}</h2>
${
  instead &&
  html`<input type="hidden" name="instead" value="${instead.appointment.id}">
<p class="notice">${t(language, 'waiting.instead', { when: momentText(instead.appointment.startsAt, instead.appointment.timeZone, language) })}</p>`
}
<div class="pair">${text('name', t(language, 'agenda.caller.name'), html` maxlength="200" dir="auto" required`)}
${text('number', t(language, 'agenda.caller.number'), html` inputmode="tel" maxlength="40"`)}</div>
${text('email', t(language, 'agenda.caller.email'), html` inputmode="email" maxlength="254"`)}
<div class="field"><label for="type">${t(language, 'agenda.type')}</label>
<select id="type" name="type">${types.map(({ id, name, minutes }) => html`<option value="${id}"${id === form.type && html` selected`}>${t(language, 'agenda.typeWithLength', { name, minutes })}</option>`)}</select></div>
${field(
  viewer,
  shown,
  'executive',
  t(language, 'agenda.with'),
  html`<select id="executive" name="executive"`,
  html`<option value="">${t(language, 'agenda.anyone')}</option>${executives.map(({ id, name }) => html`<option value="${id}"${id === form.executive && html` selected`}>${name}</option>`)}</select>`,
)}
<fieldset class="pick"><legend>${t(language, 'agenda.part')}</legend>
${parts.map((part) => html`<label class="chip"><input type="radio" name="part" value="${part}"${part === form.part && html` checked`}> ${nameHtml(t(language, `agenda.part.${part}`))}</label>`)}</fieldset>
<div class="pair">${text('notBefore', t(language, 'waiting.notBefore'), html` type="date"`)}
${text('notAfter', t(language, 'waiting.notAfter'), html` type="date"`)}</div>
<div class="field"><label for="note">${t(language, 'agenda.note')}</label>
<textarea id="note" name="note" rows="2" maxlength="2000" dir="auto">
${form.note}</textarea></div>
<button name="step" value="add">${t(language, 'waiting.add')} <kbd>Ctrl+↵</kbd></button></form>`
}

/** A label, a control that is not closed yet, what is inside, and what is wrong with it. */
function field(
  { language }: Viewer,
  { wrong }: WaitingShown,
  name: WaitingField,
  label: string,
  control: Html,
  inside?: Html,
): Html {
  const why = wrong[name]
  return html`<div class="field"><label for="${name}">${label}</label>
${control}${why && html` aria-invalid="true" aria-describedby="${name}-problem"`}>${inside}
${why && html`<p class="problem" id="${name}-problem">${problemText(language, name, why)}</p>`}</div>`
}

function problemText(
  language: Viewer['language'],
  name: WaitingField,
  why: NonNullable<WaitingShown['wrong'][WaitingField]>,
): string {
  if (why !== 'bad') return t(language, `stretch.wrong.${why}`)
  if (name === 'number' || name === 'email') return t(language, `agenda.wrong.${name}`)
  return t(language, name === 'executive' ? 'waiting.wrong.executive' : 'waiting.wrong.name')
}
