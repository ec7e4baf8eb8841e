import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { type ColumnName, cellsOf, type Showing } from './columns.ts'
import type { Level } from './levels.ts'
import { cellText } from './table-pages.ts'

const shown: readonly ColumnName[] = [
  ...(['inTimeShare', 'offered', 'abandoned', 'abandonedShare', 'answerSeconds', 'longestSeconds'] as const),
  ...(['voicemail', 'callback', 'talkSeconds', 'wrapUpSeconds'] as const),
]

/** The sums of the whole period, to be read at a glance. */
export function tiles(language: Language, total: Level, showing: Showing, names = shown): Html {
  return html`<dl class="levels-tiles">${cellsOf(total, names, showing).map(
    (cell) =>
      html`<div><dt>${t(language, cell.name === 'inTimeShare' ? 'levels.chart.inTime' : `levels.column.${cell.name}`)}</dt><dd>${cellText(cell, language)}</dd></div>`,
  )}</dl>`
}
