import type { FoundAppointment } from '../agenda/find-appointment.ts'
import { dayText, shortClock } from '../agenda/pages/agenda-times.ts'
import type { HerAgenda } from '../agenda/telling/pages/find-her-agenda.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { formatNational, isPhoneNumber } from '../phone-number.ts'
import { localTime } from '../rules/local-time.ts'
import { agendaPart } from './agenda-part.ts'
import { capitalised, linkFrame, readerOf, type Viewing } from './page-parts.ts'

/** Her next thirty days at one client: first what waits for her, then day by day. */
export function agendaPage(found: HerAgenda, viewing: Viewing): Html {
  const { language, timeZone } = viewing
  const { waiting, coming } = found
  const days = Map.groupBy(coming, ({ appointment }) => localTime(appointment.startsAt, timeZone).today.date)
  const main = html`
<p class="open">${t(language, 'hers.waiting', { count: waiting.length })}</p>
${agendaPart(waiting.map(lineOf), viewing, (id) => addressOf(id, viewing))}
<section aria-labelledby="coming"><h2 id="coming">${t(language, 'hers.coming')}</h2>
${coming.length === 0 && html`<p>${t(language, 'hers.nothing')}</p>`}
${[...days].map(
  ([date, ofDay]) => html`<h3>${capitalised(dayText(date, language))}</h3>
<ul class="facts-list">${ofDay.map((one) => dayItem(one, viewing))}</ul>`,
)}
</section>`
  const heading = t(language, 'hers.agenda')
  return linkFrame(viewing, { title: heading, above: readerOf(viewing, found), heading, main })
}

const addressOf = (appointmentId: string, { token }: Viewing): string => `${token}/rdv/${appointmentId}`

const lineOf = ({ appointment }: FoundAppointment) => {
  const { id, state, startsAt, title, callerName, callerNumber } = appointment
  return { appointmentId: id, number: null, state, startsAt, title, callerName, callerNumber }
}

function dayItem({ appointment }: FoundAppointment, viewing: Viewing): Html {
  const { language, timeZone } = viewing
  const { id, startsAt, endsAt, title, callerName, callerNumber, state } = appointment
  const number = callerNumber && isPhoneNumber(callerNumber) ? formatNational(callerNumber) : null
  const time = (at: Date) => shortClock(at, timeZone, language)
  return html`<li><a class="entry" href="${addressOf(id, viewing)}"><span>${time(startsAt)}–${time(endsAt)}</span>
<span><bdi>${callerName ?? number ?? title}</bdi><small><bdi>${title}</bdi> · ${t(language, `summary.state.${state}`)}</small></span></a></li>`
}
