import type { Viewer } from '../../console/console-frame.ts'
import { nameHtml, numberLink } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { FoundAppointment } from '../find-appointment.ts'
import { momentText } from './agenda-times.ts'
import { appointmentAddress, stateMarks } from './agenda-words.ts'

/** Appointments that can hardly take place, and what can be done about each. */
export const conflictsPart = (viewer: Viewer, conflicts: readonly FoundAppointment[]): Html =>
  html`<p class="notice warn"><strong>${t(viewer.language, 'conflicts.count', { count: conflicts.length })}</strong> ${t(viewer.language, 'conflicts.hint')}</p>
<ul class="rows conflicts">${conflicts.map((found) => conflictRow(viewer, found))}</ul>`

function conflictRow({ language }: Viewer, { appointment, executive }: FoundAppointment): Html {
  const { startsAt, timeZone, state, callerName, callerNumber, title } = appointment
  const address = appointmentAddress(appointment)
  const when = momentText(startsAt, timeZone, language)
  return html`<li class="row line"><a href="${address}">${when}</a>
<span>${nameHtml(callerName ?? title, 80)}, ${nameHtml(executive.name, 60)}</span> ${callerNumber && numberLink(callerNumber)}
<span class="meta">${stateMarks[state]} ${t(language, `agenda.state.${state}`)}</span>
<span class="push line"><a href="${address}/move" aria-label="${t(language, 'conflicts.moveThis', { when })}">${t(language, 'agenda.move')}</a>
<a href="${address}#cancel" aria-label="${t(language, 'conflicts.cancelThis', { when })}">${t(language, 'conflicts.cancel')}</a></span></li>`
}
