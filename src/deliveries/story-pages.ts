import { consoleFrame, formTokenField, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dateInWords } from '../i18n/time-in-words.ts'
import { formatNational, isPhoneNumber } from '../phone-number.ts'
import { type Choice, choicesFor } from './choices.ts'
import type { ListedDelivery } from './find-deliveries.ts'
import { fateInWords } from './list-pages.ts'

/** What a person did about it. */
export type DeliveryAct = {
  readonly at: Date
  readonly verb: 'retried' | 'confirmed' | 'denied' | 'givenUp'
  readonly by: string
  readonly reason: string | null
}

export type Said = 'done' | 'changedMeanwhile' | 'noReason'

/** One delivery: where it went, what became of it, and what can be done. */
export function storyPage(
  viewer: Viewer,
  listed: ListedDelivery,
  acts: readonly DeliveryAct[],
  said: Said | null,
): Html {
  const { language } = viewer
  const { delivery, client, executive } = listed
  const title = t(language, 'queue.storyTitle', { name: executive ?? t(language, 'queue.caller') })
  const main = html`<p><a href="/console/deliveries">${t(language, 'queue.back')}</a></p>
<h1><bdi>${title}</bdi></h1>
${said && html`<p role="${said === 'done' ? 'status' : 'alert'}" class="said">${t(language, `queue.${said}`)}</p>`}
<p class="fate">${fateInWords(viewer, listed)}</p>
${choiceForms(viewer, listed)}
<dl class="story">
${row(t(language, 'queue.client'), client.name)}
${row(t(language, 'queue.what'), `${t(language, `queue.kind.${delivery.kind}`)}, ${t(language, `queue.channel.${delivery.channel}`)}`)}
${delivery.destination && row(t(language, 'queue.destination'), isPhoneNumber(delivery.destination) ? formatNational(delivery.destination) : delivery.destination)}
${instants(viewer, listed)}
${delivery.errorCode && row(t(language, 'queue.errorCode'), delivery.errorCode)}
</dl>
${delivery.messageId && html`<p><a href="/console/slips/${delivery.clientId}/${delivery.messageId}">${t(language, 'queue.slip')}</a></p>`}
${actsPart(viewer, listed, acts)}`
  return consoleFrame(viewer, { title, main, at: 'deliveries', styles: ['deliveries.css'] })
}

const row = (label: string, value: string): Html => html`<dt>${label}</dt><dd><bdi>${value}</bdi></dd>`

function instants({ language }: Viewer, { delivery, client }: ListedDelivery): Html[] {
  const names = ['createdAt', 'claimedAt', 'sentAt', 'deliveredAt'] as const
  return names.flatMap((name) => {
    const at = delivery[name]
    return at ? [row(t(language, `queue.${name}`), dateInWords(at, client.timeZone, language))] : []
  })
}

function choiceForms(viewer: Viewer, { delivery }: ListedDelivery): Html | null {
  const { language, now } = viewer
  const possible = choicesFor(delivery, now)
  if (possible.length === 0) return null
  const asks = possible.includes('seen')
  const address = `/console/deliveries/${delivery.clientId}/${delivery.id}`
  const hidden = html`${formTokenField(viewer)}<input type="hidden" name="state" value="${delivery.state}"><input type="hidden" name="attempts" value="${delivery.attempts}">`
  const button = (choice: Exclude<Choice, 'giveUp'>) =>
    possible.includes(choice) &&
    html`<button name="choice" value="${choice}"${choice === 'notSeen' && html` class="secondary"`}>${t(language, `queue.choice.${choice}`)}</button>`
  return html`<section class="choices" aria-labelledby="choices-heading"><h2 id="choices-heading">${t(language, asks ? 'queue.ask' : 'queue.whatNow')}</h2>
${asks && html`<p>${t(language, 'queue.askWhy')}</p>`}
<form method="post" action="${address}">${hidden}${button('retry')}${button('seen')}${button('notSeen')}</form>
${possible.includes('giveUp') && html`<form method="post" action="${address}">${hidden}<label>${t(language, 'queue.reason')} <input name="reason" required maxlength="500"></label><button name="choice" value="giveUp" class="secondary outline">${t(language, 'queue.choice.giveUp')}</button></form>`}
</section>`
}

function actsPart(
  { language }: Viewer,
  { client }: ListedDelivery,
  acts: readonly DeliveryAct[],
): Html | null {
  if (acts.length === 0) return null
  return html`<h2>${t(language, 'queue.acts')}</h2>
<ul>${acts.map(
    ({ at, verb, by, reason }) =>
      html`<li><bdi>${t(language, `queue.act.${verb}`, { name: by, when: dateInWords(at, client.timeZone, language) })}</bdi>${reason && html` <q><bdi>${reason}</bdi></q>`}</li>`,
  )}</ul>`
}
