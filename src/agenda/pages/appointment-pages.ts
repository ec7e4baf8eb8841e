import { consoleFrame, type Viewer } from '../../console/console-frame.ts'
import { nameHtml, numberLink, wordsHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { localTime } from '../../rules/local-time.ts'
import type { Appointment } from '../appointment.ts'
import type { FoundAppointment } from '../find-appointment.ts'
import { isStanding } from '../states.ts'
import { agendaPath } from './agenda-nav-pages.ts'
import { momentText, stretchText } from './agenda-times.ts'
import { appointmentAddress, stateMarks, stateTags, venueText } from './agenda-words.ts'
import { appointmentSteps } from './appointment-steps-pages.ts'
import type { OrderCall } from './find-order-calls.ts'
import type { Told } from './find-story.ts'
import type { ToldOf } from './find-told.ts'
import { seriesConflicts, seriesOf } from './series-pages.ts'
import { storyPart } from './story-pages.ts'
import { toldPart } from './told-pages.ts'

/** What became of a step that she asked for. */
export const answers = [
  ...([
    'booked',
    'done',
    'taken',
    'unchanged',
    'overtaken',
    'notPossible',
    'asks',
    'mustNot',
    'past',
  ] as const),
  ...(['wrongCodeWord', 'tooMany', 'noOrderCall', 'seriesConflicts'] as const),
] as const
export type StepAnswer = (typeof answers)[number]

export type AppointmentShown = {
  readonly found: FoundAppointment
  readonly story: readonly Told[]
  readonly told: readonly ToldOf[]
  readonly orderCalls: readonly OrderCall[]
  /** All of its series. */
  readonly series: readonly Appointment[]
  /** When others of its series would have begun, had they been free. */
  readonly conflicts: readonly Date[]
  readonly answer: StepAnswer | null
}

/** One appointment: how it stands, who, when and where, what can be done, and all that was done to it. */
export function appointmentPage(viewer: Viewer, shown: AppointmentShown): Html {
  const { language } = viewer
  const { appointment, client, executive } = shown.found
  const { state, startsAt, timeZone } = appointment
  const title = momentText(startsAt, timeZone, language)
  const main = html`<div class="appointment-page">
<h1>${title} <small>${nameHtml(executive.name, 80)}, ${nameHtml(client.name, 80)}</small></h1>
${answerNotice(viewer, shown)}
<p class="state line"><span class="tag ${stateTags[state]}">${stateMarks[state]} ${t(language, `agenda.state.${state}`)}</span> ${stateWords(viewer, shown.found)}</p>
<div class="columns">
<div>${factsPart(viewer, shown.found)}${toldPart(viewer, shown)}${shown.series.length > 1 && seriesOf(viewer, appointment, shown.series)}${storyPart(viewer, shown)}</div>
<div>${appointmentSteps(viewer, shown)}</div>
</div></div>`
  return consoleFrame(viewer, {
    ...{ title, main, at: 'agenda', scripts: ['agenda.js'], styles: ['call.css', 'agenda.css'] },
    keys: (['m', 'b'] as const).map((key) => [key, t(language, `agenda.key.${key}`)]),
  })
}

function answerNotice({ language }: Viewer, { answer, found, conflicts }: AppointmentShown): Html | null {
  if (!answer) return null
  if (answer === 'booked') {
    const key = found.appointment.state === 'proposed' ? 'agenda.answer.proposed' : 'agenda.answer.booked'
    return html`<p class="notice good" role="status">✓ ${t(language, key)}</p>`
  }
  const tone = answer === 'done' || answer === 'unchanged' ? 'good' : 'urgent'
  return html`<p class="notice ${tone}" role="${tone === 'good' ? 'status' : 'alert'}">${t(language, `agenda.answer.${answer}`)}</p>${answer === 'seriesConflicts' && seriesConflicts({ language }, conflicts, found.appointment.timeZone)}`
}

/** Until when the executive is asked, and what happens then; why it ended. */
function stateWords(
  { language }: Viewer,
  { appointment, approval, executive }: FoundAppointment,
): Html | null {
  const { state, timeZone, endReason } = appointment
  if (state === 'proposed' && approval) {
    const when = momentText(approval.answerBy, timeZone, language)
    return html`${t(language, 'agenda.waitsFor', { name: executive.name, when })} ${t(language, `agenda.ifSilent.${approval.ifSilent}`)}`
  }
  return endReason ? html`<q>${nameHtml(endReason, 500)}</q>` : null
}

function factsPart(viewer: Viewer, { appointment, executive, client, type }: FoundAppointment): Html {
  const { language } = viewer
  const { startsAt, timeZone, callerName, callerNumber, callerEmail, contactId, clientId } = appointment
  const theirs = client.hours.timeZone
  return html`<section class="panel"><h2>${nameHtml(type?.name ?? appointment.title, 200)}</h2>
<dl class="facts">
<dt>${t(language, 'agenda.when')}</dt><dd>${momentText(startsAt, timeZone, language)} <span class="meta">${stretchText(appointment, timeZone, language)}</span>
${theirs !== timeZone && html`<span class="meta">${t(language, 'agenda.forCaller', { when: momentText(startsAt, theirs, language) })}</span>`}</dd>
<dt>${t(language, 'agenda.with')}</dt><dd>${nameHtml(executive.name, 120)}</dd>
<dt>${t(language, 'agenda.where')}</dt><dd>${venueText(appointment, language)}</dd>
<dt>${t(language, 'agenda.callerIs')}</dt><dd>${callerName && nameHtml(callerName)} ${callerNumber && numberLink(callerNumber)} ${callerEmail && nameHtml(callerEmail)}
${contactId && html`<a href="/console/contacts/${clientId}/${contactId}">${t(language, 'agenda.contact')}</a>`}</dd>
${appointment.details.map(({ question, answer }) => html`<dt dir="auto">${question}</dt><dd>${nameHtml(answer, 1_000)}</dd>`)}
${appointment.bookedElsewhere && html`<dt>${t(language, 'agenda.bookedElsewhere')}</dt><dd>${nameHtml(appointment.bookedElsewhere)}</dd>`}
${appointment.note && html`<dt>${t(language, 'agenda.note')}</dt><dd>${wordsHtml(appointment.note, 2_000)}</dd>`}
</dl>${links(viewer, appointment)}</section>`
}

function links({ language, now }: Viewer, appointment: FoundAppointment['appointment']): Html {
  const { clientId, id, typeId, sourceKind, sourceId, startsAt, timeZone } = appointment
  const week = `/console/agenda?client=${clientId}&date=${localTime(startsAt, timeZone).today.date}`
  return html`<p class="line">${sourceKind && sourceId && html`<a data-key="b" href="/console/${sourceKind}s/${clientId}/${sourceId}">${t(language, `agenda.backTo.${sourceKind}`)}</a>`}
<a href="${appointmentAddress(appointment)}/move" data-key="m">${t(language, 'agenda.move')} <kbd aria-hidden="true">M</kbd></a>
<a href="${week}">${t(language, 'agenda.seeWeek')}</a>
${isStanding(appointment.state) && typeId && startsAt > now && html`<a href="${`${agendaPath(clientId, 'waiting')}?appointment=${id}`}">${t(language, 'waiting.earlier')}</a>`}</p>`
}
