import { consoleFrame, formTokenField, type Viewer } from '../../../console/console-frame.ts'
import { nameHtml, wordsHtml } from '../../../console/desk/desk-parts.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { whenInWords } from '../../../i18n/time-in-words.ts'
import { localTime } from '../../../rules/local-time.ts'
import type { AgendaEvent, EventStep } from '../../events/event.ts'
import type { ListedEvent } from '../../events/find-events.ts'
import type { FoundAppointment } from '../../find-appointment.ts'
import { agendaNav, agendaNavKeys, agendaPath } from '../agenda-nav-pages.ts'
import { shortDayText } from '../agenda-times.ts'
import { conflictsPart } from '../conflict-pages.ts'
import type { Bookable } from '../find-bookable.ts'
import { longStretchText } from '../stretch-fields-pages.ts'
import { eventFields } from './event-fields-pages.ts'
import type { EventForm, WrongEvent } from './event-form.ts'

export const eventAddress = (clientId: number, eventId: string): string =>
  `${agendaPath(clientId, 'events')}/${eventId}`

const frame = (viewer: Viewer, title: string, main: Html): Html =>
  consoleFrame(viewer, {
    ...{ title, main, at: 'agenda', styles: ['call.css', 'agenda.css'], keys: agendaNavKeys(viewer) },
  })

type ListShown = {
  readonly bookable: Bookable
  readonly events: readonly ListedEvent[]
  readonly form: EventForm
  readonly wrong: WrongEvent
}

/** What is ahead, how far its preparation is, and the form for another. */
export function eventsPage(viewer: Viewer, { bookable, events, form, wrong }: ListShown): Html {
  const { language } = viewer
  const { client } = bookable
  const main = html`<div class="agenda-list">
<h1>${t(language, 'events.title')} <small>${nameHtml(client.name, 80)}</small></h1>
${agendaNav(viewer, client.clientId, 'events')}
<div class="columns">
<section class="panel"><h2>${t(language, 'events.coming')} <span class="count">${events.length}</span></h2>
${events.length === 0 && html`<p class="quiet">${t(language, 'events.none')}</p>`}
<ul class="rows">${events.map((listed) => eventRow(viewer, bookable, listed))}</ul></section>
<form class="panel" method="post" action="${agendaPath(client.clientId, 'events')}" data-ctrl-enter novalidate>${formTokenField(viewer)}
<h2>${t(language, 'events.new')}</h2>
${eventFields(viewer, { bookable, form, wrong })}
<button>${t(language, 'events.create')} <kbd>Ctrl+↵</kbd></button></form>
</div></div>`
  return frame(viewer, t(language, 'events.title'), main)
}

function eventRow(viewer: Viewer, bookable: Bookable, { event, steps }: ListedEvent): Html {
  const { language, now } = viewer
  const done = steps.filter(({ doneAt }) => doneAt !== null).length
  const late = steps.filter(({ doneAt, dueAt }) => !doneAt && dueAt && dueAt < now).length
  return html`<li class="row"><p class="line"><a href="${eventAddress(event.clientId, event.id)}"><strong>${nameHtml(event.title, 120)}</strong></a>
<span>${longStretchText(event, bookable.client.hours.timeZone, viewer)}</span>
<span class="push meta">${t(language, 'events.progress', { done, all: steps.length })}</span>
${late > 0 && html`<span class="tag warn">${t(language, 'events.late', { count: late })}</span>`}</p>
<p class="meta">${peopleText(bookable, event)}</p></li>`
}

function peopleText({ executives }: Bookable, { executiveIds, guests }: AgendaEvent): Html {
  const names = executives.filter(({ id }) => executiveIds.includes(id)).map(({ name }) => name)
  return html`${[...names, ...guests].map((name, place) => html`${place > 0 && ', '}${nameHtml(name, 60)}`)}`
}

export type EventShown = {
  readonly bookable: Bookable
  readonly event: AgendaEvent
  readonly steps: readonly EventStep[]
  /** Names of the secretaries who ticked. */
  readonly names: ReadonlyMap<string, string>
  readonly conflicts: readonly FoundAppointment[]
  readonly form: EventForm
  readonly wrong: WrongEvent
  readonly said: 'created' | 'changed' | 'cancelled' | 'changedMeanwhile' | null
}

/** One event: its checklist, what it collides with, and how it is changed. */
export function eventPage(viewer: Viewer, shown: EventShown): Html {
  const { language } = viewer
  const { bookable, event, conflicts, said, wrong } = shown
  const { client } = bookable
  const isOpen = said === 'changedMeanwhile' || wrong.title || wrong.moments.length + wrong.steps.length > 0
  const main = html`<div class="agenda-list">
<h1>${nameHtml(event.title, 200)} <small>${longStretchText(event, client.hours.timeZone, viewer)}</small></h1>
${agendaNav(viewer, client.clientId, 'events')}
${said && html`<p class="notice ${said === 'changedMeanwhile' ? 'warn' : 'good'}" role="${said === 'changedMeanwhile' ? 'alert' : 'status'}">${t(language, `events.said.${said}`)}</p>`}
${event.cancelledAt && html`<p class="notice urgent">✕ ${t(language, 'events.isCancelled')}</p>`}
<div class="columns"><div>
${factsPart(viewer, shown)}
${checklist(viewer, shown)}
</div><div>
${conflicts.length > 0 && html`<section class="panel"><h2>${t(language, 'conflicts.title')} <span class="count">${conflicts.length}</span></h2>${conflictsPart(viewer, conflicts)}</section>`}
${!event.cancelledAt && changePart(viewer, shown, isOpen)}
</div></div></div>`
  return frame(viewer, event.title, main)
}

const factsPart = (viewer: Viewer, { bookable, event }: EventShown): Html =>
  html`<section class="panel"><p>${peopleText(bookable, event)}</p>
${event.venueDetail && html`<p>${nameHtml(event.venueDetail, 300)}</p>`}
<p class="meta">${t(viewer.language, event.blocks ? 'events.doesBlock' : 'events.doesNotBlock')}</p>
${event.note && wordsHtml(event.note, 5_000)}</section>`

function checklist(viewer: Viewer, { event, steps, names, bookable }: EventShown): Html {
  const { language, now } = viewer
  const { timeZone } = bookable.client.hours
  const address = `${eventAddress(event.clientId, event.id)}/steps`
  const done = steps.filter(({ doneAt }) => doneAt !== null).length
  return html`<section class="panel"><h2>${t(language, 'events.steps')} <span class="count">${done}/${steps.length}</span></h2>
${steps.length === 0 && html`<p class="quiet">${t(language, 'events.noSteps')}</p>`}
<ul class="rows">${steps.map(({ id, what, dueAt, doneAt, doneById }) => {
    const by = (doneById && names.get(doneById)) || t(language, 'agenda.who.secretary')
    const isLate = !doneAt && dueAt && dueAt < now
    const due = dueAt && shortDayText(localTime(dueAt, timeZone).today.date, language)
    return html`<li class="row"><form method="post" action="${address}/${id}" class="line">${formTokenField(viewer)}
<button class="box plain" name="do" value="${doneAt ? 'untick' : 'tick'}" aria-label="${t(language, doneAt ? 'events.untick' : 'events.tick', { what })}" aria-pressed="${doneAt ? 'true' : 'false'}">${doneAt ? '☑' : '☐'}</button>
<span>${nameHtml(what, 300)}</span>
${doneAt && html`<span class="meta push">${t(language, 'events.doneBy', { name: by, when: whenInWords({ at: doneAt, now, timeZone }, language) })}</span>`}
${!doneAt && due && html`<span class="push${isLate ? html` tag warn` : html` meta`}">${t(language, isLate ? 'events.wasDue' : 'events.due', { day: due })}</span>`}</form></li>`
  })}</ul></section>`
}

function changePart(viewer: Viewer, { bookable, event, form, wrong }: EventShown, isOpen: boolean): Html {
  const { language } = viewer
  const address = eventAddress(event.clientId, event.id)
  return html`<details class="panel"${isOpen && html` open`}><summary>${t(language, 'events.change')}</summary>
<form method="post" action="${address}" data-ctrl-enter novalidate>${formTokenField(viewer)}
<input type="hidden" name="version" value="${event.version}">
${eventFields(viewer, { bookable, form, wrong })}
<button class="small">${t(language, 'absences.save')} <kbd>Ctrl+↵</kbd></button></form></details>
<details class="panel"><summary>${t(language, 'events.cancel')}</summary>
<form method="post" action="${address}/cancel">${formTokenField(viewer)}
<p>${t(language, 'events.cancelHint')}</p><button class="small secondary">${t(language, 'events.cancel')}</button></form></details>`
}
