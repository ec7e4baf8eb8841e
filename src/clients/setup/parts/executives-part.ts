import { t } from '../../../i18n/text.ts'
import { readTimes } from '../../../links/read-times.ts'
import { weekdays } from '../../../links/settings-form.ts'
import { printChoices } from '../../agency-folder/choices.ts'
import { readDays } from '../../agency-folder/week.ts'
import type { FileObject } from '../../change-client.ts'
import { executiveChoicesSchema } from '../../executive.ts'
import { objectAt } from '../file-values.ts'
import { listPart } from '../list-part.ts'
import { choiceGroups } from './executive-choices.ts'
import { languageOptions } from './options.ts'
import { byDay, weekGroup, writtenWeek } from './week-fields.ts'

/** The people whom we inform and ask, with all that they chose. */
export const executivesPart = listPart({
  name: 'executives',
  keyFrom: ({ name }) => String(name ?? ''),
  fromFile: (executive) => ({
    ...executive,
    choices: choicesShown(objectAt(executive, 'choices')),
    workingHours: byDay(objectAt(executive, 'workingHours')),
  }),
  toFile: ({ workingHours, ...entered }, before) => {
    const standing = objectAt(before, 'workingHours')
    const week = writtenWeek(standing, objectAt({ workingHours }, 'workingHours'))
    return {
      ...{ ...entered, choices: choicesWritten(objectAt(entered, 'choices')) },
      ...(Object.keys(week).length > 0 && { workingHours: week }),
    }
  },
  fresh: ({ file }) => ({
    language: file.language,
    choices: choicesShown(
      printChoices({
        ...executiveChoicesSchema.parse({}),
        carries: file.health === true ? 'link' : 'everything',
      }),
    ),
  }),
  groups: (about) => [
    {
      legend: t(about.language, 'setup.executive'),
      fields: [
        { name: 'name', kind: 'line', label: t(about.language, 'setup.executiveName'), required: true },
        { name: 'mobile', kind: 'line', label: t(about.language, 'setup.mobile') },
        { name: 'email', kind: 'line', label: t(about.language, 'setup.email') },
        {
          name: 'language',
          kind: 'choice',
          label: t(about.language, 'setup.executiveLanguage'),
          options: languageOptions(about.language),
        },
        {
          name: 'onCall',
          kind: 'number',
          min: 1,
          max: 99,
          label: t(about.language, 'setup.onCall'),
          hint: t(about.language, 'setup.onCallHint'),
        },
      ],
    },
    weekGroup(about.language, 'workingHours', {
      legend: t(about.language, 'setup.workingHours'),
      hint: t(about.language, 'setup.workingHoursHint'),
    }),
    ...choiceGroups(about),
  ],
})

/** A folder writes some choices in words; each has a field of its own here. */
function choicesShown(choices: FileObject): FileObject {
  const digest = objectAt(choices, 'digest')
  const { acknowledgeMinutes, quietHours, ...others } = choices
  return {
    ...others,
    acknowledgeMinutes: acknowledgeMinutes === 'never' ? undefined : acknowledgeMinutes,
    quietHours: quietShown(quietHours),
    digest: { ...digest, times: timesByDay(objectAt(digest, 'times')) },
  }
}

function quietShown(quietHours: unknown): FileObject {
  if (typeof quietHours === 'string') {
    const [from, until] = quietHours.split('-')
    return { from, until, urgentExempt: true }
  }
  return typeof quietHours === 'object' && quietHours !== null ? { ...quietHours } : { urgentExempt: true }
}

/** `mon-fri: [18:00]` as a text for each day. */
function timesByDay(times: FileObject): Record<string, string> {
  const byDay = Object.entries(times).flatMap(([days, clocks]) =>
    (readDays(days) ?? []).map((day) => [day, Array.isArray(clocks) ? clocks.join(' ') : ''] as const),
  )
  return Object.fromEntries(byDay)
}

function choicesWritten(choices: FileObject): FileObject {
  const { acknowledgeMinutes = 'never', quietHours, digest, ...others } = choices
  const { from, until, urgentExempt } = objectAt({ quietHours }, 'quietHours')
  const quiet = from === undefined && until === undefined ? {} : { quietHours: { from, until, urgentExempt } }
  return { ...others, acknowledgeMinutes, ...quiet, digest: digestWritten(objectAt({ digest }, 'digest')) }
}

function digestWritten(digest: FileObject): FileObject {
  const typed = objectAt(digest, 'times')
  const times = weekdays.flatMap((day) => {
    const text = String(typed[day] ?? '')
    const clocks = readTimes(text) ?? text.split(/[\s,;]+/)
    return clocks.length > 0 ? [[day, clocks] as const] : []
  })
  return { ...digest, times: times.length > 0 ? Object.fromEntries(times) : 'none' }
}
