import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'

export type Bar = {
  /** Under the bar, where there is room. */
  readonly mark: string
  /** In full. */
  readonly label: string
  readonly inTime: number
  readonly later: number
  readonly abandoned: number
}

type Chart = { readonly id: string; readonly title: string; readonly bars: readonly Bar[] }

const parts = ['inTime', 'later', 'abandoned'] as const
type Part = (typeof parts)[number]

const plot = { top: 16, height: 170 } as const
const bottom = plot.top + plot.height
/** Left of the first bar, for the numbers of the axis: percent, as all that lies side by side. */
const axis = 7
const marksAtMost = 8

/**
 * Bars of calls, stacked. Widths are percents and heights pixels, so that words stay as large as they are on a
 * telephone and on paper. Each part has a pattern besides its colour; the table beside it says the same in numbers.
 */
export function barChart(language: Language, { id, title, bars }: Chart): Html {
  const scale = scaleOf(Math.max(...bars.map(heightOf)))
  return html`<figure class="levels-chart">
<figcaption>${parts.map((part) => legend(language, id, part))}</figcaption>
<svg width="100%" height="${bottom + 20}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${describe(language, bars)}</desc>
${patterns(id)}
${scale.marks.map((mark) => gridLine(mark, scale.top))}
${bars.map((bar, place) => column(language, id, bar, { place, of: bars.length, top: scale.top }))}
<line class="base" x1="0" x2="100%" y1="${bottom}" y2="${bottom}"/>
</svg>
</figure>`
}

const heightOf = (bar: Bar): number => bar.inTime + bar.later + bar.abandoned

function describe(language: Language, bars: readonly Bar[]): string {
  const sum = (part: Part) => bars.reduce((all, bar) => all + bar[part], 0)
  const peak = bars.reduce((most, bar) => (heightOf(bar) > heightOf(most) ? bar : most))
  const sums = { inTime: sum('inTime'), later: sum('later'), abandoned: sum('abandoned') }
  return t(language, 'levels.chart.desc', { ...sums, peak: peak.label, most: heightOf(peak) })
}

/** Whole numbers that end at a round one: 0 2 4, 0 50 100. */
export function scaleOf(highest: number): { readonly top: number; readonly marks: readonly number[] } {
  const rough = Math.max(1, highest) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? 1)
  const steps = Math.ceil(Math.max(1, highest) / step)
  return { top: steps * step, marks: Array.from({ length: steps + 1 }, (_, place) => place * step) }
}

/** A style sheet cannot name what stands in a page, so the pattern is said here and its colours there. */
const patterns = (id: string): Html => html`<defs>
<pattern id="${id}-later" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="later-ground" width="6" height="6"/><line class="later-line" x1="0" x2="0" y1="0" y2="6"/></pattern>
<pattern id="${id}-abandoned" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="abandoned-ground" width="6" height="6"/><circle class="abandoned-dot" cx="3" cy="3" r="1.7"/></pattern>
</defs>`

const fillOf = (id: string, part: Part): Html | null =>
  part === 'inTime' ? null : html` fill="url(#${id}-${part})"`

const legend = (language: Language, id: string, part: Part): Html =>
  html`<span><svg width="16" height="16" aria-hidden="true"><rect class="${part}" x="1" y="1" width="14" height="14"${fillOf(id, part)}/></svg> ${t(language, `levels.chart.${part}`)}</span>`

function gridLine(mark: number, top: number): Html {
  const y = bottom - (mark / top) * plot.height
  return html`<line class="grid" x1="0" x2="100%" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}"/><text x="0" y="${(y - 3).toFixed(1)}">${mark}</text>`
}

type Place = { readonly place: number; readonly of: number; readonly top: number }

function column(language: Language, id: string, bar: Bar, { place, of, top }: Place): Html {
  const step = (100 - axis) / of
  const left = axis + step * place
  const size = (count: number) => (count / top) * plot.height
  let below = 0
  const rects = parts.map((part) => {
    if (bar[part] === 0) return null
    const [y, height] = [bottom - size(below + bar[part]), size(bar[part])]
    below += bar[part]
    return html`<rect class="${part}" x="${(left + step * 0.14).toFixed(2)}%" width="${(step * 0.72).toFixed(2)}%" y="${y.toFixed(1)}" height="${height.toFixed(1)}"${fillOf(id, part)}/>`
  })
  const mark = place % Math.ceil(of / marksAtMost) === 0
  return html`<g><title>${t(language, 'levels.chart.bar', bar)}</title>${rects}</g>${mark && html`<text class="mark" x="${(left + step / 2).toFixed(2)}%" y="${bottom + 15}">${bar.mark}</text>`}`
}
