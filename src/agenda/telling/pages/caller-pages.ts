import { pageFrame } from '../../../console/page-frame.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { dateInWords } from '../../../i18n/time-in-words.ts'
import { hiddenFields } from '../../../links/page-parts.ts'
import { singleLine } from '../../../plain-text.ts'
import type { FoundAppointment } from '../../find-appointment.ts'
import { isStanding } from '../../states.ts'
import { placeOf } from '../compose-caller.ts'

export type CallerViewing = {
  readonly now: Date
  readonly nonce: string
  readonly token: string
  readonly said: 'asked' | 'stale' | 'noWords' | 'tooLate' | null
}

/** His appointment: what, when and where, and how to cancel it or to ask for another time. */
export function callerAppointmentPage(found: FoundAppointment, viewing: CallerViewing): Html {
  const { appointment, client } = found
  const { language, startsAt, timeZone } = appointment
  const { said } = viewing
  const title = t(language, 'rdv.title')
  const isOpen = isStanding(appointment.state) && startsAt > viewing.now
  const main = html`
<header>
${!client.health && html`<p class="reader"><bdi>${singleLine(client.name, 120)}</bdi></p>`}
<h1>${title}</h1>
</header>
${said && html`<p role="${said === 'asked' ? 'status' : 'alert'}" class="notice">${t(language, `rdv.said.${said}`)}</p>`}
<p role="status" class="said-so"><strong>${dateInWords(startsAt, timeZone, language)}</strong><br>${t(language, `rdv.state.${stateOf(found, viewing.now)}`)}</p>
${factsPart(found)}
${isOpen && choicesPart(found, viewing)}`
  return pageFrame({ language, title, main })
}

function stateOf({ appointment: { state, startsAt } }: FoundAppointment, now: Date) {
  if (state === 'cancelled' || state === 'declined') return state
  if (startsAt <= now) return 'past'
  return state === 'proposed' ? 'proposed' : 'confirmed'
}

/** Of a health client's nothing says with whom or where. */
function factsPart({ appointment, client, executive }: FoundAppointment): Html | null {
  const { language } = appointment
  if (client.health) return null
  const place = placeOf(appointment, language)
  return html`<dl>
<dt>${t(language, 'mail.rdv.with')}</dt><dd><bdi>${executive.name}</bdi></dd>
${place && html`<dt>${t(language, 'mail.rdv.where')}</dt><dd><bdi>${place}</bdi></dd>`}
</dl>`
}

function choicesPart({ appointment: { language } }: FoundAppointment, { nonce, token }: CallerViewing): Html {
  return html`<p><a href="${token}/rdv.ics">${t(language, 'rdv.ics')}</a></p>
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
