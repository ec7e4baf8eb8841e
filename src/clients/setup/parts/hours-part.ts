import { t } from '../../../i18n/text.ts'
import { weekdays } from '../../../links/settings-form.ts'
import { holidayRegions } from '../../../rules/public-holidays.ts'
import type { FileObject } from '../../change-client.ts'
import { type Entered, type Field, fieldsOf, type Group, one } from '../field.ts'
import { listAt, objectAt, toEntered, toFileValues } from '../file-values.ts'
import type { About, Part } from '../part.ts'
import { byDay, weekGroup, writtenWeek } from './week-fields.ts'

const blankRows = 3
const closureFields = ['from', 'to', 'of', 'reason'] as const

/** The client's own opening hours, the hours we cover, holidays and closures. */
export const hoursPart: Part = {
  name: 'hours',
  groups: (about) => [week(about, 'opening'), week(about, 'cover'), holidays(about), ...closures(about)],
  entered: (about) => toEntered(fieldsOf(hoursPart.groups(about)), shownHours(about.file)),
  write(about, _, entered) {
    const written = toFileValues(fieldsOf([holidays(about)]), entered)
    return {
      ...about.file,
      opening: writtenWeek(objectAt(about.file, 'opening'), typedWeek(entered, 'opening')),
      cover: writtenWeek(objectAt(about.file, 'cover'), typedWeek(entered, 'cover')),
      holidays: workedHolidays(objectAt(written, 'holidays')),
      closures: writtenClosures(entered),
    }
  },
  place: () => [],
}

/** Monday's hours for Tuesday to Friday too. */
export function copyMonday(entered: Entered, of: 'opening' | 'cover'): Entered {
  const monday = entered[`${of}.mon`] ?? []
  const days = ['tue', 'wed', 'thu', 'fri'].map((day) => [`${of}.${day}`, monday] as const)
  return { ...entered, ...Object.fromEntries(days) }
}

/** Empty rows between closures would put a fault beside the wrong one. */
export function closeRanks(entered: Entered): Entered {
  const rows = closureRows(entered)
  const moved = Array.from({ length: rowsOf(entered) }, (_, place) =>
    closureFields.map((field) => [`closures.${place}.${field}`, [rows[place]?.[field] ?? '']] as const),
  )
  return { ...entered, ...Object.fromEntries(moved.flat()) }
}

const week = ({ language }: About, of: 'opening' | 'cover'): Group =>
  weekGroup(language, of, { legend: t(language, `setup.${of}`), hint: t(language, `setup.${of}Hint`) })

const typedWeek = (entered: Entered, of: 'opening' | 'cover') =>
  Object.fromEntries(weekdays.map((day) => [day, one(entered, `${of}.${day}`)]))

const holidays = ({ language }: About): Group => ({
  legend: t(language, 'setup.holidays'),
  fields: [
    {
      name: 'holidays.region',
      kind: 'choice',
      label: t(language, 'setup.region'),
      options: [
        { value: '', label: t(language, 'setup.mainland') },
        ...holidayRegions.map((value) => ({ value, label: t(language, `setup.region.${value}`) })),
      ],
    },
    {
      name: 'holidays.openOn',
      kind: 'words',
      label: t(language, 'setup.openOn'),
      hint: t(language, 'setup.workedHint'),
    },
    { name: 'holidays.coverOn', kind: 'words', label: t(language, 'setup.coverOn') },
  ],
})

const closures = (about: About): Group[] =>
  Array.from({ length: listAt(about.file, 'closures').length + blankRows }, (_, place) => ({
    legend: t(about.language, 'setup.closure', { number: place + 1 }),
    layout: 'row',
    fields: closureRow(about, place),
  }))

const closureRow = ({ language }: About, place: number): Field[] => [
  { name: `closures.${place}.from`, kind: 'date', label: t(language, 'setup.closureFrom') },
  { name: `closures.${place}.to`, kind: 'date', label: t(language, 'setup.closureTo') },
  {
    name: `closures.${place}.of`,
    kind: 'choice',
    label: t(language, 'setup.closureOf'),
    options: (['opening', 'cover', 'both'] as const).map((value) => ({
      value,
      label: t(language, `setup.closureOf.${value}`),
    })),
  },
  { name: `closures.${place}.reason`, kind: 'line', label: t(language, 'setup.closureReason') },
]

function shownHours(file: FileObject): FileObject {
  return { ...file, opening: byDay(objectAt(file, 'opening')), cover: byDay(objectAt(file, 'cover')) }
}

/** "tous" in place of dates. */
function workedHolidays({ openOn, coverOn, ...others }: FileObject): FileObject {
  const read = (days: unknown) =>
    Array.isArray(days) && /^(?:tous|all)$/i.test(String(days[0] ?? '')) ? 'all' : days
  return { ...others, openOn: read(openOn), coverOn: read(coverOn) }
}

const writtenClosures = (entered: Entered) =>
  closureRows(entered).map(({ from, to, of, reason }) => ({
    ...(from && { from }),
    ...((to || from) && { to: to || from }),
    of: of || 'opening',
    ...(reason && { reason }),
  }))

function closureRows(entered: Entered): Record<(typeof closureFields)[number], string>[] {
  const rows = Array.from({ length: rowsOf(entered) }, (_, place) => {
    const typed = (field: string) => one(entered, `closures.${place}.${field}`).trim()
    return { from: typed('from'), to: typed('to'), of: typed('of'), reason: typed('reason') }
  })
  return rows.filter(({ from, to, reason }) => from || to || reason)
}

const rowsOf = (entered: Entered) =>
  Object.keys(entered).filter((name) => /^closures\.\d+\.from$/.test(name)).length
