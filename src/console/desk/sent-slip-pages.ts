import type { DeliveryState } from '../../deliveries/states.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { timeOfDay, whenInWords } from '../../i18n/time-in-words.ts'
import type { Viewer } from '../console-frame.ts'
import type { Desk, DeskSlip } from './desk.ts'
import { addressOf, nameHtml, numberLink, wordsHtml } from './desk-parts.ts'
import type { DeliveredSlip } from './read-deliveries.ts'

/** A slip that was sent: locked, with how far it came. What is wrong in it is corrected by a new revision. */
export function sentSlip(viewer: Viewer, desk: Desk, slip: DeskSlip): Html {
  const { language, now } = viewer
  const { message } = slip
  const { timeZone } = desk.client
  const when = whenInWords({ at: message.createdAt, now, timeZone }, language)
  const by = slip.authorName ?? t(language, 'desk.software')
  return html`<section id="slip" class="slip sent" aria-labelledby="slip-title">
<div class="slip-top"><h2 id="slip-title" tabindex="-1">${t(language, `desk.sent.${message.kind}`)}</h2>
<p role="status">${t(language, 'desk.sentBy', { name: by, when })}${slip.message.revision > 1 && html` <strong>${t(language, 'desk.revision', { revision: message.revision })}</strong>`}</p></div>
${content(viewer, desk, slip)}
${deliveriesPart(viewer, desk, slip)}
<p class="actions"><a role="button" class="secondary small" href="${addressOf(desk.source)}?correct=1" data-key="c">${t(language, message.kind === 'taken' ? 'desk.correct' : 'desk.complete')} <kbd aria-hidden="true">C</kbd></a>
<a href="/console/slips/${message.clientId}/${message.id}">${t(language, 'desk.slipPage')}</a></p>
</section>`
}

function content({ language }: Viewer, { executives }: Desk, { message }: DeskSlip): Html {
  const nameOf = (id: string) => executives.find((executive) => executive.id === id)?.name ?? '?'
  const { details } = message
  const number = message.callbackNumber ?? message.callerNumber
  return html`<dl class="said">
${row(t(language, 'desk.for'), html`<strong>${nameHtml(nameOf(message.recipientId))}</strong>${message.urgency === 'urgent' && html` <strong class="badge urgent">${t(language, 'desk.urgent')}</strong>`}`)}
${message.copyIds.length > 0 && row(t(language, 'desk.copies'), html`${message.copyIds.map((id, place) => html`${place > 0 && ', '}${nameHtml(nameOf(id))}`)}`)}
${(message.callerName || message.company) && row(t(language, 'desk.callerName'), html`${message.callerName && nameHtml(message.callerName)} ${message.company && html`(${nameHtml(message.company)})`}`)}
${number && row(t(language, 'desk.callback'), html`${numberLink(number)}${details?.readBackAt && html` <small>✓ ${t(language, 'desk.readBack')}</small>`}`)}
${details?.reason && row(t(language, 'desk.reason'), nameHtml(details.reason.name))}
${details?.reason?.answers.map(({ question, answer }) => row(question, nameHtml(answer, 1000)))}
${message.subject && row(t(language, 'desk.subject'), nameHtml(message.subject, 300))}
${message.body && row(t(language, 'desk.body'), wordsHtml(message.body))}
${message.wish && row(t(language, 'desk.wish'), html`${t(language, `desk.wish.${message.wish}`)} ${message.wishWhen && nameHtml(message.wishWhen)}`)}
${details?.fields.map(({ label, value }) => row(label, nameHtml(value, 1000)))}
</dl>`
}

const row = (name: string, value: Html): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

/** How far it came, and what was said of it. */
export function deliveriesPart(
  { language }: Viewer,
  { client }: Desk,
  { deliveries, words }: DeskSlip,
): Html {
  return html`<div id="deliveries"><h3>${t(language, 'desk.deliveries')}</h3>
<ul class="deliveries">
${deliveries.map((one) => html`<li class="${one.state}">${deliveryText(one, client.timeZone, language)}</li>`)}
${words.map(
  (word) =>
    html`<li class="word"><span class="mark" aria-hidden="true">✓✓</span> ${t(language, `desk.word.${word.doneAt && word.answer !== 'received' ? 'done' : word.answer}`, { name: word.executiveName })}, ${timeOfDay(word.at, client.timeZone, language)}</li>`,
)}
${deliveries.length === 0 && html`<li>${t(language, 'desk.noDelivery')}</li>`}
</ul></div>`
}

const marks: Record<DeliveryState, string> = {
  pending: '◔',
  claimed: '◑',
  uncertain: '?',
  sent: '✓',
  delivered: '✓',
  failed: '✕',
  suppressed: '–',
  quarantined: '✕',
}

const deliveryText = (
  { executiveName, channel, state, at, failure }: DeliveredSlip,
  timeZone: string,
  language: Language,
): Html =>
  html`<span class="mark" aria-hidden="true">${marks[state]}</span> ${nameHtml(executiveName, 80)}, ${t(language, `desk.channel.${channel}`)}${t(language, 'mark.colon')}${t(language, `desk.delivery.${state}`)}${at && html` ${t(language, 'answer.atTime', { time: timeOfDay(at, timeZone, language) })}`}${failure && html` (${failure})`}`
