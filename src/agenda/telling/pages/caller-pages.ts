import { pageFrame } from '../../../console/page-frame.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { dateInWords } from '../../../i18n/time-in-words.ts'
import { capitalised, hiddenFields, numberLink } from '../../../links/page-parts.ts'
import { singleLine } from '../../../plain-text.ts'
import type { FoundAppointment } from '../../find-appointment.ts'
import { isStanding } from '../../states.ts'
import { placeOf } from '../compose-caller.ts'
import type { CallerLink } from './open-caller-link.ts'

export type CallerShown = Pick<CallerLink, 'found' | 'ringUs'>

export type CallerViewing = {
  readonly now: Date
  readonly nonce: string
  readonly token: string
  readonly said: 'asked' | 'stale' | 'noWords' | 'tooLate' | null
}

/** His appointment: what, when and where, and how to cancel it or to ask for another time. */
export function callerAppointmentPage(shown: CallerShown, viewing: CallerViewing): Html {
  const { found } = shown
  const { language, startsAt, timeZone, state } = found.appointment
  const main = html`<p role="status" class="said-so"><strong>${capitalised(dateInWords(startsAt, timeZone, language))}</strong><br>${t(language, `rdv.state.${stateOf(found, viewing.now)}`)}</p>
${factsPart(found)}
${isStanding(state) && startsAt > viewing.now && choicesPart(found, viewing)}`
  return callerFrame(shown, viewing, { title: t(language, 'rdv.title'), main })
}

type Content = { readonly title: string; readonly main: Html }

/** From whom, what went wrong, the thing itself, and where a person answers. */
export function callerFrame(
  { found: { appointment, client }, ringUs }: CallerShown,
  { said }: CallerViewing,
  { title, main }: Content,
): Html {
  const { language } = appointment
  const framed = html`
<header>
${!client.health && html`<p class="reader"><bdi>${singleLine(client.name, 120)}</bdi></p>`}
<h1>${title}</h1>
</header>
${said && html`<p role="${said === 'asked' ? 'status' : 'alert'}" class="notice${said === 'asked' && ' done'}">${t(language, `rdv.said.${said}`)}</p>`}
${main}
${ringUs && html`<p class="line-facts">${t(language, 'rdv.ringUs')} ${numberLink(ringUs, language)}</p>`}`
  return pageFrame({ language, title, main: framed })
}

function stateOf({ appointment: { state, startsAt } }: FoundAppointment, now: Date) {
  if (state === 'cancelled' || state === 'declined') return state
  if (startsAt <= now) return 'past'
  return state === 'proposed' ? 'proposed' : 'confirmed'
}

/** Of a health client's nothing says with whom or where. */
export function factsPart({ appointment, client, executive }: FoundAppointment): Html | null {
  const { language } = appointment
  if (client.health) return null
  const place = placeOf(appointment, language)
  return html`<dl class="facts">
<dt>${t(language, 'mail.rdv.with')}</dt><dd><bdi>${executive.name}</bdi></dd>
${place && html`<dt>${t(language, 'mail.rdv.where')}</dt><dd><bdi>${place}</bdi></dd>`}
</dl>`
}

function choicesPart({ appointment: { language } }: FoundAppointment, { nonce, token }: CallerViewing): Html {
  return html`<p><a class="target" href="${token}/rdv.ics">${t(language, 'rdv.ics')}</a></p>
<form method="post" class="choices stacked">
${hiddenFields({ nonce })}
<label for="words">${t(language, 'rdv.words')}</label>
<textarea id="words" name="words" rows="3" maxlength="1000" required></textarea>
<button name="choice" value="ask" class="secondary">${t(language, 'rdv.ask')}</button>
</form>
<form method="post" class="choices stacked">
${hiddenFields({ nonce })}
<button name="choice" value="cancel" class="secondary outline">${t(language, 'rdv.cancel')}</button>
</form>`
}
