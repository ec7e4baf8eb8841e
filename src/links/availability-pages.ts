import { Temporal } from 'temporal-polyfill'
import type { FoundExecutive } from '../clients/find-executive.ts'
import { endOf, type Span, spans, writeMoment } from '../clients/until.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dayInWords, timeOfDay } from '../i18n/time-in-words.ts'
import { localTime } from '../rules/local-time.ts'
import type { WrongMoment } from './answer-availability.ts'
import { hiddenFields, linkFrame, readerOf, type Viewing, whenSaid } from './page-parts.ts'

/** What she typed and why it was not taken. */
export type TypedMoment = { readonly until: string; readonly wrong: WrongMoment }

/** Whether she is to be had, until when, and how to change that. */
export function availabilityPage(found: FoundExecutive, viewing: Viewing, typed: TypedMoment | null): Html {
  const { language } = viewing
  const main = html`
${nowPart(found, viewing)}
<section aria-labelledby="choose">
<h2 id="choose">${t(language, 'away.choose')}</h2>
${pressForm(
  spans.map((span) => spanButton(span, viewing)),
  viewing,
)}
${typedForm(viewing, typed)}
</section>`
  const title = t(language, 'away.title')
  return linkFrame(viewing, { title, above: readerOf(viewing, found), heading: title, main })
}

/** What she said, as long as it holds. */
function standingOf({ availability }: FoundExecutive, { now }: Viewing) {
  return availability && (availability.until === null || availability.until > now) ? availability : null
}

function nowPart(found: FoundExecutive, viewing: Viewing): Html {
  const { language, nonce } = viewing
  const standing = standingOf(found, viewing)
  const { lastAct, client } = found
  return html`<form method="post" class="standing">
<p role="status" class="said-so">${standing ? awayText(standing.until, viewing) : t(language, 'away.available')}
${lastAct && t(language, standing ? 'away.said' : 'away.changedBack', { when: whenSaid(lastAct.at, viewing) })}</p>
${standing && client.awayPhrase && html`<p>${t(language, 'away.callersHear', { phrase: client.awayPhrase })}</p>`}
${hiddenFields({ nonce, undoes: lastAct?.id ?? '' })}
<div class="choices">
${standing && html`<button name="choice" value="available" class="whole">${t(language, 'away.back')}</button>`}
${lastAct && html`<button name="choice" value="undo" class="secondary outline">${t(language, 'page.undo')}</button>`}
</div>
</form>`
}

function awayText(until: Date | null, viewing: Viewing): string {
  const { language } = viewing
  return until ? t(language, 'away.until', { when: untilWhen(until, viewing) }) : t(language, 'away.open')
}

/** "à 15 h 05", "à demain 09 h 00", "au 3 mars 2027 à 09 h 00". */
function untilWhen(until: Date, { now, timeZone, language }: Viewing): string {
  const time = timeOfDay(until, timeZone, language)
  const date = localTime(until, timeZone).today.date
  const today = Temporal.PlainDate.from(localTime(now, timeZone).today.date)
  if (date === today.toString()) return t(language, 'away.today', { time })
  if (date === today.add({ days: 1 }).toString()) return t(language, 'away.tomorrow', { time })
  return t(language, 'away.day', { day: dayInWords(until, timeZone, language), time })
}

const pressForm = (buttons: Html | readonly (Html | null)[], { nonce }: Viewing): Html =>
  html`<form method="post" class="choices stacked">${hiddenFields({ nonce })}${buttons}</form>`

/** One that ends today is offered only while it can. */
function spanButton(span: Span, { now, timeZone, language }: Viewing): Html | null {
  if (!endOf(span, now, timeZone)) return null
  return html`<button name="choice" value="${span}" class="secondary">${t(language, `away.${span}`)}</button>`
}

/** A form of its own: Enter in its field must not press the first button of another choice. */
function typedForm({ now, timeZone, language, nonce }: Viewing, typed: TypedMoment | null): Html {
  const invalid = typed && html` aria-invalid="true" aria-describedby="wrong-until"`
  return html`<form method="post" class="choices stacked">
${hiddenFields({ nonce })}
<label for="until">${t(language, 'away.typed')}</label>
<input id="until" type="datetime-local" name="until" min="${writeMoment(now, timeZone)}" value="${typed?.until}"${invalid}>
${typed && html`<small id="wrong-until" class="wrong" role="alert">${t(language, `away.${typed.wrong}`)}</small>`}
<button name="choice" value="until" class="secondary">${t(language, 'away.save')}</button>
</form>`
}
