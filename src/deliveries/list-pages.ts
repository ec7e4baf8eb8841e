import { consoleFrame, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { dateInWords, whenInWords } from '../i18n/time-in-words.ts'
import { failures } from './failures.ts'
import type { ListedDelivery } from './find-deliveries.ts'
import { deliveryStates } from './states.ts'

/** The filter as it stands in the form. */
export type AskedDeliveries = {
  readonly client: string
  readonly executive: string
  readonly kind: string
  readonly channel: string
  readonly state: string
  readonly from: string
  readonly to: string
}

export type DeliveryList = {
  readonly asked: AskedDeliveries
  readonly rows: readonly ListedDelivery[]
  /** Address of what follows; null on the last page. */
  readonly next: string | null
  readonly clients: readonly { readonly clientId: number; readonly name: string }[]
  readonly recipients: readonly { readonly id: string; readonly name: string }[]
}

/** Deliveries with their fate in words, the latest first. */
export function deliveriesPage(viewer: Viewer, list: DeliveryList): Html {
  const { language } = viewer
  const title = t(language, 'queue.title')
  const main = html`<h1>${title}</h1>
<p><a href="/console/deliveries?state=stuck">${t(language, 'queue.onlyStuck')}</a></p>
${filterForm(language, list)}
${list.rows.length === 0 ? html`<p role="status">${t(language, 'queue.none')}</p>` : table(viewer, list.rows)}
${list.next && html`<p><a href="${list.next}" rel="next">${t(language, 'queue.next')}</a></p>`}`
  return consoleFrame(viewer, { title, main, at: 'deliveries', styles: ['deliveries.css'] })
}

type Option = readonly [value: string, words: string]

function filterForm(language: Language, { asked, clients, recipients }: DeliveryList): Html {
  const all: Option = ['', t(language, 'queue.all')]
  const choose = (name: keyof AskedDeliveries, label: string, options: readonly Option[]) =>
    html`<label>${label} <select name="${name}">${[all, ...options].map(
      ([value, words]) =>
        html`<option value="${value}"${value === asked[name] && html` selected`}>${words}</option>`,
    )}</select></label>`
  const date = (name: 'from' | 'to', label: string) =>
    html`<label>${label} <input type="date" name="${name}" value="${asked[name]}"></label>`
  const states: Option[] = deliveryStates.map((state) => [state, t(language, `queue.state.${state}`)])
  return html`<form method="get" action="/console/deliveries" class="filter">
${choose('state', t(language, 'queue.fate'), [['stuck', t(language, 'queue.stuck')], ...states])}
${choose(
  'client',
  t(language, 'queue.client'),
  clients.map(({ clientId, name }): Option => [String(clientId), name]),
)}
${
  recipients.length > 0 &&
  choose(
    'executive',
    t(language, 'queue.executive'),
    recipients.map(({ id, name }): Option => [id, name]),
  )
}
${choose(
  'kind',
  t(language, 'queue.kind'),
  (['message', 'digest', 'echo', 'notice', 'appointment'] as const).map(
    (kind): Option => [kind, t(language, `queue.kind.${kind}`)],
  ),
)}
${choose(
  'channel',
  t(language, 'queue.channel'),
  (['sms', 'email', 'call'] as const).map(
    (channel): Option => [channel, t(language, `queue.channel.${channel}`)],
  ),
)}
${date('from', t(language, 'queue.from'))}
${date('to', t(language, 'queue.to'))}
<button class="secondary">${t(language, 'queue.filter')}</button>
</form>`
}

function table(viewer: Viewer, rows: readonly ListedDelivery[]): Html {
  const { language } = viewer
  const heads = ['queue.when', 'queue.client', 'queue.executive', 'queue.what', 'queue.fate'] as const
  return html`<table class="deliveries">
<thead><tr>${heads.map((head) => html`<th scope="col">${t(language, head)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => rowOf(viewer, row))}</tbody>
</table>`
}

function rowOf(viewer: Viewer, listed: ListedDelivery): Html {
  const { language, now } = viewer
  const { delivery, client, executive } = listed
  const when = whenInWords({ at: delivery.createdAt, now, timeZone: client.timeZone }, language)
  return html`<tr class="${delivery.state}">
<td><a href="/console/deliveries/${delivery.clientId}/${delivery.id}">${when}</a></td>
<td><bdi>${client.name}</bdi></td>
<td><bdi>${executive ?? t(language, 'queue.caller')}</bdi></td>
<td>${t(language, `queue.kind.${delivery.kind}`)}, ${t(language, `queue.channel.${delivery.channel}`)}</td>
<td>${fateInWords(viewer, listed)}</td>
</tr>
`
}

/** The state and why, and what comes next. */
export function fateInWords({ language }: Viewer, { delivery, client }: ListedDelivery): Html {
  const { state, failure, attempts, dueAt, segments } = delivery
  const why = failures.find((known) => known === failure)
  const next =
    dueAt && (state === 'pending' || state === 'uncertain')
      ? dateInWords(dueAt, client.timeZone, language)
      : null
  return html`<strong>${t(language, `queue.state.${state}`)}</strong>${why && html`${t(language, 'mark.colon')}${t(language, `failure.${why}`)}`}<small>${
    attempts > 0 && t(language, 'queue.attempts', { count: attempts })
  }${segments !== null && segments > 0 && html` ${t(language, 'queue.segments', { count: segments })}`}${
    next &&
    html` ${t(language, state === 'pending' ? 'queue.nextAttempt' : 'queue.nextLook', { when: next })}`
  }</small>`
}
