import { colours, steps, venues } from '../../../agenda/appointment-type.ts'
import { t } from '../../../i18n/text.ts'
import type { Field, Group } from '../field.ts'
import { listPart } from '../list-part.ts'
import type { About } from '../part.ts'
import { executiveOptions } from './options.ts'

/** What can be booked: how long, where, from when on, and what to ask. */
export const appointmentTypesPart = listPart({
  name: 'appointmentTypes',
  keyFrom: ({ name }) => String(name ?? ''),
  fromFile: ({ reminderHours, ...type }) => ({
    ...type,
    reminderHours: reminderHours === 'none' ? [] : reminderHours,
  }),
  toFile: ({ reminderHours, stepMinutes, ...type }) => ({
    ...type,
    stepMinutes: Number(stepMinutes),
    reminderHours: hoursOf(reminderHours),
  }),
  fresh: () => ({
    ...{ minutes: 30, bufferBefore: 0, bufferAfter: 0, venue: 'onSite', colour: 'blue', stepMinutes: 30 },
    ...{ noticeMinutes: 60, horizonDays: 60, bookableBy: 'secretaries', reminderHours: [24] },
  }),
  groups: (about) => [what(about), when(about), who(about)],
})

/** Without any the caller is not reminded; words that are no numbers stay, so that their fault is seen. */
function hoursOf(typed: unknown): unknown {
  if (!Array.isArray(typed) || typed.length === 0) return 'none'
  return typed.map((word) => (/^\d{1,4}$/.test(String(word)) ? Number(word) : word))
}

const what = ({ language }: About): Group => ({
  legend: t(language, 'setup.appointmentType'),
  fields: [
    { name: 'name', kind: 'line', label: t(language, 'setup.appointmentTypeName'), required: true },
    {
      name: 'venue',
      kind: 'choice',
      label: t(language, 'setup.venue'),
      options: venues.map((value) => ({ value, label: t(language, `setup.venue.${value}`) })),
    },
    {
      name: 'venueDetail',
      kind: 'line',
      label: t(language, 'setup.venueDetail'),
      hint: t(language, 'setup.venueDetailHint'),
    },
    {
      name: 'colour',
      kind: 'choice',
      label: t(language, 'setup.colour'),
      options: colours.map((value) => ({ value, label: t(language, `setup.colour.${value}`) })),
    },
    {
      name: 'questions',
      kind: 'list',
      label: t(language, 'setup.questions'),
      hint: t(language, 'setup.questionsHint'),
    },
  ],
})

const when = (about: About): Group => ({
  legend: t(about.language, 'setup.appointmentTimes'),
  hint: t(about.language, 'setup.appointmentTimesHint'),
  fields: [
    minutes(about, 'minutes', 5, 720),
    minutes(about, 'bufferBefore', 0, 240),
    minutes(about, 'bufferAfter', 0, 240),
    {
      name: 'stepMinutes',
      kind: 'choice',
      label: t(about.language, 'setup.stepMinutes'),
      options: steps.map((step) => ({ value: String(step), label: String(step) })),
    },
    minutes(about, 'noticeMinutes', 0, 43_200),
    minutes(about, 'horizonDays', 1, 366),
    {
      name: 'reminderHours',
      kind: 'words',
      label: t(about.language, 'setup.reminderHours'),
      hint: t(about.language, 'setup.reminderHoursHint'),
    },
  ],
})

type NumberName = 'minutes' | 'bufferBefore' | 'bufferAfter' | 'noticeMinutes' | 'horizonDays'

const minutes = ({ language }: About, name: NumberName, min: number, max: number): Field => ({
  ...{ name, kind: 'number', min, max },
  label: t(language, `setup.${name}`),
})

const who = ({ language, file }: About): Group => ({
  legend: t(language, 'setup.appointmentWho'),
  fields: [
    {
      name: 'executives',
      kind: 'ticks',
      label: t(language, 'setup.appointmentExecutives'),
      options: executiveOptions(file),
    },
    {
      name: 'bookableBy',
      kind: 'choice',
      label: t(language, 'setup.bookableBy'),
      options: (['secretaries', 'supervisors'] as const).map((value) => ({
        value,
        label: t(language, `setup.bookableBy.${value}`),
      })),
    },
  ],
})
