import { consoleFrame, formTokenField, type Viewer } from '../../../console/console-frame.ts'
import { nameHtml, numberLink } from '../../../console/desk/desk-parts.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { whenInWords } from '../../../i18n/time-in-words.ts'
import { localTime } from '../../../rules/local-time.ts'
import type { FoundAppointment } from '../../find-appointment.ts'
import type { FoundWaiting } from '../../waiting/find-waiting.ts'
import { agendaNav, agendaNavKeys, agendaPath } from '../agenda-nav-pages.ts'
import { momentText, plusDays, shortDayText } from '../agenda-times.ts'
import { appointmentAddress } from '../agenda-words.ts'
import type { Bookable } from '../find-bookable.ts'
import { waitingFields } from './waiting-fields-pages.ts'
import type { WaitingForm, WrongWaiting } from './waiting-form.ts'

export const waitingNews = [
  ...(['added', 'refused', 'left', 'notWaiting', 'over', 'taken', 'mustNot', 'notBookableByHer'] as const),
  ...(['past', 'notOffered'] as const),
] as const
export type WaitingNews = (typeof waitingNews)[number]

export type WaitingShown = {
  readonly bookable: Bookable
  readonly list: readonly FoundWaiting[]
  readonly form: WaitingForm
  readonly wrong: WrongWaiting
  /** What he would give up. */
  readonly instead: FoundAppointment | null
  readonly news: WaitingNews | null
}

const good: readonly WaitingNews[] = ['added', 'refused', 'left']

/** Who waits for what and since when, what is offered to whom, and the form for another. */
export function waitingPage(viewer: Viewer, shown: WaitingShown): Html {
  const { language } = viewer
  const { bookable, list, news } = shown
  const { client } = bookable
  const title = t(language, 'waiting.title')
  const isGood = news !== null && good.includes(news)
  const main = html`<div class="agenda-list">
<h1>${title} <small>${nameHtml(client.name, 80)}</small></h1>
${agendaNav(viewer, client.clientId, 'waiting')}
${news && html`<p class="notice ${isGood ? 'good' : 'urgent'}" role="${isGood ? 'status' : 'alert'}">${t(language, `waiting.news.${news}`)}</p>`}
<div class="columns">
<section class="panel"><h2>${t(language, 'waiting.who')} <span class="count">${list.length}</span></h2>
<p class="meta">${t(language, 'waiting.hint')}</p>
${list.length === 0 && html`<p class="quiet">${t(language, 'waiting.none')}</p>`}
<ol class="rows">${list.map((found, place) => waitingRow(viewer, bookable, found, place + 1))}</ol></section>
${waitingFields(viewer, shown)}
</div></div>`
  return consoleFrame(viewer, {
    ...{ title, main, at: 'agenda', styles: ['call.css', 'agenda.css'], keys: agendaNavKeys(viewer) },
  })
}

function waitingRow(viewer: Viewer, { client }: Bookable, found: FoundWaiting, place: number): Html {
  const { language, now } = viewer
  const { waiting, type, executive, insteadOf } = found
  const { timeZone } = client.hours
  const since = whenInWords({ at: waiting.createdAt, now, timeZone }, language)
  return html`<li class="row" id="${waiting.id}"><p class="line"><strong>${place}. ${nameHtml(waiting.callerName, 80)}</strong>
${waiting.callerNumber && numberLink(waiting.callerNumber)} ${waiting.callerEmail && html`<span class="meta">${nameHtml(waiting.callerEmail, 80)}</span>`}
<span class="meta push">${t(language, 'waiting.since', { when: since })}</span></p>
<p class="line"><span>${nameHtml(type.name, 80)}, ${executive ? nameHtml(executive, 60) : t(language, 'agenda.anyone')}</span>
<span class="meta">${wishText(viewer, found, timeZone)}</span></p>
${insteadOf && html`<p class="meta"><a href="${appointmentAddress(insteadOf)}">${t(language, 'waiting.has', { when: momentText(insteadOf.startsAt, insteadOf.timeZone, language) })}</a></p>`}
${waiting.note && html`<p class="meta">${nameHtml(waiting.note, 300)}</p>`}
${offerPart(viewer, found)}
<form method="post" action="${agendaPath(client.clientId, 'waiting')}/${waiting.id}">${formTokenField(viewer)}
<button class="plain" name="do" value="leave" aria-label="${t(language, 'waiting.leaveThis', { name: waiting.callerName })}">${t(language, 'waiting.leave')}</button></form></li>`
}

/** "le matin, à partir du lun. 23 nov., jusqu'au ven. 27 nov." */
function wishText({ language }: Viewer, { waiting }: FoundWaiting, timeZone: string): string {
  const { suits, notBefore, notAfter } = waiting
  const dayOf = (at: Date) => localTime(at, timeZone).today.date
  const words = [
    t(language, `agenda.part.${suits}`),
    notBefore && t(language, 'waiting.from', { day: shortDayText(dayOf(notBefore), language) }),
    notAfter && t(language, 'waiting.to', { day: shortDayText(plusDays(dayOf(notAfter), -1), language) }),
  ]
  return words.filter((one) => one !== null).join(', ')
}

/** The time that is kept for him, until when, and what he says to it on the telephone. */
function offerPart(viewer: Viewer, { waiting, offered, offeredWith }: FoundWaiting): Html | null {
  const { language } = viewer
  if (waiting.state !== 'offered' || !offered || !waiting.offerUntil) return null
  const { timeZone, startsAt, clientId } = offered
  const when = momentText(startsAt, timeZone, language)
  const until = momentText(waiting.offerUntil, timeZone, language)
  return html`<form class="notice offer" method="post" action="${agendaPath(clientId, 'waiting')}/${waiting.id}">${formTokenField(viewer)}
<input type="hidden" name="offered" value="${offered.id}">
<p><strong>${t(language, 'waiting.offered', { when, name: offeredWith ?? '' })}</strong> ${t(language, 'waiting.until', { when: until })}</p>
<button class="small" name="do" value="accept">${t(language, 'waiting.accept')}</button>
<button class="small secondary" name="do" value="refuse">${t(language, 'waiting.refuse')}</button></form>`
}
