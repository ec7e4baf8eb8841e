import { stringify } from 'csv-stringify/sync'
import { guardedCell } from '../clients/agency-folder/guarded-cell.ts'
import { type Language, t } from '../i18n/text.ts'
import { type Cell, cellsOf, columnNames, isShown } from './columns.ts'
import { everyDayOf, everyHourOf } from './fill-times.ts'
import type { Asked, Report } from './find-report.ts'
import type { Level } from './levels.ts'
import type { Table } from './report-address.ts'

/**
 * One table of the report for French Excel, as the lists are exported (search/export-list.ts): `;` between cells, and
 * the mark in front to know UTF-8. Durations in seconds, shares in percent. Names are written so that none is run.
 */
export function writeCsv(language: Language, asked: Asked, report: Report, table: Table): string {
  const rows = rowsOf(language, report, table)
  const lines = rows.map(([name, level]) => [
    guardedCell.write(name),
    ...cellsOf(level, columnNames, report.showing).map((cell) => plain(cell, language)),
  ])
  return `\ufeff${stringify([head(language, asked, report, table), ...lines], { delimiter: ';', record_delimiter: 'windows' })}`
}

function head(language: Language, asked: Asked, { of }: Report, table: Table): string[] {
  const isByTeam = asked.by === 'team' && of.kind === 'agency'
  const first = { days: 'levels.dayHead', hours: 'levels.hourHead' } as const
  const rows = isByTeam ? 'levels.teamHead' : 'levels.clientHead'
  return [
    t(language, table === 'rows' ? rows : first[table]),
    ...columnNames.map((name) => {
      const column = t(language, `levels.column.${name}`)
      if (name.endsWith('Seconds') || name === 'abandonedAfter')
        return t(language, 'levels.csvSeconds', { column })
      return name.endsWith('Share') ? t(language, 'levels.csvPercent', { column }) : column
    }),
  ]
}

/** What the page does not show, the file does not tell either. */
function rowsOf(language: Language, report: Report, table: Table): [string, Level][] {
  const { rows, time, days, of, showing } = report
  if (table === 'rows')
    return rows.map(({ name, level }) => [name === '' ? t(language, 'levels.noTeam') : name, level])
  if (of.kind === 'team' && !isShown(time.total, showing)) return []
  if (table === 'days') return everyDayOf(days, time.days).map(({ key, level }) => [key, level])
  return everyHourOf(time.hours).map(({ key, level }) => [String(key), level])
}

function plain({ is, value }: Cell, language: Language): string {
  if (value === null) return ''
  if (is === 'seconds') return String(Math.round(value))
  if (is === 'count') return String(value)
  const percent = (value * 100).toFixed(1)
  return language === 'fr' ? percent.replace('.', ',') : percent
}
