import { t } from '../../../i18n/text.ts'
import type { FileObject } from '../../change-client.ts'
import type { Group } from '../field.ts'
import { listAt, objectAt } from '../file-values.ts'
import { listPart } from '../list-part.ts'
import type { About } from '../part.ts'
import { executiveOptions } from './options.ts'
import { byDay, weekGroup, writtenWeek } from './week-fields.ts'

/** What the secretary may do in an executive's name, up to which limit and until when. */
export const mandatesPart = listPart({
  name: 'mandates',
  keyFrom: ({ secretary }) => `rendez-vous-${String(secretary ?? '')}`,
  fromFile: (mandate) => {
    const limits = objectAt(mandate, 'limits')
    return { ...mandate, limits: { ...limits, hours: byDay(objectAt(limits, 'hours')) } }
  },
  toFile: (entered, before) => {
    const limits = objectAt(entered, 'limits')
    const standing = objectAt(objectAt(before, 'limits'), 'hours')
    return { ...entered, limits: { ...limits, hours: writtenWeek(standing, objectAt(limits, 'hours')) } }
  },
  fresh: () => ({ secretary: 'asks', answerMinutes: 1440, ifSilent: 'keepAsking' }),
  groups: (about) => [power(about), limits(about), hours(about), asking(about)],
})

const power = ({ language, file }: About): Group => ({
  legend: t(language, 'setup.mandate'),
  hint: t(language, 'setup.mandateHint'),
  fields: [
    {
      name: 'secretary',
      kind: 'choice',
      label: t(language, 'setup.mandateSecretary'),
      options: (['decides', 'asks', 'mustNot'] as const).map((value) => ({
        value,
        label: t(language, `setup.mandate.${value}`),
      })),
    },
    {
      name: 'appointmentTypes',
      kind: 'ticks',
      label: t(language, 'setup.mandateTypes'),
      options: typeOptions(file),
    },
    {
      name: 'executives',
      kind: 'ticks',
      label: t(language, 'setup.mandateExecutives'),
      options: executiveOptions(file),
    },
    { name: 'from', kind: 'date', label: t(language, 'setup.from') },
    { name: 'until', kind: 'date', label: t(language, 'setup.until') },
  ],
})

const typeOptions = (file: FileObject) =>
  listAt(file, 'appointmentTypes').map(({ key, name }) => ({ value: String(key), label: String(name) }))

const limits = ({ language }: About): Group => ({
  legend: t(language, 'setup.mandateLimits'),
  hint: t(language, 'setup.mandateLimitsHint'),
  layout: 'row',
  fields: [
    {
      name: 'limits.horizonDays',
      kind: 'number',
      min: 1,
      max: 366,
      label: t(language, 'setup.mandateHorizon'),
    },
    { name: 'limits.perDay', kind: 'number', min: 1, max: 99, label: t(language, 'setup.mandatePerDay') },
  ],
})

const hours = ({ language }: About): Group =>
  weekGroup(language, 'limits.hours', {
    legend: t(language, 'setup.mandateHours'),
    hint: t(language, 'setup.mandateHoursHint'),
  })

const asking = ({ language }: About): Group => ({
  legend: t(language, 'setup.mandateAsking'),
  layout: 'row',
  fields: [
    { name: 'answerMinutes', kind: 'number', min: 5, max: 20_160, label: t(language, 'setup.answerMinutes') },
    {
      name: 'ifSilent',
      kind: 'choice',
      label: t(language, 'setup.ifSilent'),
      options: (['confirm', 'decline', 'keepAsking'] as const).map((value) => ({
        value,
        label: t(language, `setup.ifSilent.${value}`),
      })),
    },
  ],
})
