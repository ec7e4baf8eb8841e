import type { AgendaLine, AppointedInHerName } from '../digests/agenda-lines.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dateInWords, whenInWords } from '../i18n/time-in-words.ts'
import { formatNational } from '../phone-number.ts'
import { anchorOf } from './anchor.ts'
import { capitalised, hiddenFields, type Viewing } from './page-parts.ts'

/** The appointments of a digest, each with what she can say of it as it stands. */
export const agendaPart = (lines: readonly AgendaLine[], viewing: Viewing): Html | null =>
  lines.length === 0 ? null : html`<ol class="lines">${lines.map((line) => linePart(line, viewing))}</ol>`

function linePart(line: AgendaLine, viewing: Viewing): Html {
  const { language, timeZone } = viewing
  const { appointmentId, number, state, startsAt, title, callerName, callerNumber } = line
  const labelledBy = `title-${appointmentId}`
  const who = callerName ?? (callerNumber ? formatNational(callerNumber) : null)
  return html`<li id="${anchorOf(appointmentId)}">
<h2 id="${labelledBy}">${
    number !== null &&
    html`<span class="line-number" aria-label="${t(language, 'summary.number', { number })}" role="img">${number}</span> `
  }<bdi>${title}</bdi>${who && html`, <bdi>${who}</bdi>`}</h2>
<p class="line-facts">${capitalised(dateInWords(startsAt, timeZone, language))} · ${t(language, `summary.state.${state}`)}</p>
${startsAt > viewing.now && choicesPart(line, labelledBy, viewing)}
</li>`
}

const choices = {
  proposed: ['approve', 'decline'],
  confirmed: ['cancelAppointment'],
  declined: ['approve'],
  cancelled: ['approve'],
} as const

function choicesPart(
  { appointmentId, state }: AgendaLine,
  labelledBy: string,
  viewing: Viewing,
): Html | null {
  if (state === 'reserved' || state === 'held' || state === 'missed') return null
  return html`<form method="post" class="choices" aria-labelledby="${labelledBy}">
${hiddenFields({ nonce: viewing.nonce, item: appointmentId, undoes: '' })}
${choices[state].map(
  (choice) =>
    html`<button name="choice" value="${choice}"${choice !== 'approve' && html` class="secondary"`}>${t(viewing.language, `summary.choice.${choice}`)}</button>`,
)}
</form>`
}

/** "Alice a pris : Premier rendez-vous, M. Blanc, le 19 novembre à 15 h 00 (délégation points-telephoniques v1)." */
export function appointedItem(act: AppointedInHerName, viewing: Viewing): Html {
  const { language, timeZone, now } = viewing
  const verb = act.verb.replace('appointment.', '')
  const said = t(language, 'summary.appointed', {
    who: act.who ?? t(language, 'summary.someSecretary'),
    what: t(language, `summary.did.${isTold(verb) ? verb : 'changed'}`),
    about: [act.title, act.callerName].filter((part) => part !== null).join(', '),
    when: dateInWords(act.startsAt, timeZone, language),
  })
  return html`<li><p>${said}</p><p class="line-facts">${capitalised(whenInWords({ at: act.at, now, timeZone }, language))}${
    act.authority && html` · ${authorityText(act.authority, viewing)}`
  }</p></li>`
}

const told = ['confirmed', 'proposed', 'moved', 'cancelled', 'declined', 'held', 'missed'] as const
const isTold = (verb: string): verb is (typeof told)[number] => told.some((known) => known === verb)

function authorityText(authority: string, { language }: Viewing): string | null {
  const [, kind, of = ''] = /^(mandate|order) (.*)$/.exec(authority) ?? []
  if (kind === 'mandate') return t(language, 'summary.underMandate', { mandate: of })
  return kind === 'order' ? t(language, 'summary.byOrder') : null
}
