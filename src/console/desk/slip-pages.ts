import { wishes } from '../../clients/slip-form.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { timeOfDay } from '../../i18n/time-in-words.ts'
import { formTokenField, type Viewer } from '../console-frame.ts'
import type { Desk } from './desk.ts'
import { addressOf, keycap, nameHtml, numberText, recipientKeys } from './desk-parts.ts'
import { clientFields, field, type Problems, problemList, templates } from './field-pages.ts'
import { reasonsPart } from './reason-pages.ts'
import type { SlipShown } from './shown-slip.ts'
import { type SlipValues, valuesOf } from './slip-values.ts'

/** The slip while it is written. Every field goes by the name under which it is kept. */
export function slipForm(viewer: Viewer, desk: Desk, shown: SlipShown): Html {
  const { language, secretary } = viewer
  const { fields, version, problems, isOthers } = shown
  const values = valuesOf(fields)
  const address = addressOf(desk.source)
  const revision = values.one('revision')
  return html`<section id="slip" class="slip" aria-labelledby="slip-title">
<form id="slip-form" method="post" action="${address}/slip" data-ctrl-enter data-draft="${address}/draft" data-keep="${secretary.id} ${address}" novalidate autocomplete="off">
${formTokenField(viewer)}
<input type="hidden" name="version" value="${version}">
<input type="hidden" name="revision" value="${revision}">
<input type="hidden" name="reasonVersion" value="${values.one('reasonVersion')}">
<div class="slip-top"><h2 id="slip-title">${t(language, revision && revision !== '0' ? 'desk.correction' : 'desk.slip')}</h2>
${draftWords(viewer, desk)}</div>
${conflictPart(viewer, desk, shown)}
<fieldset id="slip-fields" class="all"${isOthers && html` disabled`}>
${problemList(viewer, problems)}
${reasonsPart(viewer, desk, values)}
${recipients(viewer, desk, values)}
${callerFields(viewer, desk, values, problems)}
${templates(viewer, desk)}
${field(viewer, values, problems, { name: 'subject', label: t(language, 'desk.subject'), max: 200 })}
${field(viewer, values, problems, { name: 'body', label: t(language, 'desk.body'), max: 4000, rows: 4 })}
${wishFields(viewer, values, problems)}
${clientFields(viewer, desk, values, problems)}
<div class="send">
<button>${t(language, 'desk.send')} <kbd>Ctrl+↵</kbd></button>
<button class="plain" formaction="${address}/discard" formnovalidate data-discards>${t(language, 'desk.discardDraft')}</button>
<noscript><button class="secondary" formaction="${address}/draft">${t(language, 'desk.saveDraft')}</button></noscript>
</div>
</fieldset>
</form>
</section>`
}

/** What the browser will say of the draft stands ready on the element itself, in her language. */
function draftWords({ language, secretary }: Viewer, { draft, client }: Desk): Html {
  const isHers = draft?.secretaryId === secretary.id
  const time = draft && isHers && timeOfDay(draft.savedAt, client.timeZone, language)
  return html`<p id="draft-state" role="status" data-unsaved="${t(language, 'desk.unsaved')}" data-offline="${t(language, 'desk.offline')}">${
    time && t(language, 'desk.savedAt', { time })
  }</p>`
}

/** Somebody else writes, or her session has ended: nothing typed is lost, and what to do is said. */
function conflictPart({ language }: Viewer, { draft, source }: Desk, { notice, isOthers }: SlipShown): Html {
  const who = draft && isOthers ? t(language, 'desk.othersDraft', { name: draft.by }) : notice
  return html`<div id="draft-conflict" class="notice warn" role="alert"${!who && html` hidden`}>
<p>${who}</p>
<ul class="theirs"></ul>
<button class="small" formaction="${addressOf(source)}/take-over" formnovalidate>${t(language, 'desk.takeOverDraft')}</button>
</div>
<div id="draft-signed-out" class="notice urgent" role="alert" hidden>
<p>${t(language, 'desk.signedOut')} <a href="/console/sign-in?next=%2Fconsole" target="_blank">${t(language, 'desk.signInAgain')}</a></p>
</div>`
}

function recipients({ language }: Viewer, { executives }: Desk, values: SlipValues): Html {
  const copied = executives.filter(({ key }) => values.has('copies', key)).length
  return html`<fieldset class="pick recipients">
<legend>${t(language, 'desk.for')} <small>${t(language, 'desk.recipientKeys')}</small></legend>
${executives.map(({ key, name, absence }, place) => {
  const letter = recipientKeys[place]
  return html`<label class="chip"><input type="radio" name="recipient" value="${key}"${letter && html` data-key="${letter}"`}${place < 9 && html` data-alt-shift="${place + 1}"`}${values.one('recipient') === key && html` checked`}>
${letter && keycap(letter)} ${nameHtml(name, 60)}${absence && html` <small>${t(language, `desk.${absence.state}`)}</small>`}</label>`
})}
${
  executives.length > 1 &&
  html`<details class="copies"${copied > 0 && html` open`}><summary>${t(language, 'desk.copies')}</summary>
${executives.map(
  ({ key, name }) =>
    html`<label class="chip"><input type="checkbox" name="copies" value="${key}"${values.has('copies', key) && html` checked`}> ${nameHtml(name, 60)}</label>`,
)}</details>`
}
</fieldset>`
}

function callerFields(viewer: Viewer, { caller }: Desk, values: SlipValues, problems: Problems): Html {
  const { language } = viewer
  const shown =
    caller.number && caller.kind !== 'withheld' ? numberText(caller.number) : t(language, 'mail.withheld')
  return html`<div class="pair">
${field(viewer, values, problems, { name: 'callerName', label: t(language, 'desk.callerName'), max: 200, key: 's' })}
${field(viewer, values, problems, { name: 'company', label: t(language, 'desk.company'), max: 200 })}
</div>
<div class="pair number">
<p class="shown">${t(language, 'desk.shown')} <strong><bdi>${shown}</bdi></strong></p>
${field(viewer, values, problems, { name: 'callbackNumber', label: t(language, 'desk.callback'), max: 40, mode: 'tel' })}
<label class="tick"><input type="checkbox" name="readBack" value="yes"${values.has('readBack', 'yes') && html` checked`}> ${t(language, 'desk.readBack')}</label>
</div>`
}

function wishFields(viewer: Viewer, values: SlipValues, problems: Problems): Html {
  const { language } = viewer
  return html`<div class="wishes"><fieldset class="pick">
<legend>${t(language, 'desk.wish')}</legend>
${wishes.map(
  (wish) =>
    html`<label class="chip"><input type="radio" name="wish" value="${wish}"${values.one('wish') === wish && html` checked`}> ${t(language, `desk.wish.${wish}`)}</label>`,
)}
<label class="chip urgent"><input type="checkbox" name="urgent" value="yes"${values.has('urgent', 'yes') && html` checked`}> ${t(language, 'desk.urgent')}</label>
</fieldset>
${field(viewer, values, problems, { name: 'wishWhen', label: t(language, 'desk.when'), max: 200 })}</div>`
}
