import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { stateAfter } from '../states.ts'
import { appointmentAddress } from './agenda-words.ts'
import type { AppointmentShown } from './appointment-pages.ts'
import { orderFields } from './kept-pages.ts'
import { reachField } from './series-pages.ts'

/** What can be done with it as it stands now. */
export function appointmentSteps(viewer: Viewer, shown: AppointmentShown): Html {
  const { now } = viewer
  const { state, startsAt, endsAt } = shown.found.appointment
  const isOver = endsAt <= now
  const isEnded = state === 'held' || state === 'missed'
  const mayConfirm = stateAfter(state, 'confirm') !== null && state !== 'reserved' && (!isOver || isEnded)
  const mayCancel = stateAfter(state, 'cancel') !== null && !isOver
  return html`${mayConfirm && confirmStep(viewer, shown)}
${startsAt <= now && howItWent(viewer, shown)}
${mayCancel && cancelStep(viewer, shown)}
${noteStep(viewer, shown)}`
}

function confirmStep(viewer: Viewer, { found, orderCalls }: AppointmentShown): Html {
  const { language } = viewer
  const { appointment, client } = found
  const { timeZone } = client.hours
  const chosen = appointment.sourceKind === 'call' ? appointment.sourceId : null
  return html`<section class="panel"><h2>${t(language, 'agenda.confirmIt')}</h2>
<form method="post" action="${appointmentAddress(appointment)}/step">${formTokenField(viewer)}
${orderFields(viewer, { orderCalls, chosen, timeZone, isOpen: appointment.state === 'proposed', isWrong: false })}
<button name="step" value="confirm" class="small">${t(language, 'agenda.confirm')}</button></form></section>`
}

/** Once it has begun: he came, or he did not. */
function howItWent(viewer: Viewer, { found }: AppointmentShown): Html | null {
  const { language } = viewer
  const { state } = found.appointment
  const steps = (['hold', 'miss'] as const).filter((step) => stateAfter(state, step) !== null)
  if (steps.length === 0) return null
  return html`<section class="panel"><h2>${t(language, 'agenda.howItWent')}</h2>
<form method="post" action="${appointmentAddress(found.appointment)}/step" class="line">${formTokenField(viewer)}
${steps.map((step) => html`<button name="step" value="${step}" class="small secondary">${t(language, `agenda.step.${step}`)}</button> `)}</form></section>`
}

function cancelStep(viewer: Viewer, { found, series }: AppointmentShown): Html {
  const { language } = viewer
  return html`<section class="panel" id="cancel"><h2>${t(language, 'agenda.cancelIt')}</h2>
<form method="post" action="${appointmentAddress(found.appointment)}/step">${formTokenField(viewer)}
${reachField(viewer, found.appointment, series)}
<div class="field"><label for="reason">${t(language, 'agenda.reason')}</label>
<input id="reason" name="reason" maxlength="500" dir="auto" required></div>
<button name="step" value="cancel" class="small secondary">${t(language, 'agenda.cancel')}</button></form></section>`
}

function noteStep(viewer: Viewer, { found }: AppointmentShown): Html {
  const { language } = viewer
  return html`<section class="panel"><h2><label for="note">${t(language, 'agenda.note')}</label></h2>
<form method="post" action="${appointmentAddress(found.appointment)}/step" data-ctrl-enter>${formTokenField(viewer)}
<input type="hidden" name="step" value="note">
<textarea id="note" name="note" rows="3" maxlength="2000" dir="auto">
${found.appointment.note ?? ''}</textarea>
<button class="small secondary">${t(language, 'agenda.saveNote')} <kbd>Ctrl+↵</kbd></button></form></section>`
}
