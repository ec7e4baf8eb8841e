import type { AppointedInHerName } from '../digests/agenda-lines.ts'
import type { FoundDigest, PageLine } from '../digests/find-digest.ts'
import type { DiscardedItem, ForwardedCall, InHerName } from '../digests/meanwhile.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dayInWords, timeOfDay, whenInWords } from '../i18n/time-in-words.ts'
import { callerText } from '../messages/caller-text.ts'
import type { Audio } from '../messages/queries.ts'
import { agendaPart, appointedItem } from './agenda-part.ts'
import { anchorOf } from './anchor.ts'
import { answerPart } from './answer-part.ts'
import {
  callerOf,
  capitalised,
  headingOf,
  hiddenFields,
  linkFrame,
  numberLink,
  readerOf,
  type Viewing,
  whenSaid,
} from './page-parts.ts'
import { calledBack, correctionPart, numberToCall, takenRows } from './slip-part.ts'

/** A digest: its lines with what has become of them, then what happened meanwhile and needs no answer. */
export function digestPage(found: FoundDigest, viewing: Viewing): Html {
  const { digest, lines, agenda, discarded, forwarded, inHerName, appointedInHerName, executive } = found
  const { language, timeZone } = viewing
  const done = inHerName.length + appointedInHerName.length
  const isQuiet = lines.length + agenda.length + discarded.length + forwarded.length + done === 0
  const main = html`
<p class="open">${isQuiet ? t(language, 'summary.nothing') : openText(found, viewing)}</p>
<ol class="lines">${lines.map((line) => linePart(line, executive.id, viewing))}</ol>
${agendaPart(agenda, viewing)}
${agenda.length > 0 && html`<p><a class="target" href="${viewing.agendaUrl}">${t(language, 'hers.allAgenda')}</a></p>`}
<p><a class="target" href="${viewing.callbacksUrl}">${t(language, 'callback.orderOne')}</a></p>
${discardedPart(discarded, viewing)}
${forwardedPart(forwarded, viewing)}
${inHerNamePart(inHerName, appointedInHerName, viewing)}`
  return linkFrame(viewing, {
    title: t(language, 'summary.title'),
    above: readerOf(viewing, found),
    heading: t(language, 'summary.heading', {
      day: dayInWords(digest.dueAt, timeZone, language),
      time: timeOfDay(digest.dueAt, timeZone, language),
    }),
    main,
  })
}

function openText({ lines, executive }: FoundDigest, { language }: Viewing): string | null {
  if (lines.length === 0) return null
  const open = lines.filter(({ words }) => !words.some(({ executiveId }) => executiveId === executive.id))
  return t(language, 'summary.open', { count: open.length })
}

function linePart(line: PageLine, executiveId: string, viewing: Viewing): Html {
  const { language } = viewing
  const { message, number } = line
  const labelledBy = `title-${message.id}`
  return html`<li id="${anchorOf(message.id)}">
<h2 id="${labelledBy}">${
    number !== null &&
    html`<span class="line-number" aria-label="${t(language, 'summary.number', { number })}" role="img">${number}</span> `
  }${headingOf(language, capitalised(t(language, `mail.${message.kind}`)), calledBack(message))}</h2>
${correctionPart(message, viewing)}
${message.urgency === 'urgent' && html`<p class="urgent">${t(language, 'link.urgent')}</p>`}
<p class="line-facts">${whenOf(message.receivedAt, viewing)} · ${numberLink(numberToCall(message), language)}</p>
${message.kind === 'taken' && html`<dl class="facts">${takenRows(message, executiveId, viewing)}</dl>`}
${saidPart(message.body, viewing)}
${audioPart(line.audio, { url: `${viewing.token}/audio/${message.id}`, labelledBy }, viewing)}
${answerPart({ ...line, executiveId, item: { id: message.id, labelledBy } }, viewing)}
</li>`
}

const whenOf = (at: Date, { now, timeZone, language }: Viewing) =>
  capitalised(whenInWords({ at, now, timeZone }, language))

function saidPart(body: string | null, { language }: Viewing): Html | null {
  if (!body) return null
  const said = callerText(body)
  return html`<blockquote class="said" dir="auto">${said.text}</blockquote>
${said.hasLink && html`<p><strong>${t(language, 'mail.callerLink')}</strong></p>`}`
}

type Place = { readonly url: string; readonly labelledBy: string }

function audioPart(audio: Audio, { url, labelledBy }: Place, { language }: Viewing): Html | null {
  switch (audio.kind) {
    case 'none':
      return null
    case 'lost':
    case 'erased':
    case 'arriving':
      return html`<p>${t(language, `link.${audio.kind}`)}</p>`
    case 'here':
      return html`<audio controls preload="none" src="${url}" aria-labelledby="${labelledBy}"></audio>`
    default:
      return audio satisfies never
  }
}

function discardedPart(items: readonly DiscardedItem[], viewing: Viewing): Html | null {
  if (items.length === 0) return null
  // Open once she has touched one of them, so that she sees what became of it.
  const touched = items.some(({ matteredAt }) => matteredAt)
  return html`<details${touched && html` open`}>
<summary>${t(viewing.language, 'summary.discarded', { count: items.length })}</summary>
<ul class="lines">${items.map((item) => discardedItem(item, viewing))}</ul>
</details>`
}

function discardedItem(item: DiscardedItem, viewing: Viewing): Html {
  const { language } = viewing
  const labelledBy = `title-${item.id}`
  return html`<li id="${anchorOf(item.id)}">
<h3 id="${labelledBy}">${headingOf(language, t(language, `summary.${item.kind}`), item)}</h3>
<p class="line-facts">${whenOf(item.at, viewing)} · ${numberLink(item.callerNumber, language)}</p>
${saidPart(item.body, viewing)}
<form method="post" class="choices" aria-labelledby="${labelledBy}">
${hiddenFields({ nonce: viewing.nonce, item: item.id, undoes: item.actId ?? '' })}
${item.matteredAt ? matteredPart(item, item.matteredAt, viewing) : matteredButton(viewing)}
</form>
</li>`
}

const matteredButton = ({ language }: Viewing) =>
  html`<button name="choice" value="mattered" class="secondary">${t(language, 'summary.mattered')}</button>`

const matteredPart = ({ actId }: DiscardedItem, at: Date, viewing: Viewing) =>
  html`<p role="status" class="said-so">${t(viewing.language, 'summary.saidMattered', { when: whenSaid(at, viewing) })}</p>
${actId && html`<button name="choice" value="undo" class="secondary outline">${t(viewing.language, 'page.undo')}</button>`}`

function forwardedPart(calls: readonly ForwardedCall[], viewing: Viewing): Html | null {
  if (calls.length === 0) return null
  const { language } = viewing
  return html`<details>
<summary>${t(language, 'summary.forwarded', { count: calls.length })}</summary>
<ul class="facts-list">${calls.map(
    (
      call,
    ) => html`<li><p>${call.callerName && html`<strong>${callerOf(call)}</strong> · `}${numberLink(call.callerNumber, language)}</p>
<p class="line-facts">${whenOf(call.at, viewing)} · ${t(language, 'summary.talked', { minutes: Math.round(call.talkSeconds / 60) })}</p></li>`,
  )}</ul>
</details>`
}

function inHerNamePart(
  acts: readonly InHerName[],
  appointed: readonly AppointedInHerName[],
  viewing: Viewing,
): Html | null {
  if (acts.length + appointed.length === 0) return null
  const { language } = viewing
  return html`<section aria-labelledby="in-her-name">
<h2 id="in-her-name">${t(language, 'summary.inHerName')}</h2>
<ul class="facts-list">${acts.map(
    (act) =>
      html`<li><p>${actText(act, viewing)}</p><p class="line-facts">${whenOf(act.at, viewing)}</p></li>`,
  )}${appointed.map((act) => appointedItem(act, viewing))}</ul>
</section>`
}

/** "Alice a répondu à votre place : message vocal de M. Blanc." */
function actText({ verb, who, kind, ...caller }: InHerName, { language }: Viewing): string {
  const about = {
    who: who ?? t(language, 'summary.someSecretary'),
    about: headingOf(language, t(language, `mail.${kind}`), caller),
  }
  if (verb === 'message.acknowledged') return t(language, 'summary.act.acknowledged', about)
  if (verb === 'message.restored') return t(language, 'summary.act.restored', about)
  return t(language, 'summary.act.other', about)
}
