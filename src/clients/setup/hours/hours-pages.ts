import { type Html, html } from '../../../html.ts'
import { type Language, t } from '../../../i18n/text.ts'
import { dateInWords } from '../../../rules/explain-condition.ts'
import type { Hours } from '../../../rules/hours.ts'
import { localTime } from '../../../rules/local-time.ts'
import { type CalendarDay, calendarDays, type DayWindow } from './cover-days.ts'
import { weekPicture } from './week-pages.ts'

const daysShown = 14

/** The week at a glance, and what it comes to on the next days. */
export function hoursView(hours: Hours, language: Language, now: Date): Html {
  const { today } = localTime(now, hours.timeZone)
  const days = calendarDays(hours, today.date, daysShown)
  return html`${weekPicture(hours, language)}
<details class="preview">
<summary>${t(language, 'setup.nextDays')}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="${t(language, 'setup.nextDays')}">
<table><thead><tr>
<th scope="col">${t(language, 'setup.day')}</th><th scope="col">${t(language, 'setup.opening')}</th><th scope="col">${t(language, 'setup.cover')}</th><th scope="col">${t(language, 'setup.remark')}</th>
</tr></thead><tbody>
${days.map((day) => dayRow(day, language))}
</tbody></table></div>
</details>`
}

const dayRow = (day: CalendarDay, language: Language): Html => html`<tr>
<th scope="row">${t(language, `settings.${day.day.weekday}`)} ${dateInWords(day.day.date, language)}</th>
<td>${windowsHtml(day.opening, language)}</td>
<td>${windowsHtml(day.cover, language)}</td>
<td>${remarks(day, language).join(' · ')}</td>
</tr>`

function windowsHtml(windows: readonly DayWindow[], language: Language): Html {
  const held = windows.filter(({ state }) => state === 'inside')
  if (held.length > 0) return html`${held.map(rangeOf).join(', ')}`
  return html`<span class="closed">${t(language, windows.length > 0 ? 'setup.closedThatDay' : 'setup.closedAlways')}</span>`
}

const rangeOf = ({ from, to }: DayWindow): string => (to <= from ? `${from}–${to} (+1)` : `${from}–${to}`)

function remarks({ holiday, closure }: CalendarDay, language: Language): string[] {
  return [
    ...(holiday ? [t(language, 'setup.publicHoliday')] : []),
    ...(closure
      ? [
          t(language, 'setup.closureRemark', {
            of: t(language, `setup.closureOf.${closure.of}`),
            reason: closure.reason ?? '',
          }),
        ]
      : []),
  ]
}
