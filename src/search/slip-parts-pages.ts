import type { Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dateInWords } from '../i18n/time-in-words.ts'
import { callerText } from '../messages/caller-text.ts'
import type { FoundSlip } from './find-slip.ts'
import { own, shownNumber } from './shown.ts'

/** Who, for whom, about what: on the page and on paper. */
export function slipFacts({ language }: Viewer, { message, client, names }: FoundSlip): Html {
  const fact = (name: string, value: Html | string | null) => value && html`<dt>${name}</dt><dd>${value}</dd>`
  const { details, wish, wishWhen } = message
  const copies = message.copyIds.map((id) => names.get(id)).filter((name) => name !== undefined)
  return html`${message.urgency === 'urgent' && html`<p><span class="tag urgent">${t(language, 'board.urgent')}</span></p>`}
<dl class="facts">
${fact(t(language, 'search.client'), own(client.name))}
${fact(t(language, 'search.for'), own(names.get(message.recipientId) ?? null))}
${copies.length > 0 && fact(t(language, 'search.slip.copies'), own(copies.join(', '), 300))}
${fact(t(language, 'search.caller'), own(message.callerName, 200))}
${fact(t(language, 'search.company'), own(message.company, 200))}
${fact(t(language, 'search.number'), own(shownNumber(message.callerNumber)))}
${fact(t(language, 'search.callback'), message.callbackNumber && html`${shownNumber(message.callbackNumber)}${details?.readBackAt && html` <span class="meta">(${t(language, 'search.slip.readBack')})</span>`}`)}
${fact(t(language, 'search.slip.received'), dateInWords(message.receivedAt, client.hours.timeZone, language))}
${fact(t(language, 'search.kind'), t(language, `search.kind.${message.kind}`))}
${wish && fact(t(language, 'search.wish'), html`${t(language, `search.wish.${wish}`)}${wishWhen && html`${t(language, 'mark.colon')}<bdi>${wishWhen}</bdi>`}`)}
${fact(t(language, 'search.slip.reason'), own(details?.reason?.name ?? null))}
${details?.reason?.answers.map(({ question, answer }) => fact(question, own(answer, 500)))}
${details?.fields.map(({ label, value }) => fact(label, own(value, 500)))}
</dl>`
}

export function slipText({ language }: Viewer, { message }: FoundSlip): Html {
  return html`${message.subject && html`<h2><bdi>${message.subject}</bdi></h2>`}
${message.body ? html`<p class="words-said" dir="auto">${callerText(message.body).text}</p>` : html`<p class="quiet">${t(language, 'search.slip.noBody')}</p>`}`
}
