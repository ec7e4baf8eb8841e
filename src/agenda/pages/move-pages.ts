import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { Appointment } from '../appointment.ts'
import type { FoundAppointment } from '../find-appointment.ts'
import type { Granted } from '../find-authority.ts'
import { momentText } from './agenda-times.ts'
import { appointmentAddress } from './agenda-words.ts'
import { grantedNotice } from './kept-pages.ts'
import { reachField } from './series-pages.ts'
import { type Offered, offeredTimes, slotChoices } from './slot-picker-pages.ts'

export type MoveShown = {
  readonly found: FoundAppointment
  readonly offered: Offered
  readonly series: readonly Appointment[]
  readonly chosen: { readonly at: Date; readonly granted: Granted } | null
}

/** Another time for an appointment: picked like a first one, and moved by a second key. */
export function movePage(viewer: Viewer, { found, offered, chosen, series }: MoveShown): Html {
  const { language } = viewer
  const { appointment, executive, client } = found
  const address = appointmentAddress(appointment)
  const when = momentText(appointment.startsAt, appointment.timeZone, language)
  const title = t(language, 'agenda.move')
  const main = html`<div class="booking-page">
<h1>${title} <small>${nameHtml(appointment.callerName ?? appointment.title, 80)}, ${nameHtml(client.name, 80)}</small>
<a class="aside" href="${address}" data-key="b">${t(language, 'agenda.backTo.appointment')}</a></h1>
<p>${t(language, 'agenda.movedFrom', { when, name: executive.name })}</p>
<div class="columns">
<form id="look" method="get" action="${address}/move">
${slotChoices(viewer, offered)}
<p class="without-scripts"><button class="secondary small">${t(language, 'agenda.look')}</button></p>
${offeredTimes(viewer, offered)}
</form>
<section class="panel kept">${chosen ? movedTo(viewer, found, chosen, series) : html`<p class="quiet">${t(language, 'agenda.pickFirst')}</p>`}</section>
</div></div>`
  return consoleFrame(viewer, {
    ...{ title, main, at: 'agenda', scripts: ['agenda.js'], styles: ['call.css', 'agenda.css'] },
    keys: (['1', 'd', 'j l', 'b'] as const).map((key) => [key, t(language, `agenda.key.${key}`)]),
  })
}

function movedTo(
  viewer: Viewer,
  { appointment, executive }: FoundAppointment,
  { at, granted }: NonNullable<MoveShown['chosen']>,
  series: readonly Appointment[],
): Html {
  const { language } = viewer
  const { timeZone } = appointment
  return html`<h2>${momentText(at, timeZone, language)}</h2>
${grantedNotice(viewer, { executive: executive.name, timeZone, granted })}
${
  granted.kind !== 'mustNot' &&
  html`<form id="moving" method="post" action="${appointmentAddress(appointment)}/move" data-ctrl-enter>
${formTokenField(viewer)}
<input type="hidden" name="slot" value="${executive.id}/${at.toISOString()}">
${reachField(viewer, appointment, series)}
<button id="confirm">${t(language, granted.kind === 'asks' ? 'agenda.moveAndAsk' : 'agenda.moveNow')} <kbd>Ctrl+↵</kbd></button>
</form>`
}`
}
