import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { type Cell, type ColumnName, cellsOf, columnNames, type Showing } from './columns.ts'
import type { Level } from './levels.ts'
import { duration, share } from './shown.ts'

export type TableRow = { readonly name: string; readonly href?: string; readonly level: Level }

type Table = {
  /** Of its first column. */
  readonly head: string
  readonly caption: string
  readonly rows: readonly TableRow[]
  readonly total?: Level
  readonly columns?: readonly ColumnName[]
}

/** Counts, shares and durations of each row; scrolls by itself where the page is narrow. */
export function levelTable(
  language: Language,
  { head, caption, rows, total, columns = columnNames }: Table,
  showing: Showing,
): Html {
  const line = (name: Html | string, level: Level) =>
    html`<tr><th scope="row">${name}</th>${cellsOf(level, columns, showing).map((cell) => html`<td>${cellText(cell, language)}</td>`)}</tr>`
  return html`<div class="scrolls" tabindex="0" role="region" aria-label="${caption}"><table class="levels">
<caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">${head}</th>${columns.map((name) => html`<th scope="col">${t(language, `levels.column.${name}`)}</th>`)}</tr></thead>
<tbody>${rows.map(({ name, href, level }) => line(href ? html`<a href="${href}"><bdi>${name}</bdi></a>` : html`<bdi>${name}</bdi>`, level))}</tbody>
${total && html`<tfoot>${line(t(language, 'levels.total'), total)}</tfoot>`}
</table></div>`
}

export function cellText({ is, value }: Cell, language: Language): string {
  switch (is) {
    case 'count':
      return value === null ? '–' : String(value)
    case 'share':
      return share(value, language)
    case 'seconds':
      return duration(value)
    default:
      return is satisfies never
  }
}
