import { failureText } from '../console/board/failure-text.ts'
import { slipStateOf } from '../console/board/slip-state.ts'
import type { Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { type TextKey, t } from '../i18n/text.ts'
import type { ListKind } from './list-query.ts'
import type { CallRow, ClientRow, ContactRow, SlipRow, TextRow } from './load-rows.ts'
import { own, shownNumber, shownTime, withheld } from './shown.ts'

export type Rows = {
  calls: CallRow
  texts: TextRow
  slips: SlipRow
  contacts: ContactRow
  clients: ClientRow
}

/** `wide`: left out on a telephone. */
export type Column<Row> = {
  readonly head: TextKey
  readonly cell: (row: Row, viewer: Viewer) => Html | string | null
  readonly wide?: true
}

type When = { readonly at: Date; readonly timeZone: string }
const when = ({ at, timeZone }: When, { now, language }: Viewer) => shownTime(at, now, timeZone, language)
const client = { head: 'search.client', cell: (row: { client: string }) => own(row.client) } as const

export const columns: { readonly [K in ListKind]: readonly Column<Rows[K]>[] } = {
  calls: [
    { head: 'search.when', cell: when },
    { head: 'search.caller', cell: (row, viewer) => callerCell(row, viewer) },
    client,
    { head: 'search.about', cell: (row) => own(row.subject) },
    {
      head: 'search.disposition',
      cell: ({ outcome, disposition, direction }, { language }) =>
        html`${direction === 'outbound' && html`<span class="tag">${t(language, 'board.outbound')}</span> `}${
          outcome
            ? t(language, `board.outcome.${outcome}`)
            : t(language, `board.disposition.${disposition ?? 'none'}`)
        }`,
    },
    { head: 'search.lookedAfterBy', cell: (row) => own(row.by), wide: true },
  ],
  texts: [
    { head: 'search.when', cell: when },
    {
      head: 'search.sender',
      cell: (row, { language }) =>
        linked(`/console/texts/${row.clientId}/${row.id}`, row.name, row.sender, withheld(language)),
    },
    client,
    { head: 'search.beginning', cell: (row) => own(row.body, 140) },
    {
      head: 'search.disposition',
      cell: ({ disposition, lookedAt }, { language }) =>
        html`${t(language, `search.text.${disposition}`)}${
          disposition === 'messageTaken' &&
          !lookedAt &&
          html` <span class="tag warn">${t(language, 'search.looked.no')}</span>`
        }`,
    },
  ],
  slips: [
    { head: 'search.when', cell: when },
    {
      head: 'search.caller',
      cell: (row, { language }) =>
        html`${row.urgency === 'urgent' && html`<span class="tag urgent">${t(language, 'board.urgent')}</span> `}${linked(
          `/console/slips/${row.clientId}/${row.id}`,
          row.name,
          row.number,
          withheld(language),
        )}`,
    },
    client,
    { head: 'search.for', cell: (row) => own(row.recipient) },
    { head: 'search.about', cell: (row) => own(row.subject ?? row.body, 140) },
    { head: 'search.state', cell: (row, viewer) => slipCell(row, viewer) },
  ],
  contacts: [
    {
      head: 'search.name',
      cell: (row) => linked(`/console/contacts/${row.clientId}/${row.id}`, row.name, null, row.key),
    },
    client,
    { head: 'search.company', cell: (row) => own(row.company) },
    {
      head: 'search.numbers',
      cell: ({ numbers }) =>
        html`${numbers.map((number) => html`<span class="number">${shownNumber(number)}</span> `)}`,
    },
    {
      head: 'search.tags',
      cell: ({ tags }) => html`${tags.map((tag) => html`<span class="tag"><bdi>${tag}</bdi></span> `)}`,
    },
    { head: 'search.executive', cell: (row) => own(row.executive), wide: true },
  ],
  clients: [
    {
      head: 'search.name',
      cell: (row) => linked(`/console/clients/${row.clientId}`, row.client, null, row.key),
    },
    {
      head: 'search.state',
      cell: ({ state }, { language }) =>
        html`<span class="tag ${clientStyles[state]}">${t(language, `search.client.${state}`)}</span>`,
    },
    {
      head: 'search.lines',
      cell: ({ lines }) =>
        html`${lines.map((line) => html`<span class="number">${shownNumber(line)}</span> `)}`,
    },
    { head: 'search.executives', cell: ({ executives }) => own(executives.join(', '), 160) },
    {
      head: 'search.lastCall',
      cell: ({ lastCallAt, timeZone }, viewer) =>
        lastCallAt === null ? null : when({ at: new Date(lastCallAt), timeZone }, viewer),
    },
  ],
}

const clientStyles = { preparing: 'info', live: 'good', suspended: 'warn', ended: '' } as const

function callerCell({ clientId, id, name, caller, callerKind }: CallRow, { language }: Viewer): Html {
  const number = callerKind === 'withheld' ? null : caller
  return linked(`/console/calls/${clientId}/${id}`, name, number, withheld(language))
}

/** The name, and the number beside it; the number alone; else what stands for both. */
function linked(address: string, name: string | null, number: string | null, otherwise: string): Html {
  const words = name || shownNumber(number) || otherwise
  return html`<a href="${address}">${own(words)}</a>${name && number && html` <span class="meta number">${shownNumber(number)}</span>`}`
}

function slipCell(row: SlipRow, { language, now }: Viewer): Html {
  if (row.answered) return html`<span class="tag good">${t(language, 'search.slip.answered')}</span>`
  const state = slipStateOf({ ways: row.ways, alert: null }, now)
  switch (state.kind) {
    case 'failed':
      return html`<span class="tag urgent">${t(language, 'board.slip.failed', { why: failureText(language, state.failure) })}</span>`
    case 'uncertain':
      return html`<span class="tag warn">${t(language, 'board.slip.uncertain')}</span>`
    case 'later':
    case 'sending':
      return html`${t(language, 'board.slip.sending')}`
    case 'alert':
      return html``
    default:
      return html`${t(language, `board.slip.${state.kind}`)}`
  }
}
