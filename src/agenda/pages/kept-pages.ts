import type { Viewer } from '../../console/console-frame.ts'
import { nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { AppointmentType } from '../appointment.ts'
import type { Granted } from '../find-authority.ts'
import { clockText, momentText } from './agenda-times.ts'
import { authorityText, venueText } from './agenda-words.ts'
import type { WrongField } from './book-picked.ts'
import type { BookingShown } from './booking-pages.ts'
import type { OrderCall } from './find-order-calls.ts'
import type { Kept } from './pick-time.ts'
import { seriesPart } from './series-pages.ts'

/** The time that she keeps, what may be done with it, and what is to be asked. */
export function keptPart(viewer: Viewer, shown: BookingShown, type: AppointmentType): Html {
  const { language } = viewer
  const { kept, form } = shown
  const chosen = kept !== null || (form.picked !== null && form.pickedType === type.id)
  return html`<section id="kept" class="panel kept" data-kept="${chosen ? 'yes' : 'no'}">
${kept ? keptTime(viewer, shown, kept) : html`<p class="quiet">${t(language, chosen ? 'agenda.noLongerKept' : 'agenda.pickFirst')}</p>`}
${type.questions.map(
  (question, place) => html`<div class="field"><label for="answer-${place}" dir="auto">${question}</label>
<input id="answer-${place}" name="answer.${place}" value="${form.answers[place] ?? ''}" maxlength="1000" dir="auto"></div>`,
)}
${callerFields(viewer, shown)}
<div class="field"><label for="note">${t(language, 'agenda.note')}</label>
<textarea id="note" name="note" rows="2" maxlength="2000" dir="auto">
${form.note}</textarea></div>
${kept && seriesPart(viewer, form, shown.series)}
${kept && orderPart(viewer, shown, kept.granted)}
<button id="confirm"${!chosen && html` disabled`}>${t(language, confirmText(kept))} <kbd>Ctrl+↵</kbd></button>
</section>`
}

const confirmText = (kept: Kept | null) =>
  kept?.granted.kind === 'asks' ? ('agenda.propose' as const) : ('agenda.confirm' as const)

function keptTime(
  viewer: Viewer,
  { bookable }: BookingShown,
  { appointment, executive, granted }: Kept,
): Html {
  const { language, now } = viewer
  const { startsAt, endsAt, timeZone, reservedUntil } = appointment
  const other = bookable.client.hours.timeZone
  const seconds = Math.max(0, Math.round(((reservedUntil ?? now).getTime() - now.getTime()) / 1000))
  return html`<h2>${momentText(startsAt, timeZone, language)}</h2>
<p class="line"><strong>${nameHtml(executive.name, 80)}</strong>
<span>${t(language, 'agenda.until', { time: clockText(endsAt, timeZone, language) })}</span>
<span>${venueText(appointment, language)}</span></p>
${other !== timeZone && html`<p class="meta">${t(language, 'agenda.forCaller', { when: momentText(startsAt, other, language) })}</p>`}
<p class="line"><span class="tag info" id="countdown" data-until="${(reservedUntil ?? now).toISOString()}" data-now="${now.toISOString()}" data-over="${t(language, 'agenda.noLongerKept')}">${t(language, 'agenda.keptFor')} <span class="timer">${clock(seconds)}</span></span>
<button class="plain" name="step" value="release" data-key="l">${t(language, 'agenda.release')} <kbd aria-hidden="true">L</kbd></button></p>
${grantedNotice(viewer, { executive: executive.name, timeZone, granted })}`
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

type Right = { readonly executive: string; readonly timeZone: string; readonly granted: Granted }

/** What will become of it, before she says so to the caller. */
export function grantedNotice({ language }: Viewer, { executive, timeZone, granted }: Right): Html {
  const under = granted.authority
    ? html` <span class="meta">${authorityText(granted.authority, language)}</span>`
    : null
  switch (granted.kind) {
    case 'decides':
      return html`<p class="notice good granted">✓ ${t(language, 'agenda.willBeConfirmed')}${under}</p>`
    case 'asks': {
      const when = momentText(granted.asking.answerBy, timeZone, language)
      const words = t(language, 'agenda.willBeAsked', { name: executive, when })
      const silence = t(language, `agenda.ifSilent.${granted.asking.ifSilent}`)
      return html`<p class="notice warn granted">◔ ${words} ${silence}${under}</p>`
    }
    case 'mustNot':
      return html`<p class="notice urgent granted">✕ ${t(language, 'agenda.mustNot', { name: executive })}${under}</p>`
    default:
      return granted satisfies never
  }
}

function callerFields(viewer: Viewer, { form, wrong }: BookingShown): Html {
  const { language } = viewer
  return html`<div class="pair">
${callerField(viewer, wrong, 'name', form.name, html` dir="auto" maxlength="200"`)}
${callerField(viewer, wrong, 'number', form.number, html` inputmode="tel" maxlength="40"`)}
</div>
${callerField(viewer, wrong, 'email', form.email, html` inputmode="email" maxlength="254"`)}
${form.contact && html`<p class="meta">✓ ${t(language, 'agenda.knownContact')}</p>`}`
}

function callerField(
  { language }: Viewer,
  wrong: readonly WrongField[],
  name: 'name' | 'number' | 'email',
  value: string,
  more: Html,
): Html {
  const isWrong = wrong.includes(name)
  return html`<div class="field"><label for="${name}">${t(language, `agenda.caller.${name}`)}</label>
<input id="${name}" name="${name}" value="${value}"${more}${isWrong && html` aria-invalid="true" aria-describedby="${name}-problem"`}>
${isWrong && html`<p class="problem" id="${name}-problem">${t(language, `agenda.wrong.${name}`)}</p>`}</div>`
}

/** The executive told her so on the telephone: open where she must not do it otherwise. */
function orderPart(
  viewer: Viewer,
  { orderCalls, form, wrong, bookable }: BookingShown,
  granted: Granted,
): Html | null {
  if (granted.kind === 'decides') return null
  const { timeZone } = bookable.client.hours
  const isOpen = granted.kind === 'mustNot' || form.codeWord !== '' || wrong.includes('orderCall')
  const chosen = form.orderCall ?? form.call
  return orderFields(viewer, { orderCalls, chosen, timeZone, isOpen, isWrong: wrong.includes('orderCall') })
}

type Ordering = {
  readonly orderCalls: readonly OrderCall[]
  readonly chosen: string | null
  readonly timeZone: string
  readonly isOpen: boolean
  readonly isWrong: boolean
}

export function orderFields({ language }: Viewer, ordering: Ordering): Html {
  const { orderCalls, chosen, timeZone, isOpen, isWrong } = ordering
  return html`<details class="order"${isOpen && html` open`}><summary>${t(language, 'agenda.byOrder')}</summary>
<p class="meta">${t(language, 'agenda.orderHint')}</p>
<div class="pair">
<div class="field"><label for="codeWord">${t(language, 'agenda.codeWord')}</label>
<input id="codeWord" name="codeWord" value="" maxlength="100" autocapitalize="off" spellcheck="false"></div>
<div class="field"><label for="orderCall">${t(language, 'agenda.orderCall')}</label>
<select id="orderCall" name="orderCall"${isWrong && html` aria-invalid="true" aria-describedby="orderCall-problem"`}><option value=""></option>
${orderCalls.map(({ id, at, who }) => html`<option value="${id}"${id === chosen && html` selected`}>${clockText(at, timeZone, language)} ${who}</option>`)}
</select>${isWrong && html`<p class="problem" id="orderCall-problem">${t(language, 'agenda.wrong.orderCall')}</p>`}</div>
</div></details>`
}
