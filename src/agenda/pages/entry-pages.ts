import type { Viewer } from '../../console/console-frame.ts'
import { nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { Absence } from '../absences/absence.ts'
import { shortClock, stretchText } from './agenda-times.ts'
import { appointmentAddress, stateMarks } from './agenda-words.ts'
import type { CalendarColumn, CalendarEntry } from './calendar.ts'
import { isWholeDays } from './entered-stretch.ts'
import { longStretchText } from './stretch-fields-pages.ts'

/** One thing in a calendar, in words: its colour only says again what it is. */
export function entryHtml(viewer: Viewer, entry: CalendarEntry, { timeZone }: CalendarColumn): Html {
  const { language } = viewer
  const time = shortClock(entry.startsAt, timeZone, language)
  switch (entry.kind) {
    case 'appointment': {
      const { appointment, type } = entry.found
      const { state, callerName, title } = appointment
      const words = t(language, `agenda.state.${state}`)
      return html`<a class="entry ${type?.colour ?? 'grey'} ${state}" href="${appointmentAddress(appointment)}" title="${stretchText(entry, timeZone, language)}, ${words}"><b>${time}</b> <span aria-hidden="true">${stateMarks[state]}</span><span class="unseen">${words}</span> ${callerName && nameHtml(callerName, 60)} <small>${nameHtml(type?.name ?? title, 60)}</small></a>`
    }
    case 'event':
      return html`<a class="entry event grey" href="/console/clients/${entry.event.clientId}/events/${entry.event.id}" title="${longStretchText(entry.event, timeZone, viewer)}">${!isWholeDays(entry.event, timeZone) && html`<b>${time}</b> `}▣ ${nameHtml(entry.event.title, 80)} <small>${t(language, 'agenda.event')}</small></a>`
    case 'busy':
      if (entry.absence) return absenceHtml(viewer, entry.absence, timeZone)
      return html`<span class="busy" title="${stretchText(entry, timeZone, language)}"><span>${t(language, `agenda.busy.${busyWord(entry.by)}`)}</span> <small>${stretchText(entry, timeZone, language)}</small></span>`
    default:
      return entry satisfies never
  }
}

/** Why she is away is for secretaries, who alone see this. */
function absenceHtml(viewer: Viewer, absence: Absence, timeZone: string): Html {
  const { clientId, id, label } = absence
  const words = t(viewer.language, 'agenda.busy.absence')
  const when = longStretchText(absence, timeZone, viewer)
  return html`<a class="busy absence" href="/console/clients/${clientId}/absences/${id}" title="${when}"><span>${words}${label && html`, ${nameHtml(label, 60)}`}</span> <small>${when}</small></a>`
}

const busyWord = (by: Extract<CalendarEntry, { kind: 'busy' }>['by']) =>
  by === 'appointment' || by === 'event' ? 'elsewhere' : by
