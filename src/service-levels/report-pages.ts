import { consoleFrame, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { type Bar, barChart } from './chart-pages.ts'
import { isShown } from './columns.ts'
import { dayInFull, dayMark, hourMark } from './day-words.ts'
import { definitions } from './definition-pages.ts'
import { everyDayOf, everyHourOf } from './fill-times.ts'
import type { Asked, Report } from './find-report.ts'
import { type Level, sumOf } from './levels.ts'
import { periodForm } from './period-pages.ts'
import { reportAddress, type Table } from './report-address.ts'
import { levelTable } from './table-pages.ts'
import { tiles } from './tile-pages.ts'

type Shown = {
  readonly asked: Asked
  /** What is wrong with what was asked, in words; then there is no report. */
  readonly fault: string | null
  readonly report: Report | null
  /** Who may be looked at alone, where the owner allows it. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

/** How the calls were answered, for supervisors. */
export function reportPage(viewer: Viewer, { asked, fault, report, people }: Shown): Html {
  const { language } = viewer
  const main = html`<div class="levels-page">
<h1>${t(language, 'levels.title')}${report?.name && html`${t(language, 'mark.colon')}<bdi>${report.name}</bdi>`}</h1>
${periodForm(viewer, asked, { fault, days: report?.days ?? null })}
${report && found(viewer, asked, report)}
${people.length > 0 && personChoice(viewer, people)}
${definitions(language, report?.timeZone ?? null)}
</div>`
  const frame = { title: t(language, 'levels.title'), at: 'levels', styles: ['levels.css'] } as const
  return consoleFrame(viewer, { ...frame, scripts: ['print.js'], main })
}

function found({ language }: Viewer, asked: Asked, report: Report): Html {
  const { time, showing } = report
  const isEmpty = Object.values(time.total.counts).every((count) => count === 0)
  if (isEmpty) return html`<p class="quiet">${t(language, 'levels.nothing')}</p>`
  const isHidden = !isShown(time.total, showing)
  return html`${tiles(language, time.total, showing)}
${report.of.kind === 'team' && isHidden ? html`<p class="notice">${t(language, 'levels.fewInTeam')}</p>` : inTime(language, asked, report)}
${rowsPart(language, asked, report)}
${!showing.singles && html`<p class="meta">${t(language, 'levels.fewPeople')}</p>`}`
}

function rowsPart(language: Language, asked: Asked, { rows, of, time, showing }: Report): Html | null {
  if (of.kind === 'client') return null
  const isByTeam = asked.by === 'team' && of.kind === 'agency'
  const title = t(language, isByTeam ? 'levels.by.team' : 'levels.by.client')
  const named = rows.map(({ key, name, level }) => ({
    ...{ level, name: name === '' ? t(language, 'levels.noTeam') : name },
    ...(key !== '' && { href: reportAddress(asked, isByTeam ? { team: key } : { client: key, team: '' }) }),
  }))
  const head = t(language, isByTeam ? 'levels.teamHead' : 'levels.clientHead')
  const table = { head, caption: title, rows: named, total: time.total }
  return html`<section class="panel" aria-labelledby="rows-title"><h2 id="rows-title">${title} ${csvLink(language, asked, 'rows')}</h2>
${levelTable(language, table, showing)}</section>`
}

function inTime(language: Language, asked: Asked, { days, time, showing }: Report): Html {
  const byDay = everyDayOf(days, time.days)
  const byHour = everyHourOf(time.hours)
  const dayBars = byDay.map(({ key, level }) =>
    barOf(dayMark(key, language), dayInFull(key, language), level),
  )
  const hourBars = byHour.map(({ key, level }) =>
    barOf(String(key), t(language, 'levels.hour', { hour: key }), level),
  )
  const part = (name: 'days' | 'hours', bars: readonly Bar[], table: Html) => {
    const title = t(language, name === 'days' ? 'levels.perDay' : 'levels.perHour')
    return html`<section class="panel" aria-labelledby="${name}-title"><h2 id="${name}-title">${title} ${csvLink(language, asked, name)}</h2>
${barChart(language, { id: `chart-${name}`, title, bars })}
<details><summary>${t(language, 'levels.asTable')}</summary>${table}</details></section>`
  }
  const dayRows = byDay.map(({ key, level }) => ({ name: dayInFull(key, language), level }))
  const hourRows = byHour.map(({ key, level }) => ({ name: hourMark(key, language), level }))
  const caption = { days: t(language, 'levels.perDay'), hours: t(language, 'levels.perHour') }
  const dayTable = { head: t(language, 'levels.dayHead'), caption: caption.days, rows: dayRows }
  const hourTable = { head: t(language, 'levels.hourHead'), caption: caption.hours, rows: hourRows }
  return html`<div class="columns">
${byDay.length > 1 && part('days', dayBars, levelTable(language, dayTable, showing))}
${part('hours', hourBars, levelTable(language, hourTable, showing))}
</div>`
}

const barOf = (mark: string, label: string, { counts }: Level): Bar => {
  const { inTime: early, later, abandoned } = sumOf([counts])
  return { mark, label, inTime: early, later, abandoned }
}

const csvLink = (language: Language, asked: Asked, table: Table): Html =>
  html`<a class="push csv" href="${reportAddress(asked, {}, table)}">${t(language, 'levels.csv')}</a>`

/** A link for each: to look is an act that is written down, which a field that jumps by itself would hide. */
function personChoice({ language }: Viewer, people: Shown['people']): Html {
  return html`<details class="panel levels-people"><summary>${t(language, 'levels.single')}</summary>
<p>${t(language, 'levels.singleWhy')}</p>
<ul class="line">${people.map(({ id, name }) => html`<li><a href="/console/service-levels/people/${id}"><bdi>${name}</bdi></a></li>`)}</ul></details>`
}
