import type { ShownInstruction } from '../../clients/instructions/find-instructions.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { timeOfDay, whenInWords } from '../../i18n/time-in-words.ts'
import { dateInWords } from '../../rules/explain-condition.ts'
import { formTokenField, type Viewer } from '../console-frame.ts'
import type { Desk, DeskClient, DeskExecutive } from './desk.ts'
import { addressOf, keycap, nameHtml, numberLink, wordsHtml } from './desk-parts.ts'

/** What she must know before she speaks. An unread one is shown first and never in the way. */
export function instructionsPart(viewer: Viewer, desk: Desk): Html {
  const { language } = viewer
  const { instructions } = desk
  if (instructions.length === 0) return html``
  const firstUnread = instructions.find(isUnread)
  return html`<section id="instructions" class="notes">
<h2>${t(language, 'desk.instructions')}</h2>
<ul>${instructions.map((note) => noteHtml(viewer, desk, note, note === firstUnread))}</ul>
</section>`
}

const isDated = (note: ShownInstruction): boolean => note.fromDate !== null || note.untilDate !== null

const isUnread = (note: ShownInstruction): boolean => note.reading !== 'read'

function noteHtml(viewer: Viewer, { source }: Desk, note: ShownInstruction, hasKey: boolean): Html {
  const { language } = viewer
  const unread = isUnread(note)
  return html`<li class="${unread ? 'unread' : 'read'}">
${unread && html`<strong class="badge">${t(language, note.reading === 'unread' ? 'desk.new' : 'desk.changed')}</strong>`}
${isDated(note) && html`<strong class="badge dated">${datedText(note, language)}</strong>`}
<div id="note-${note.id}">${wordsHtml(note.body)}</div>
${
  unread &&
  html`<form method="post" action="${addressOf(source)}/read" data-replaces="instructions">
${formTokenField(viewer)}
<input type="hidden" name="instruction" value="${note.id}">
<input type="hidden" name="version" value="${note.version}">
<button class="small"${hasKey && html` data-key="u"`} aria-describedby="note-${note.id}">${t(language, 'desk.read')} ${hasKey && keycap('u')}</button>
</form>`
}
</li>`
}

const datedText = ({ untilDate }: ShownInstruction, language: Language): string =>
  untilDate
    ? t(language, 'desk.until', { date: dateInWords(untilDate, language) })
    : t(language, 'desk.dated')

/** Who can be had at this moment, and how they are reached. */
export function executivesPart({ language, now }: Viewer, { executives, client, source }: Desk): Html {
  return html`<section class="executives">
<h2>${t(language, 'desk.executives')}</h2>
<ul>${executives.map(
    (executive) => html`<li class="${executive.absence?.state ?? 'available'}">
<span class="mark" aria-hidden="true">${executive.absence ? '✕' : '✓'}</span>
<strong>${nameHtml(executive.name, 80)}</strong>
<span>${availabilityText(executive, { client, now, language })}</span>
${executive.mobile && numberLink(executive.mobile)}
${executive.mobile && ringingPart(executive, source, language)}
</li>`,
  )}</ul>
</section>`
}

/** While the secretary speaks with the caller; station.js shows it. */
const ringingPart = (
  { key, name }: DeskExecutive,
  { id }: Desk['source'],
  language: Language,
): Html => html`<span class="rings" data-live-call="${id}" hidden>
<button type="button" class="small" data-rings="consult" data-executive="${key}" title="${t(language, 'transfer.consultTitle', { name })}">${t(language, 'transfer.consult')}</button>
<button type="button" class="small secondary" data-rings="transfer" data-executive="${key}" title="${t(language, 'transfer.transferTitle', { name })}">${t(language, 'transfer.transfer')}</button>
</span>`

type Seen = { readonly client: DeskClient; readonly now: Date; readonly language: Language }

/** "disponible", "absent jusqu'à 14 h 05" */
export function availabilityText({ absence }: DeskExecutive, { client, now, language }: Seen): string {
  if (!absence) return t(language, 'desk.available')
  const { until, state } = absence
  if (!until) return t(language, `desk.${state}`)
  const { timeZone } = client
  const isSoon = until.getTime() - now.getTime() < 12 * 3_600_000
  const when = isSoon
    ? timeOfDay(until, timeZone, language)
    : whenInWords({ at: until, now, timeZone }, language)
  return t(language, `desk.${state}Until`, { when })
}

/** The decision in one sentence; opened, each rule that was tried. */
export function treatmentPart({ language }: Viewer, { treatment, decidedBy }: Desk): Html | null {
  const [what, why, ...trace] = treatment
  if (!what) return null
  return html`<details class="why">
<summary>${what}${why && html`. ${why}`}</summary>
${
  trace.length > 0 &&
  html`<p>${t(language, 'desk.tried')}</p>
<ol>${trace.map((line) => html`<li dir="auto">${line}</li>`)}</ol>`
}
${decidedBy && html`<p><a href="${decidedBy}">${t(language, 'editor.seeVersion')}</a></p>`}
</details>`
}
