import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { dateInWords } from '../../../i18n/time-in-words.ts'
import { capitalised, hiddenFields } from '../../../links/page-parts.ts'
import { type CallerShown, type CallerViewing, callerFrame, factsPart } from './caller-pages.ts'
import type { Offered } from './find-offer.ts'

/** A time that came free and is kept for him: he takes it or leaves it; once it is gone, what he can do. */
export function offerPage(shown: CallerShown, offer: Offered, viewing: CallerViewing): Html {
  const { appointment } = shown.found
  const { language, startsAt, timeZone } = appointment
  const title = t(language, offer.kind === 'open' ? 'rdv.offer' : 'rdv.offerOver')
  const when = dateInWords(startsAt, timeZone, language)
  const main =
    offer.kind === 'open'
      ? html`<p role="status" class="said-so"><strong>${capitalised(when)}</strong></p>
${factsPart(shown.found)}
${choicesPart(shown, offer, viewing)}`
      : html`<p role="status">${t(language, 'rdv.offerGone', { when })}
${t(language, offer.waits ? 'rdv.offerNext' : 'rdv.offerRing')}</p>`
  return callerFrame(shown, viewing, { title, main })
}

function choicesPart(
  { found: { appointment } }: CallerShown,
  { until, insteadOf }: Extract<Offered, { kind: 'open' }>,
  { nonce }: CallerViewing,
): Html {
  const { language, timeZone } = appointment
  return html`<p>${t(language, 'rdv.offerUntil', { when: dateInWords(until, timeZone, language) })}
${insteadOf && t(language, 'rdv.offerInstead', { when: dateInWords(insteadOf.startsAt, insteadOf.timeZone, language) })}</p>
<form method="post" class="choices stacked">
${hiddenFields({ nonce })}
<button name="choice" value="accept">${t(language, 'rdv.accept')}</button>
<button name="choice" value="refuse" class="secondary outline">${t(language, 'rdv.refuse')}</button>
</form>`
}
