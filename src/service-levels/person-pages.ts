import { consoleFrame, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { personColumns } from './columns.ts'
import { dayInFull, hourMark } from './day-words.ts'
import { definitions } from './definition-pages.ts'
import { everyDayOf, everyHourOf } from './fill-times.ts'
import type { LevelsInTime } from './find-levels.ts'
import type { Days } from './period.ts'
import { periods } from './period.ts'
import { levelTable } from './table-pages.ts'
import { tiles } from './tile-pages.ts'

export type Person = { readonly id: string; readonly name: string; readonly isHerself: boolean }

type Shown = {
  readonly person: Person
  /** As it was asked for. */
  readonly period: string
  readonly days: Days
  readonly time: LevelsInTime
}

/** One person's figures, where the owner allows it; the page says what for. */
export function personPage(viewer: Viewer, { person, period: asked, days, time }: Shown): Html {
  const { language } = viewer
  const title = person.isHerself
    ? t(language, 'levels.mine')
    : t(language, 'levels.ofPerson', { name: person.name })
  const showing = { singles: true }
  const columns = personColumns
  const address = `/console/service-levels/${person.isHerself ? 'mine' : `people/${person.id}`}`
  const quick = periods.filter((one) => one !== 'dates')
  const byDay = everyDayOf(days, time.days).map(({ key, level }) => ({
    ...{ name: dayInFull(key, language), level },
  }))
  const byHour = everyHourOf(time.hours).map(({ key, level }) => ({ name: hourMark(key, language), level }))
  const dayTable = { head: t(language, 'levels.dayHead'), caption: t(language, 'levels.perDay'), rows: byDay }
  const hourTable = {
    ...{ head: t(language, 'levels.hourHead'), caption: t(language, 'levels.perHour'), rows: byHour },
  }
  const span = {
    first: dayInFull(days.first, language),
    last: dayInFull(days.last, language),
  }
  const main = html`<div class="levels-page">
<h1>${title} <small class="meta">${t(language, 'levels.days', span)}</small></h1>
<p class="notice">${t(language, 'levels.singleWhy')}</p>
<nav class="levels-choice" aria-label="${t(language, 'levels.period')}"><ul class="line">${quick.map((period) => html`<li><a href="${`${address}?period=${period}`}"${period === asked && html` aria-current="true"`}>${t(language, `levels.period.${period}`)}</a></li>`)}</ul></nav>
${tiles(language, time.total, showing, columns)}
<section class="panel" aria-labelledby="days-title"><h2 id="days-title">${dayTable.caption}</h2>${levelTable(language, { ...dayTable, columns }, showing)}</section>
<section class="panel" aria-labelledby="hours-title"><h2 id="hours-title">${hourTable.caption}</h2>${levelTable(language, { ...hourTable, columns }, showing)}</section>
${definitions(language, null)}
</div>`
  return consoleFrame(viewer, { title, main, styles: ['levels.css'] })
}
