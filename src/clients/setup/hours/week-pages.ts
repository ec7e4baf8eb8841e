import { type Html, html } from '../../../html.ts'
import { type Language, t } from '../../../i18n/text.ts'
import { weekdays } from '../../../links/settings-form.ts'
import type { Hours } from '../../../rules/hours.ts'
import type { Window } from '../../../rules/rule.ts'
import type { Weekday } from '../../agency-folder/week.ts'

const column = { width: 100, bar: 38, gap: 8 }
const hour = { height: 10, top: 24 }
const left = 46

type Bar = { readonly day: number; readonly from: number; readonly to: number }

/** Seven columns, midnight to midnight: on the left of each the opening hours, on its right the cover. */
export function weekPicture({ opening, cover }: Hours, language: Language): Html {
  const width = left + 7 * column.width
  const height = hour.top + 24 * hour.height + 6
  return html`<figure class="week-picture">
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${t(language, 'setup.weekPicture')}">
${[0, 6, 12, 18, 24].map(
  (at) => html`<line class="grid" x1="${left}" x2="${width}" y1="${top(at * 60)}" y2="${top(at * 60)}"></line>
<text class="hour" x="${left - 6}" y="${top(at * 60) + 4}" text-anchor="end">${at} h</text>`,
)}
${weekdays.map(
  (day, index) =>
    html`<text class="day" x="${left + index * column.width + column.width / 2}" y="15" text-anchor="middle">${t(language, `settings.${day}`)}</text>`,
)}
${barsOf(opening).map((bar) => barHtml(bar, 'opening', 0))}
${barsOf(cover).map((bar) => barHtml(bar, 'cover', 1))}
</svg>
<figcaption><span class="key opening">${t(language, 'setup.opening')}</span> <span class="key cover">${t(language, 'setup.cover')}</span></figcaption>
</figure>`
}

const top = (minute: number) => hour.top + (minute / 60) * hour.height

function barHtml({ day, from, to }: Bar, of: 'opening' | 'cover', side: 0 | 1): Html {
  const x = left + day * column.width + column.gap + side * (column.bar + column.gap)
  return html`<rect class="${of}" x="${x}" y="${top(from)}" width="${column.bar}" height="${top(to) - top(from)}" rx="3"></rect>
`
}

/** A window over midnight is two bars: to the end of its day, and from the beginning of the next. */
export function barsOf(windows: readonly Window[]): Bar[] {
  return windows.flatMap(({ days, from, to }) =>
    days.flatMap((day): Bar[] => {
      const at = weekdays.indexOf(day satisfies Weekday)
      const [start, end] = [minutes(from), minutes(to)]
      if (end > start) return [{ day: at, from: start, to: end }]
      const next = { day: (at + 1) % 7, from: 0, to: end }
      return [{ day: at, from: start, to: 1440 }, ...(end > 0 ? [next] : [])]
    }),
  )
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number)
  return hours * 60 + rest
}
