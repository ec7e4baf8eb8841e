import { purposes, usualRetentionDays, usualShare } from '../../../call-recordings/recording.ts'
import { type Language, t } from '../../../i18n/text.ts'
import { type Entered, type Field, fieldsOf, one } from '../field.ts'
import { objectAt, toEntered, toFileValues } from '../file-values.ts'
import type { Part } from '../part.ts'

/** What a client's file may leave out means this. */
const usual = { share: usualShare, retentionDays: usualRetentionDays, pauseKey: true }

/** Whether conversations are recorded, why, and for how long they are kept. Without a purpose none is. */
export const recordingPart: Part = {
  name: 'recording',
  groups: ({ language, file }) => [
    {
      legend: t(language, 'recording.setup.what'),
      hint: t(language, file.health === true ? 'recording.setup.health' : 'recording.setup.hint'),
      fields: fields(language),
    },
  ],
  entered: (about) =>
    toEntered(fieldsOf(recordingPart.groups(about)), { ...usual, ...objectAt(about.file, 'recording') }),
  write(about, _, entered) {
    const { recording: standing, ...others } = about.file
    if (one(entered, 'purpose') === '') return others
    const before = objectAt({ standing }, 'standing')
    const written = toFileValues(fieldsOf(recordingPart.groups(about)), entered)
    const told = Object.entries(written).filter(([name, value]) => name in before || !isUsual(name, value))
    return { ...others, recording: Object.fromEntries(told) }
  },
  place: () => ['recording'],
}

const isUsual = (name: string, value: unknown): boolean =>
  Object.entries(usual).some(([known, means]) => known === name && means === value)

/** Of a hundred calls, as it was entered or as it is where nothing is; what is no number raises nothing. */
export const shareEntered = (entered: Entered): number =>
  one(entered, 'purpose') === '' ? 0 : Number(one(entered, 'share')) || 0

const fields = (language: Language): Field[] => [
  {
    name: 'purpose',
    kind: 'choice',
    label: t(language, 'recording.setup.purpose'),
    options: [
      { value: '', label: t(language, 'recording.setup.never') },
      ...purposes.map((value) => ({ value, label: t(language, `recording.purpose.${value}`) })),
    ],
  },
  {
    name: 'announcement',
    kind: 'text',
    label: t(language, 'recording.setup.announcement'),
    hint: t(language, 'recording.setup.announcementHint'),
  },
  {
    name: 'share',
    kind: 'number',
    min: 1,
    max: 100,
    label: t(language, 'recording.setup.share'),
    hint: t(language, 'recording.setup.shareHint', { most: usualShare }),
  },
  {
    name: 'shareReason',
    kind: 'line',
    label: t(language, 'recording.setup.shareReason'),
    hint: t(language, 'recording.setup.shareReasonHint'),
  },
  {
    name: 'retentionDays',
    kind: 'number',
    min: 1,
    max: 180,
    label: t(language, 'recording.setup.retention'),
    hint: t(language, 'recording.setup.retentionHint'),
  },
  { name: 'pauseKey', kind: 'tick', label: t(language, 'recording.setup.pauseKey') },
]
