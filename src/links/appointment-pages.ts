import { dayText, momentText, stretchText, zoneText } from '../agenda/pages/agenda-times.ts'
import { authorityText, venueText } from '../agenda/pages/agenda-words.ts'
import type { Told } from '../agenda/pages/find-story.ts'
import { isStanding } from '../agenda/states.ts'
import type { HerAppointment } from '../agenda/telling/pages/find-her-appointment.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { whenInWords } from '../i18n/time-in-words.ts'
import { appointmentForms } from './appointment-forms.ts'
import { capitalised, linkFrame, numberLink, readerOf, type Viewing } from './page-parts.ts'

/** One appointment for its executive: what it is, why it stands so, and all that she can say of it. */
export function appointmentPage(found: HerAppointment, viewing: Viewing): Html {
  const { appointment } = found
  const { language, backTo } = viewing
  const main = html`${backTo && html`<p><a class="target" href="${backTo}">← ${t(language, 'hers.agenda')}</a></p>`}
${statePart(found, viewing)}
${factsPart(found, viewing)}
${storyPart(found, viewing)}
${appointmentForms(found, viewing)}`
  return linkFrame(viewing, {
    title: t(language, 'hers.title'),
    above: readerOf(viewing, found),
    heading: appointment.title,
    main,
  })
}

function statePart({ appointment, approval }: HerAppointment, viewing: Viewing): Html {
  const { language, timeZone, now } = viewing
  const { state, startsAt, endsAt } = appointment
  const isOver = startsAt <= now && isStanding(state)
  const asks = state === 'proposed' && !isOver && approval
  return html`<p role="status" class="said-so">${capitalised(dayText(dateOf(startsAt, timeZone), language))}<br>
${stretchText(appointment, timeZone, language)}${zoneText(timeZone, language)}<br>
<span class="state ${state}">${capitalised(t(language, isOver && endsAt <= now ? 'hers.over' : `summary.state.${state}`))}</span></p>
${asks && html`<p class="line-facts">${t(language, 'hers.answerBy', { when: momentText(asks.answerBy, timeZone, language) })} ${t(language, `hers.ifSilent.${asks.ifSilent}`)}</p>`}`
}

const dateOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)

function factsPart({ appointment }: HerAppointment, { language }: Viewing): Html {
  const { callerName, callerNumber, callerEmail, details, note, bookedElsewhere, endReason } = appointment
  const row = (label: string, value: Html | string | null) =>
    value && html`<dt>${label}</dt><dd dir="auto">${value}</dd>`
  return html`<dl class="facts">
${row(t(language, 'hers.who'), callerName && html`<bdi>${callerName}</bdi>`)}
${row(t(language, 'mail.number'), callerNumber && numberLink(callerNumber, language))}
${row(t(language, 'hers.email'), callerEmail)}
${row(t(language, 'mail.rdv.where'), venueText(appointment, language))}
${details.map(({ question, answer }) => row(question, answer))}
${row(t(language, 'hers.note'), note)}
${row(t(language, 'agenda.bookedElsewhere'), bookedElsewhere)}
${row(t(language, 'mail.rdv.reason'), endReason)}
</dl>`
}

/** The last step in the open, for it says why it stands so; those before it behind one press. */
function storyPart({ story }: HerAppointment, viewing: Viewing): Html | null {
  const [last, ...before] = story
  if (!last) return null
  const { language } = viewing
  return html`<section aria-labelledby="why">
<h2 id="why">${t(language, 'hers.why')}</h2>
<p>${toldText(last, viewing)}</p>
${
  before.length > 0 &&
  html`<details><summary>${t(language, 'hers.before', { count: before.length })}</summary>
<ul class="facts-list">${before.map((told) => html`<li><p>${toldText(told, viewing)}</p></li>`)}</ul></details>`
}
</section>`
}

const verbs = [
  ...(['proposed', 'confirmed', 'declined', 'moved', 'cancelled', 'held', 'missed'] as const),
  ...(['restored', 'overtaken'] as const),
]
const hers = ['page', 'sms', 'email', 'call', 'invitation', 'calendar', 'secretary'] as const

/** Of her own words the way by which they came; how others work is nothing to her. */
function wayText({ via, who }: Told, { language }: Viewing): string {
  const way = hers.find((one) => one === (via === 'link' ? 'page' : via))
  return way && who.kind === 'executive' ? `, ${t(language, `answer.via.${way}`)}` : ''
}

/** "Déplacé par Alice, hier à 10 h 05. Du … au …. Délégation premiers v2." */
function toldText(told: Told, viewing: Viewing): Html {
  const { language, timeZone, now } = viewing
  const { at, verb, from, to, reason, authority } = told
  const known = verbs.find((one) => verb === `appointment.${one}`)
  const isMoved = from && to && from.getTime() !== to.getTime()
  const moment = (when: Date) => momentText(when, timeZone, language)
  return html`${t(language, 'hers.told', {
    what: known ? t(language, `hers.did.${known}`) : verb,
    who: whoText(told, viewing),
    when: whenInWords({ at, now, timeZone }, language),
    way: wayText(told, viewing),
  })}${isMoved && html`<br>${t(language, 'hers.instead', { from: moment(from), to: moment(to) })}`}${
    reason && html`<br><q><bdi>${reason}</bdi></q>`
  }${authority && isRight(authority) && html`<br><span class="line-facts">${authorityText(authority, language)}</span>`}`
}

/** Her own answer needs no right, and a link is the way that was said already. */
const isRight = (authority: string): boolean => /^(mandate|order) /.test(authority)

export function whoText({ who }: Pick<Told, 'who'>, { language }: Pick<Viewing, 'language'>): string {
  if (who.kind === 'executive') return t(language, 'hers.you')
  return who.name ?? t(language, `agenda.who.${who.kind}`)
}
