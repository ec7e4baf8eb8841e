import type { Viewer } from '../../console/console-frame.ts'
import { nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { publicHolidayName } from '../../rules/public-holidays.ts'
import { dayText, shortDayText, zoneText } from './agenda-times.ts'
import type { Calendar, CalendarColumn, CalendarEntry } from './calendar.ts'
import { calendarAddress } from './calendar-pages.ts'
import { entryHtml } from './entry-pages.ts'
import { layOutDay } from './lay-out-day.ts'

/** More people than that have no room beside each other in a day of a week. */
export const mostBeside = 2

/** A week of several people: a row for each, in each day what she has in its order. On a telephone days, then people. */
export function teamWeekPart(viewer: Viewer, calendar: Calendar): Html {
  const { language } = viewer
  const { columns, dates } = calendar
  const rows = `for-${columns.length + 1}`
  const weekend = dates.slice(5).some((date) => columns.some((column) => entriesOn(column, date).length > 0))
  return html`<div class="team${weekend && ' weekend'}">
<div class="names ${rows}" aria-hidden="true"><span></span>${columns.map(
    ({ executive, clientName, timeZone }) =>
      html`<span title="${executive.name}, ${clientName}">${nameHtml(executive.name, 60)}${zoneText(timeZone, language)}</span>`,
  )}</div>
${dates.map((date) => dayPart(viewer, calendar, date, rows))}
</div>`
}

function dayPart(viewer: Viewer, calendar: Calendar, date: string, rows: string): Html {
  const { language } = viewer
  const { columns, today, region } = calendar
  const holiday = publicHolidayName(date, language, region ?? undefined)
  const cells = columns.map((column) => ({ column, entries: entriesOn(column, date) }))
  const isEmpty = cells.every(({ entries }) => entries.length === 0)
  return html`<section class="day ${rows}${date === today && ' today'}${isEmpty && ' empty'}">
<h2><a href="${calendarAddress(calendar, { view: 'day', date })}"><span class="unseen">${dayText(date, language)}</span><span aria-hidden="true">${shortDayText(date, language)}</span></a>${holiday && html` <small class="feast">${holiday}</small>`}</h2>
${cells.map(({ column, entries }) => cell(viewer, column, entries))}
</section>`
}

const cell = (viewer: Viewer, column: CalendarColumn, entries: readonly CalendarEntry[]): Html =>
  html`<section class="person"><h3>${nameHtml(column.executive.name, 60)}</h3>
${entries.length === 0 && html`<p class="none">${t(viewer.language, 'agenda.nothing')}</p>`}
<ul>${entries.map((entry) => html`<li>${entryHtml(viewer, entry, column)}</li>`)}</ul></section>`

const entriesOn = (column: CalendarColumn, date: string): CalendarEntry[] =>
  layOutDay(column, date)
    .map(({ entry }) => entry)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
