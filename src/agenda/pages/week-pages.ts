import type { Viewer } from '../../console/console-frame.ts'
import { nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { publicHolidayName } from '../../rules/public-holidays.ts'
import { dayText, shortDayText, zoneText } from './agenda-times.ts'
import type { Calendar, CalendarColumn } from './calendar.ts'
import { calendarAddress } from './calendar-pages.ts'
import { entryHtml } from './entry-pages.ts'
import { hoursOf, layOutDay, type Placed } from './lay-out-day.ts'

type Hours = ReturnType<typeof hoursOf>

/** Days beside each other, in each of them the people beside each other; on a telephone all of it below each other. */
export function weekPart(viewer: Viewer, calendar: Calendar): Html {
  const { dates, columns, view } = calendar
  const days = dates.map((date) => ({ date, placed: columns.map((column) => layOutDay(column, date)) }))
  const hours = hoursOf(days.flatMap(({ placed }) => placed))
  return html`<div class="calendar ${view}">
${hourScale(viewer, hours)}
${days.map(({ date, placed }) => dayPart(viewer, calendar, { date, placed, hours }))}
</div>`
}

function hourScale({ language }: Viewer, { first, last }: Hours): Html {
  const hours = Array.from({ length: last - first }, (_, place) => first + place)
  return html`<div class="scale" aria-hidden="true"><div class="lane">${hours.map(
    (hour) =>
      html`<span class="at-${(hour - first) * 4} for-4">${language === 'fr' ? `${hour} h` : `${hour}:00`}</span>`,
  )}</div></div>`
}

type Day = { readonly date: string; readonly placed: readonly (readonly Placed[])[]; readonly hours: Hours }

function dayPart(viewer: Viewer, calendar: Calendar, { date, placed, hours }: Day): Html {
  const { language } = viewer
  const { columns, today, region } = calendar
  const holiday = publicHolidayName(date, language, region ?? undefined)
  const isEmpty = placed.every((ofPerson) => ofPerson.every(({ entry }) => entry.kind === 'busy'))
  const weekday = new Date(`${date}T00:00Z`).getUTCDay()
  const isNarrow = placed.every(({ length }) => length === 0) && (weekday === 0 || weekday === 6)
  return html`<section class="day${date === today && ' today'}${holiday && ' holiday'}${isEmpty && ' empty'}${isNarrow && ' narrow'}">
<h2><a href="${calendarAddress(calendar, { view: 'day', date })}"><span class="unseen">${dayText(date, language)}</span><span aria-hidden="true">${shortDayText(date, language)}</span></a>${holiday && html` <small class="feast">${holiday}</small>`}</h2>
<div class="people">${columns.map((column, place) => personPart(viewer, column, placed[place] ?? [], hours))}</div>
</section>`
}

function personPart(
  viewer: Viewer,
  column: CalendarColumn,
  placed: readonly Placed[],
  { first, last }: Hours,
): Html {
  const { language } = viewer
  const shown = placed.flatMap((one) => within(one, first, last))
  return html`<section class="person"><h3 title="${column.executive.name}, ${column.clientName}">${nameHtml(column.executive.name, 60)}${zoneText(column.timeZone, language)}</h3>
<ol class="lane"><li class="fill at-0 for-${(last - first) * 4}" aria-hidden="true"></li>${shown.map(
    ({ entry, row, rows, lane, lanes }) =>
      html`<li class="at-${row} for-${rows} of-${lanes} lane-${lane}${entry.kind === 'busy' && ' behind'}">${entryHtml(viewer, entry, column)}</li>`,
  )}</ol>${shown.length === 0 && html`<p class="none">${t(language, 'agenda.nothing')}</p>`}</section>`
}

/** Cut to the hours that are shown. */
function within(placed: Placed, first: number, last: number): Placed[] {
  const from = Math.max(placed.row, first * 4)
  const until = Math.min(placed.row + placed.rows, last * 4)
  return until > from ? [{ ...placed, row: from - first * 4, rows: until - from }] : []
}
