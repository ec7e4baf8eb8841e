import type { Viewer } from '../../../console/console-frame.ts'
import { nameHtml } from '../../../console/desk/desk-parts.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import type { Bookable } from '../find-bookable.ts'
import { stretchFields } from '../stretch-fields-pages.ts'
import { type EnteredStep, type EventForm, type WrongEvent, withRoom } from './event-form.ts'

type Fields = {
  readonly bookable: Bookable
  readonly form: EventForm
  readonly wrong: WrongEvent
}

/** What an event is, when, with whom, and what has to be done for it. */
export function eventFields(viewer: Viewer, { bookable, form, wrong }: Fields): Html {
  const { language } = viewer
  const { client, executives } = bookable
  return html`<div class="field"><label for="title">${t(language, 'events.name')}</label>
<input id="title" name="title" value="${form.title}" maxlength="200" dir="auto" required${wrong.title && html` aria-invalid="true" aria-describedby="title-problem"`}>
${wrong.title && html`<p class="problem" id="title-problem">${t(language, 'events.wrong.title')}</p>`}</div>
${stretchFields(viewer, { entered: form, wrong: wrong.moments, timeZone: client.hours.timeZone })}
<div class="field"><label for="venueDetail">${t(language, 'agenda.where')}</label>
<input id="venueDetail" name="venueDetail" value="${form.venueDetail}" maxlength="300" dir="auto"></div>
<fieldset class="pick"><legend>${t(language, 'events.who')}</legend>
${executives.map(({ id, name }) => html`<label class="chip"><input type="checkbox" name="who" value="${id}"${form.who.includes(id) && html` checked`}> ${nameHtml(name, 80)}</label>`)}
</fieldset>
<label class="tick"><input type="checkbox" name="blocks" value="yes"${form.blocks && html` checked`}> ${t(language, 'events.blocks')}</label>
<div class="field"><label for="guests">${t(language, 'events.guests')}</label>
<textarea id="guests" name="guests" rows="2" dir="auto">
${form.guests}</textarea></div>
<div class="field"><label for="note">${t(language, 'events.note')}</label>
<textarea id="note" name="note" rows="2" maxlength="5000" dir="auto">
${form.note}</textarea></div>
<fieldset><legend>${t(language, 'events.steps')}</legend>
${withRoom(form.steps).map((step, place) => stepFields(viewer, step, place, wrong.steps.includes(place)))}
</fieldset>`
}

function stepFields({ language }: Viewer, { id, what, due }: EnteredStep, place: number, isWrong: boolean) {
  const name = `step.${place}`
  return html`<div class="step-fields">${id && html`<input type="hidden" name="${name}.id" value="${id}">`}
<input name="${name}.what" value="${what}" maxlength="300" dir="auto" aria-label="${t(language, 'events.stepNumber', { number: place + 1 })}">
<input type="date" name="${name}.due" value="${due}" aria-label="${t(language, 'events.dueNumber', { number: place + 1 })}"${isWrong && html` aria-invalid="true"`}></div>
${isWrong && html`<p class="problem">${t(language, 'stretch.wrong.noSuchDate')}</p>`}`
}
