import { consoleFrame, formTokenField, type Viewer } from '../../../console/console-frame.ts'
import { nameHtml } from '../../../console/desk/desk-parts.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import type { FoundAbsence } from '../../absences/find-absences.ts'
import { agendaNav, agendaNavKeys, agendaPath } from '../agenda-nav-pages.ts'
import { conflictsPart } from '../conflict-pages.ts'
import type { EnteredStretch } from '../entered-stretch.ts'
import type { Bookable } from '../find-bookable.ts'
import { longStretchText, stretchFields } from '../stretch-fields-pages.ts'
import type { AbsenceForm, WrongAbsence } from './absence-form.ts'

export const absenceAddress = (clientId: number, absenceId: string): string =>
  `${agendaPath(clientId, 'absences')}/${absenceId}`

export type AbsencesShown = {
  readonly bookable: Bookable
  readonly absences: readonly FoundAbsence[]
  readonly form: AbsenceForm
  readonly wrong: WrongAbsence
  readonly done: 'added' | 'changed' | 'removed' | 'gone' | null
}

/** Who is away when, which appointments fall into it, and the form for another absence. */
export function absencesPage(viewer: Viewer, shown: AbsencesShown): Html {
  const { language } = viewer
  const { client, executives } = shown.bookable
  const { clientId } = client
  const main = html`<div class="agenda-list">
<h1>${t(language, 'absences.title')} <small>${nameHtml(client.name, 80)}</small></h1>
${agendaNav(viewer, clientId, 'absences')}
${shown.done && html`<p class="notice${shown.done === 'gone' ? ' warn' : ' good'}" role="status">${t(language, `absences.done.${shown.done}`)}</p>`}
<div class="columns">
<section class="panel"><h2>${t(language, 'absences.coming')} <span class="count">${shown.absences.length}</span></h2>
${shown.absences.length === 0 && html`<p class="quiet">${t(language, 'absences.none')}</p>`}
<ul class="rows">${shown.absences.map((found) => absenceRow(viewer, shown.bookable, found))}</ul></section>
<form class="panel" method="post" action="${agendaPath(clientId, 'absences')}" data-ctrl-enter novalidate>${formTokenField(viewer)}
<h2>${t(language, 'absences.new')}</h2>
${whoField(viewer, executives, shown)}
${absenceFields(viewer, shown.form, shown.wrong, client.hours.timeZone)}
<button>${t(language, 'absences.add')} <kbd>Ctrl+↵</kbd></button>
<p class="meta">${t(language, 'absences.house')} <a href="/console/clients/${clientId}/hours">${t(language, 'absences.toHours')}</a></p>
</form></div></div>`
  return frame(viewer, t(language, 'absences.title'), main)
}

const frame = (viewer: Viewer, title: string, main: Html): Html =>
  consoleFrame(viewer, {
    ...{ title, main, at: 'agenda', styles: ['call.css', 'agenda.css'], keys: agendaNavKeys(viewer) },
  })

function absenceRow(viewer: Viewer, { client }: Bookable, { absence, executive, conflicts }: FoundAbsence) {
  const { language } = viewer
  const timeZone = executive.choices.timeZone ?? client.hours.timeZone
  const when = longStretchText(absence, timeZone, viewer)
  return html`<li class="row"><p class="line"><strong>${nameHtml(executive.name, 80)}</strong> <span>${when}</span>
${absence.label && html`<span class="meta">${nameHtml(absence.label)}</span>`}
<a class="push" href="${absenceAddress(client.clientId, absence.id)}" aria-label="${t(language, 'absences.changeThis', { name: executive.name, when })}">${t(language, 'absences.change')}</a></p>
${conflicts.length > 0 && conflictsPart(viewer, conflicts)}</li>`
}

function whoField({ language }: Viewer, executives: Bookable['executives'], { form, wrong }: AbsencesShown) {
  return html`<fieldset class="pick"${wrong.who && html` aria-describedby="who-problem"`}><legend>${t(language, 'absences.who')}</legend>
${executives.map(({ id, name }) => html`<label class="chip"><input type="checkbox" name="who" value="${id}"${form.who.includes(id) && html` checked`}> ${nameHtml(name, 80)}</label>`)}
</fieldset>${wrong.who && html`<p class="problem" id="who-problem">${t(language, 'absences.wrong.who')}</p>`}`
}

type Entered = EnteredStretch & Pick<AbsenceForm, 'label'>

const absenceFields = (viewer: Viewer, entered: Entered, wrong: WrongAbsence, timeZone: string): Html =>
  html`${stretchFields(viewer, { entered, wrong: wrong.moments, timeZone })}
<div class="field"><label for="label">${t(viewer.language, 'absences.label')}</label>
<input id="label" name="label" value="${entered.label}" maxlength="200" dir="auto"></div>`

export type AbsenceShown = {
  readonly found: FoundAbsence
  readonly client: Bookable['client']
  readonly entered: Entered
  readonly wrong: WrongAbsence
}

/** One absence: changed, taken away, and what stands in its way. */
export function absencePage(viewer: Viewer, { found, client, entered, wrong }: AbsenceShown): Html {
  const { language } = viewer
  const { absence, executive, conflicts } = found
  const timeZone = executive.choices.timeZone ?? client.hours.timeZone
  const title = t(language, 'absences.one', { name: executive.name })
  const main = html`<div class="agenda-list">
<h1>${title} <small>${longStretchText(absence, timeZone, viewer)}</small></h1>
${agendaNav(viewer, client.clientId, 'absences')}
<div class="columns">
<form class="panel" method="post" action="${absenceAddress(client.clientId, absence.id)}" data-ctrl-enter novalidate>${formTokenField(viewer)}
<h2>${t(language, 'absences.change')}</h2>
${absenceFields(viewer, entered, wrong, timeZone)}
<p class="line"><button class="small" name="step" value="save">${t(language, 'absences.save')} <kbd>Ctrl+↵</kbd></button>
<button class="small secondary" name="step" value="remove">${t(language, 'absences.remove')}</button></p></form>
<section class="panel"><h2>${t(language, 'conflicts.title')} <span class="count">${conflicts.length}</span></h2>
${conflicts.length === 0 ? html`<p class="quiet">${t(language, 'conflicts.none')}</p>` : conflictsPart(viewer, conflicts)}</section>
</div></div>`
  return frame(viewer, title, main)
}
