import type { AppointmentState } from '../agenda/states.ts'
import type { AgendaLine, AppointedInHerName } from '../digests/agenda-lines.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dateInWords, whenInWords } from '../i18n/time-in-words.ts'
import { formatNational } from '../phone-number.ts'
import { anchorOf } from './anchor.ts'
import { capitalised, hiddenFields, type Viewing } from './page-parts.ts'

type Line = Omit<AgendaLine, 'kind'>
/** Where the rest can be read of one. */
type AddressOf = (appointmentId: string) => string

/** Appointments, each with what she can say of it as it stands. */
export const agendaPart = (
  lines: readonly Line[],
  viewing: Viewing,
  addressOf: AddressOf | null = null,
): Html | null =>
  lines.length === 0
    ? null
    : html`<ol class="lines">${lines.map((line) => linePart(line, viewing, addressOf))}</ol>`

function linePart(line: Line, viewing: Viewing, addressOf: AddressOf | null): Html {
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
${startsAt > viewing.now && choicesPart(line, labelledBy, viewing, addressOf)}
${addressOf && html`<p><a class="target" href="${addressOf(appointmentId)}">${t(language, 'hers.more')}</a></p>`}
</li>`
}

const choices = {
  reserved: [],
  proposed: ['approve', 'decline'],
  confirmed: ['cancelAppointment'],
  declined: ['approve'],
  cancelled: ['approve'],
  held: [],
  missed: [],
} as const satisfies Record<AppointmentState, readonly AppointmentChoice[]>

type AppointmentChoice = 'approve' | 'decline' | 'cancelAppointment'

/** What she can say of an appointment that is still to come. */
export const appointmentChoices = (state: AppointmentState): readonly AppointmentChoice[] => choices[state]

function choicesPart(
  { appointmentId, state }: Line,
  labelledBy: string,
  viewing: Viewing,
  addressOf: AddressOf | null,
): Html | null {
  const offered = appointmentChoices(state)
  if (offered.length === 0) return null
  return html`<form method="post"${addressOf && html` action="${addressOf(appointmentId)}"`} class="choices yes-no" aria-labelledby="${labelledBy}">
${hiddenFields({ nonce: viewing.nonce, item: appointmentId, undoes: '' })}
${offered.map(
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
