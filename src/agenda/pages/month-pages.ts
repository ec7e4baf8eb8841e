import type { Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { publicHolidayName } from '../../rules/public-holidays.ts'
import { dayText, weekdayText } from './agenda-times.ts'
import type { Calendar } from './calendar.ts'
import { calendarAddress } from './calendar-pages.ts'
import { entryHtml } from './entry-pages.ts'
import { layOutDay } from './lay-out-day.ts'

const mostInCell = 4

/** Whole weeks from Monday on. A day with more than its cell holds says how many, and leads there. */
export function monthPart(viewer: Viewer, calendar: Calendar): Html {
  const { language } = viewer
  const { dates } = calendar
  return html`<div class="month"><ul class="weekdays" aria-hidden="true">${dates.slice(0, 7).map((date) => html`<li>${weekdayText(date, language)}</li>`)}</ul>
<ol class="cells">${dates.map((date) => cell(viewer, calendar, date))}</ol></div>`
}

function cell(viewer: Viewer, calendar: Calendar, date: string): Html {
  const { language } = viewer
  const { columns, today, region } = calendar
  const holiday = publicHolidayName(date, language, region ?? undefined)
  const all = columns.flatMap((column) =>
    layOutDay(column, date)
      .filter(({ entry }) => entry.kind !== 'busy' || entry.by === 'absence')
      .map(({ entry }) => ({ entry, column })),
  )
  const inOrder = all.toSorted((a, b) => a.entry.startsAt.getTime() - b.entry.startsAt.getTime())
  const isOutside = date.slice(0, 7) !== calendar.date.slice(0, 7)
  const more = inOrder.length - mostInCell
  const day = calendarAddress(calendar, { view: 'day', date })
  return html`<li class="cell${date === today && ' today'}${isOutside && ' outside'}${inOrder.length === 0 && ' empty'}">
<h2><a href="${day}"><span class="unseen">${dayText(date, language)}</span><span aria-hidden="true">${Number(date.slice(8))}</span></a>${holiday && html` <small class="feast">${holiday}</small>`}</h2>
${inOrder.slice(0, mostInCell).map(({ entry, column }) => entryHtml(viewer, entry, column))}
${more > 0 && html`<a class="more" href="${day}">${t(language, 'agenda.more', { count: more })}</a>`}
</li>`
}
