import { isDeepStrictEqual } from 'node:util'
import { type Language, t } from '../../../i18n/text.ts'
import { weekdays } from '../../../links/settings-form.ts'
import { printDays, readDays } from '../../agency-folder/week.ts'
import type { FileObject } from '../../change-client.ts'
import type { Group } from '../field.ts'
import { tidyWindows } from './tidy-windows.ts'

/** Seven short fields, one for the hours of each day. */
export const weekGroup = (
  language: Language,
  name: string,
  { legend, hint }: { readonly legend: string; readonly hint: string },
): Group => ({
  ...{ legend, hint, layout: 'week' },
  fields: weekdays.map((day) => ({
    name: `${name}.${day}`,
    kind: 'line',
    label: t(language, `settings.${day}`),
  })),
})

/** `mon-fri: 09:00-12:00` and `fri: 14:00-18:00` as a text for each day. */
export function byDay(week: FileObject): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [days, text] of Object.entries(week))
    for (const day of readDays(days) ?? [])
      texts[day] = texts[day] ? `${texts[day]}, ${String(text)}` : String(text)
  return texts
}

/**
 * What was typed for each day, as a file writes it: days of the same hours in one entry; a day whose hours cannot be
 * read alone, so that its fault is seen beside it. What means the same as before stays as it was written.
 */
export function writtenWeek(standing: FileObject, typedByDay: FileObject): FileObject {
  const typed = weekdays.flatMap((day) => {
    const text = tidyWindows(String(typedByDay[day] ?? ''))
    return text === '' ? [] : [[day, text] as const]
  })
  if (isDeepStrictEqual(Object.fromEntries(typed), byDay(standing))) return standing
  const alike = Map.groupBy(typed, ([day, text]) => (readable.test(text) ? text : `${day} ${text}`))
  return Object.fromEntries(
    [...alike.values()].map((days) => [printDays(days.map(([day]) => day)), days[0]?.[1] ?? '']),
  )
}

const readable = /^\d\d:\d\d-\d\d:\d\d(?:, \d\d:\d\d-\d\d:\d\d)*$/
