import { promiseLink } from '../callbacks/promise-link.ts'
import { failureText } from '../console/board/failure-text.ts'
import { consoleFrame, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { type TextKey, t } from '../i18n/text.ts'
import { whenInWords } from '../i18n/time-in-words.ts'
import { ringButton } from '../outgoing/ring-pages.ts'
import type { FoundSlip } from './find-slip.ts'
import { own, shownNumber, withheld } from './shown.ts'
import { slipFacts, slipText } from './slip-parts-pages.ts'
import { versionsOf } from './slip-versions-pages.ts'

/** A slip as it was sent, and everything that became of it. */
export function slipPage(viewer: Viewer, slip: FoundSlip): Html {
  const { language } = viewer
  const { message } = slip
  const title = t(language, 'search.slip.title', { caller: callerOf(slip, viewer) })
  const source = `/console/${message.sourceKind}s/${message.clientId}/${message.sourceId}`
  return consoleFrame(viewer, {
    title,
    at: 'slips',
    styles: ['search.css'],
    main: html`<div class="line"><h1><bdi>${title}</bdi></h1>
<a href="${source}">${t(language, `search.slip.${message.sourceKind}`)}</a>
<a href="/console/slips/${message.clientId}/${message.id}/print">${t(language, 'search.slip.print')}</a>
${ringing(viewer, slip)}</div>
<div class="columns"><div>
<section class="panel">${slipFacts(viewer, slip)}${slipText(viewer, slip)}${soundOf(viewer, slip)}</section>
${versionsOf(viewer, slip)}
</div><div>
${answersOf(viewer, slip)}
${deliveriesOf(viewer, slip)}
${promiseFrom(viewer, slip)}
${actsOf(viewer, slip)}
</div></div>`,
  })
}

/** Whoever left it is rung at the number that he asked for. */
function ringing(viewer: Viewer, { message }: FoundSlip): Html | null {
  const number = message.callbackNumber ?? message.callerNumber
  if (!number) return null
  return ringButton(viewer, { clientId: message.clientId, number, slipId: message.id, words: 'callBack' })
}

/** Where he wishes to be rung, else the number that was shown. */
function promiseFrom(viewer: Viewer, { message }: FoundSlip): Html {
  const { clientId, id: slipId, callerName: name, callbackNumber, callerNumber } = message
  return promiseLink(viewer, { clientId, number: callbackNumber ?? callerNumber, name, slipId })
}

export const callerOf = ({ message }: FoundSlip, { language }: Viewer): string =>
  message.callerName || shownNumber(message.callerNumber) || withheld(language)

/** What the page of the call plays; listening is noted there. */
function soundOf({ language }: Viewer, { audio, message }: FoundSlip): Html | null {
  if (audio.kind === 'none') return null
  if (audio.kind !== 'here') return html`<p class="quiet">${t(language, `search.slip.${audio.kind}`)}</p>`
  const address = `/console/calls/${message.clientId}/${message.sourceId}/audio`
  return html`<h2>${t(language, 'search.slip.listen')}</h2>
<audio controls preload="none" src="${address}" aria-label="${t(language, 'search.slip.listen')}"></audio>`
}

const panel = (
  title: string,
  rows: readonly Html[],
  nothing: string,
): Html => html`<section class="panel"><h2>${title}</h2>
${rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : html`<p class="quiet">${nothing}</p>`}</section>`

function answersOf(viewer: Viewer, { words, client }: FoundSlip): Html {
  const { language, now } = viewer
  const rows = words.map(
    ({
      executiveName,
      answer,
      via,
      at,
      doneAt,
    }) => html`<li><p class="line"><strong>${own(executiveName)}</strong>
<span class="tag good">${t(language, `search.ack.${answer}`)}</span>
${doneAt && answer !== 'received' && html`<span class="tag">${t(language, 'search.ack.done')}</span>`}
<span class="meta">${t(language, `search.via.${via}`)}, ${whenInWords({ at, now, timeZone: client.hours.timeZone }, language)}</span></p></li>`,
  )
  return panel(t(language, 'search.slip.answers'), rows, t(language, 'search.slip.noAnswers'))
}

const styles = {
  pending: 'info',
  claimed: 'info',
  uncertain: 'warn',
  sent: '',
  delivered: 'good',
  failed: 'urgent',
  suppressed: 'warn',
  quarantined: 'urgent',
} as const

function deliveriesOf({ language, now }: Viewer, { deliveries, names, client }: FoundSlip): Html {
  const { timeZone } = client.hours
  const rows = deliveries.map((one) => {
    const at = one.deliveredAt ?? one.sentAt ?? one.createdAt
    return html`<li><p class="line"><strong>${own(names.get(one.executiveId ?? '') ?? '')}</strong>
<span>${t(language, `search.channel.${one.channel}`)}</span>
<span class="tag ${styles[one.state]}">${t(language, `search.delivery.${one.state}`)}</span>
<span class="meta">${t(language, 'search.slip.revision', { number: one.revision })}, ${whenInWords({ at, now, timeZone }, language)}</span></p>
${one.destination && html`<p class="meta">${own(shownNumber(one.destination))}</p>`}
${one.failure && html`<p class="meta">${failureText(language, one.failure)}</p>`}</li>`
  })
  return panel(t(language, 'search.slip.deliveries'), rows, t(language, 'search.slip.noDeliveries'))
}

const known: Record<
  string,
  Exclude<Extract<TextKey, `search.act.message.${string}`>, 'search.act.message.other'>
> = {
  'message.written': 'search.act.message.taken',
  'message.corrected': 'search.act.message.revised',
  'message.read': 'search.act.message.read',
  'message.heard': 'search.act.message.heard',
  'message.printed': 'search.act.message.printed',
  'message.acknowledged': 'search.act.message.acknowledged',
  'message.restored': 'search.act.message.restored',
  'message.reopened': 'search.act.message.reopened',
}

function actsOf({ language, now }: Viewer, { acts, names, client }: FoundSlip): Html {
  const { timeZone } = client.hours
  const rows = acts.map(({ verb, actorKind, actorId, at }) => {
    const key = known[verb]
    const what = key ? t(language, key) : t(language, 'search.act.message.other', { verb })
    const somebody = names.get(actorId ?? '') ?? t(language, 'search.actor.gone')
    const who = actorKind === 'software' ? t(language, 'search.actor.software') : somebody
    return html`<li><p class="line"><span>${t(language, 'search.act.by', { what, who })}</span>
<span class="meta">${whenInWords({ at, now, timeZone }, language)}</span></p></li>`
  })
  return panel(t(language, 'search.slip.acts'), rows, t(language, 'search.slip.noActs'))
}
