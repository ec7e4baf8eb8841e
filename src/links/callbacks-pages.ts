import type { HerCallback, HerCallbacks } from '../callbacks/find-her-callbacks.ts'
import type { Named } from '../callbacks/find-named.ts'
import { writeMoment } from '../clients/until.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { formatNational } from '../phone-number.ts'
import type { EnteredOrder, WrongOrder } from './answer-callbacks.ts'
import { hiddenFields, linkFrame, numberLink, readerOf, type Viewing, whenSaid } from './page-parts.ts'

/** Whom we ring back for her and how it stands, how the last ones went, and the form for another. */
export function callbacksPage(found: HerCallbacks, viewing: Viewing, wrong: WrongOrder | null): Html {
  const { language } = viewing
  const { open, ended } = found
  const main = html`
${orderForm(viewing, wrong)}
<section aria-labelledby="open"><h2 id="open">${t(language, 'callback.open')}</h2>
${open.length === 0 && html`<p>${t(language, 'callback.noneOpen')}</p>`}
<ul class="facts-list">${open.map((one) => openItem(one, viewing))}</ul></section>
${
  ended.length > 0 &&
  html`<section aria-labelledby="ended"><h2 id="ended">${t(language, 'callback.ended')}</h2>
<ul class="facts-list">${ended.map((one) => endedItem(one, viewing))}</ul></section>`
}`
  const heading = t(language, 'callback.hers')
  return linkFrame(viewing, { title: heading, above: readerOf(viewing, found), heading, main })
}

function orderForm(viewing: Viewing, wrong: WrongOrder | null): Html {
  const { language, nonce, now, timeZone } = viewing
  const entered: EnteredOrder = wrong?.entered ?? { who: '', pick: '', why: '', until: '' }
  return html`<form method="post" class="choices stacked" aria-labelledby="order" novalidate>
<h2 id="order">${t(language, 'callback.order')}</h2>
${hiddenFields({ nonce })}
<div class="field"><label for="who">${t(language, 'callback.who')}</label>
<input id="who" name="who" value="${entered.who}" maxlength="200" autocomplete="off"${invalid('who', wrong?.who)} required>
${wrong?.who && html`<small id="wrong-who" class="wrong" role="alert">${t(language, `callback.wrong.${wrong.who.problem}`)}</small>`}
${wrong?.who && amongPart(wrong.who.among, viewing)}</div>
<div class="field"><label for="why">${t(language, 'callback.why')}</label>
<input id="why" name="why" value="${entered.why}" maxlength="300" autocomplete="off"></div>
<div class="field"><label for="until">${t(language, 'callback.until')}</label>
<input id="until" type="datetime-local" name="until" min="${writeMoment(now, timeZone)}" value="${entered.until}"${invalid('until', wrong?.until)}>
${wrong?.until && html`<small id="wrong-until" class="wrong" role="alert">${t(language, `callback.wrong.${wrong.until}`)}</small>`}</div>
<button name="choice" value="order">${t(language, 'callback.orderIt')}</button>
</form>`
}

const invalid = (field: string, problem: unknown): Html | null =>
  problem ? html` aria-invalid="true" aria-describedby="wrong-${field}"` : null

/** Contacts of one name, and one with several numbers. */
function amongPart(among: readonly Named[], { language }: Viewing): Html | null {
  if (among.length === 0) return null
  return html`<fieldset><legend>${t(language, 'callback.among')}</legend>${among.map(
    ({ name, number }) =>
      html`<label class="press"><input type="radio" name="pick" value="${number}"> <bdi>${name}</bdi>, ${formatNational(number)}</label>`,
  )}</fieldset>`
}

function openItem(one: HerCallback, viewing: Viewing): Html {
  const { language, nonce } = viewing
  const { id } = one.wish
  return html`<li><p id="who-${id}">${whoOf(one, viewing)}</p>
${one.wish.why && html`<p><bdi>${one.wish.why}</bdi></p>`}
<p>${stateText(one, viewing)}</p>
<form method="post" class="choices" aria-labelledby="who-${id}">${hiddenFields({ nonce, item: id })}
<button name="choice" value="cancel" class="secondary outline">${t(language, 'callback.cancel')}</button></form></li>`
}

const whoOf = ({ callback: { name, number } }: HerCallback, { language }: Viewing): Html =>
  html`${name && html`<strong><bdi>${name}</bdi></strong> `}${numberLink(number, language)}`

function stateText({ callback }: HerCallback, viewing: Viewing): string {
  const { language, now } = viewing
  const { state, tries, dueAt, until } = callback
  if (state === 'undecided') return t(language, 'callback.isUndecided', { tries })
  const when = whenSaid(dueAt, viewing)
  if (tries > 0) return t(language, 'callback.isTried', { tries, when })
  if (until) return t(language, 'callback.isUntil', { when: whenSaid(until, viewing) })
  return dueAt > now ? t(language, 'callback.isPlanned', { when }) : t(language, 'callback.isOpen')
}

function endedItem(one: HerCallback, viewing: Viewing): Html {
  const { language, now } = viewing
  const { endReason, endedAt, endNote, tries } = one.callback
  const what = t(language, `mail.callback.${endReason ?? 'talked'}`, { tries })
  return html`<li><p>${whoOf(one, viewing)}</p>
<p>${t(language, 'callback.endedWhen', { what, when: whenSaid(endedAt ?? now, viewing) })}</p>
${endNote && html`<p><bdi>${endNote}</bdi></p>`}</li>`
}
