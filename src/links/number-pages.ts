import type { FoundNumber } from '../clients/reach/find-number.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dateInWords } from '../i18n/time-in-words.ts'
import { hiddenFields, linkFrame, numberLink, readerOf, type Viewing } from './page-parts.ts'

/** Whether calls are put through to a number that was set for her, and how to say that it is hers, or not. */
export function numberPage(found: FoundNumber, viewing: Viewing): Html {
  const { language, nonce } = viewing
  const { change } = found
  const main = html`
<form method="post" class="standing">
<p role="status" class="said-so">${standing(found, viewing)}</p>
<p class="number">${numberLink(change.after, language)}</p>
${hiddenFields({ nonce })}
<div class="choices">
${(change.settled === null || change.settled === 'refused') && html`<button name="choice" value="itsMine">${t(language, 'reach.itsMine')}</button>`}
${change.settled !== 'replaced' && change.settled !== 'refused' && html`<button name="choice" value="notMine" class="secondary">${t(language, 'reach.notMine')}</button>`}
</div>
</form>`
  const title = t(language, 'reach.title')
  return linkFrame(viewing, { title, above: readerOf(viewing, found), heading: title, main })
}

function standing({ change: { settled, effectiveAt } }: FoundNumber, viewing: Viewing): string {
  const { language, timeZone } = viewing
  const when = effectiveAt ? dateInWords(effectiveAt, timeZone, language) : ''
  if (settled === null) return t(language, 'reach.asks', { when })
  return t(language, `reach.${settled}`)
}
