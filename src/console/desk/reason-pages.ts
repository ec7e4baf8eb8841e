import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import type { Viewer } from '../console-frame.ts'
import { availabilityText } from './client-pages.ts'
import type { Desk, DeskExecutive, DeskReason } from './desk.ts'
import { addressOf, keycap, nameHtml, numberLink, reasonKeys } from './desk-parts.ts'
import type { SlipValues } from './slip-values.ts'

/** Why he calls, picked by key; what to do now follows at once, and the questions to ask. */
export function reasonsPart(viewer: Viewer, desk: Desk, values: SlipValues): Html | null {
  const { language } = viewer
  if (desk.reasons.length === 0) return null
  const picked = values.one('reason')
  return html`<fieldset class="pick reasons">
<legend>${t(language, 'desk.reason')} <small>${t(language, 'desk.reasonKeys')}</small></legend>
${desk.reasons.map((reason, place) => reasonChip(reason, place, reason.key === picked))}
<noscript><button class="small" formaction="${addressOf(desk.source)}/draft" formnovalidate>${t(language, 'desk.showQuestions')}</button></noscript>
</fieldset>
<div class="now" aria-live="polite">${desk.reasons.map((reason) => todo(viewer, desk, reason, values))}</div>
${desk.reasons.map((reason) => questions(reason, values))}`
}

function reasonChip(
  { key, name, urgent, recipientKey, version }: DeskReason,
  place: number,
  picked: boolean,
): Html {
  const letter = reasonKeys[place]
  return html`<label class="chip${urgent && ' urgent'}">
<input type="radio" name="reason" value="${key}" data-version="${version}" data-recipient="${recipientKey}"${urgent && html` data-urgent="yes"`}${letter && html` data-key="${letter}"`}${place < 9 && html` data-alt="${place + 1}"`}${picked && html` checked`}>
${letter && keycap(letter)} ${nameHtml(name, 80)}</label>`
}

/** Of the reasons that name nobody each executive has a sentence, of which the one for the picked recipient is shown. */
function todo(viewer: Viewer, desk: Desk, reason: DeskReason, values: SlipValues): Html {
  const picked = values.one('reason') === reason.key
  const own = desk.executives.find(({ key }) => key === reason.recipientKey)
  const isFixed = own !== undefined || reason.treatment === 'turnAway' || reason.treatment === 'onCall'
  const recipient = values.one('recipient')
  return html`<div class="todo ${reason.treatment}" data-reason="${reason.key}"${!picked && html` hidden`}>
<strong>${t(viewer.language, 'desk.now')}</strong>
${
  isFixed
    ? whatToDo(viewer, desk, reason, own)
    : desk.executives.map(
        (executive) =>
          html`<span data-for="${executive.key}"${executive.key !== recipient && html` hidden`}>${whatToDo(viewer, desk, reason, executive)}</span>`,
      )
}
</div>`
}

function whatToDo(
  viewer: Viewer,
  desk: Desk,
  reason: DeskReason,
  executive: DeskExecutive | undefined,
): Html {
  const { language } = viewer
  const name = executive?.name ?? ''
  switch (reason.treatment) {
    case 'connect':
      return executive?.absence || !executive?.mobile
        ? html`${t(language, 'desk.do.connectNot', { name, state: stateOf(viewer, desk, executive) })}`
        : html`${t(language, 'desk.do.connect', { name })} ${numberLink(executive.mobile)}`
    case 'message':
      return html`${t(language, 'desk.do.message', { name })}`
    case 'appointment':
      return html`${t(language, 'desk.do.appointment', { name })}`
    case 'onCall':
      return onCallList(desk, language)
    case 'turnAway':
      return html`${t(language, 'desk.do.turnAway')}`
    default:
      return reason.treatment satisfies never
  }
}

function stateOf({ language, now }: Viewer, { client }: Desk, executive: DeskExecutive | undefined): string {
  if (!executive?.absence) return t(language, 'desk.noNumber')
  return availabilityText(executive, { client, now, language })
}

function onCallList({ executives }: Desk, language: Language): Html {
  const list = executives
    .filter(({ onCallRank, mobile }) => onCallRank !== null && mobile !== null)
    .toSorted((a, b) => (a.onCallRank ?? 0) - (b.onCallRank ?? 0))
  if (list.length === 0) return html`${t(language, 'desk.do.onCallNobody')}`
  return html`${t(language, 'desk.do.onCall')} ${list.map(
    ({ name, mobile }, place) =>
      html`${place > 0 && html`, ${t(language, 'desk.do.then')} `}${nameHtml(name, 60)} ${mobile && numberLink(mobile)}`,
  )}`
}

/** Disabled while another reason is picked, so that only the answers to its questions are sent. */
function questions({ key, questions: asked }: DeskReason, values: SlipValues): Html | null {
  if (asked.length === 0) return null
  const picked = values.one('reason') === key
  return html`<fieldset class="questions" data-reason="${key}"${!picked && html` hidden disabled`}>
${asked.map(
  (question, place) => html`<label dir="auto">${question}
<input name="answer.${place}" value="${picked && values.one(`answer.${place}`)}" maxlength="1000" autocomplete="off"></label>`,
)}
</fieldset>`
}
