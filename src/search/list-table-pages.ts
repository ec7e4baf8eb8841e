import type { Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { type Column, columns, type Rows } from './columns-pages.ts'
import type { ListKind } from './list-query.ts'

/** The rows of a list; on a telephone each is a card. */
export function tableOf<K extends ListKind>(viewer: Viewer, kind: K, rows: readonly Rows[K][]): Html {
  const { language } = viewer
  const shown: readonly Column<Rows[K]>[] = columns[kind]
  return html`<div class="scrolls"><table class="found ${kind}"><thead><tr>${shown.map(
    ({ head, wide }) => html`<th scope="col" class="${wide ? 'wide' : ''}">${t(language, head)}</th>`,
  )}</tr></thead><tbody>
${rows.map(
  (row) =>
    html`<tr>${shown.map(({ cell, wide }) => html`<td class="${wide ? 'wide' : ''}">${cell(row, viewer)}</td>`)}</tr>
`,
)}</tbody></table></div>`
}
