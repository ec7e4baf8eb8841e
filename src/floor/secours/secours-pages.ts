import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { numberText } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { EmergencyTelephone } from './find-emergency-telephones.ts'
import type { SecoursOn } from './secours-bar.ts'

/** One large button, and a second press that confirms; also on a telephone, and without scripts. */
export function secoursSwitch(viewer: Viewer, on: SecoursOn | null, ready: number): Html {
  const { language } = viewer
  const list = html`<p class="meta"><a href="/console/secours">${t(language, 'secours.list', { count: ready })}</a></p>`
  if (on) return list
  return html`<details class="secours-switch"><summary role="button" class="secondary">${t(language, 'secours.turnOn')}</summary>
<p>${t(language, ready === 0 ? 'secours.none' : 'secours.what', { count: ready })}</p>
${ready > 0 && html`<form method="post" action="/console/secours/on">${formTokenField(viewer)}<button class="urgent">${t(language, 'secours.confirmOn')}</button></form>`}
</details>${list}`
}

type Named = { readonly id: string; readonly name: string }

type Shown = {
  readonly telephones: readonly EmergencyTelephone[]
  readonly people: readonly Named[]
  readonly teams: readonly Named[]
  readonly on: SecoursOn | null
  readonly problem: 'notDiallable' | 'samePerson' | 'newAccount' | null
}

export function secoursPage(viewer: Viewer, { telephones, people, teams, on, problem }: Shown): Html {
  const { language } = viewer
  const main = html`<p><a href="/console/floor">← ${t(language, 'floor.title')}</a></p>
<h1>${t(language, 'secours.title')}</h1>
${problem && html`<p class="notice urgent" role="alert">${t(language, problem === 'notDiallable' ? 'station.notDiallable' : `floor.${problem}`)}</p>`}
<section class="panel" aria-labelledby="list-title"><h2 id="list-title">${t(language, 'secours.telephones')}</h2>
${telephones.length === 0 ? html`<p class="quiet">${t(language, 'secours.noTelephone')}</p>` : html`<ul class="rows">${telephones.map((one) => row(viewer, one))}</ul>`}
<form method="post" action="/console/secours/telephones" class="line">${formTokenField(viewer)}
<label>${t(language, 'secours.whose')} <select name="secretaryId" required>${people.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select></label>
${teams.length > 0 && html`<label>${t(language, 'secours.of')} <select name="team"><option value="">${t(language, 'secours.ofAgency')}</option>${teams.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select></label>`}
<label>${t(language, 'secours.number')} <input name="telephone" type="tel" autocomplete="off" required maxlength="60"></label>
<button class="small">${t(language, 'secours.add')}</button></form>
<p class="meta">${t(language, 'secours.why')}${teams.length > 0 && html` ${t(language, 'secours.ofWhy')}`}</p>
</section>`
  return consoleFrame(viewer, {
    title: t(language, 'secours.title'),
    at: 'floor',
    styles: ['floor.css'],
    secours: on,
    main,
  })
}

function row(
  viewer: Viewer,
  { id, name, number, teamName, givenById, confirmedById }: EmergencyTelephone,
): Html {
  const { language } = viewer
  const act = (does: 'confirm' | 'drop', word: Html | string) =>
    html`<form method="post" action="/console/secours/telephones/${id}/${does}">${formTokenField(viewer)}<button class="small secondary">${word}</button></form>`
  const mayConfirm = !confirmedById && givenById !== viewer.secretary.id
  return html`<li class="row line"><strong><bdi>${name}</bdi></strong> <bdi>${numberText(number)}</bdi>${teamName && html` <span class="tag">${teamName}</span>`}
${!confirmedById && html`<span class="tag warn">${t(language, 'secours.unconfirmed')}</span>`}
<span class="push line">${mayConfirm && act('confirm', t(language, 'floor.confirm'))} ${act('drop', t(language, 'secours.drop'))}</span></li>`
}
