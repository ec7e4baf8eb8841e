import { outcomes } from '../../../calls/outcomes.ts'
import { voices } from '../../../calls/voices.ts'
import { t } from '../../../i18n/text.ts'
import { absoluteLongestMinutes, defaultOutgoing } from '../../../outgoing/outgoing.ts'
import { FRENCH_COUNTRIES } from '../../../phone-number.ts'
import { fieldsOf, type Group } from '../field.ts'
import { toEntered, toFileValues } from '../file-values.ts'
import type { About, Part } from '../part.ts'
import { languageOptions } from './options.ts'

/** The client itself: name, numbers, the words said in its name, what it pays for. */
export const settingsPart: Part = {
  name: 'settings',
  groups: (about) => [identity(about), numbers(about), words(about), limits(about), billing(about)],
  entered: (about) =>
    toEntered(fieldsOf(settingsPart.groups(about)), { allowedCountries: FRENCH_COUNTRIES, ...about.file }),
  write(about, _, entered) {
    const fields = fieldsOf(settingsPart.groups(about))
    const named = new Set(fields.map(({ name }) => name))
    const others = Object.entries(about.file).filter(([name]) => !named.has(name))
    return { ...Object.fromEntries(others), ...toFileValues(fields, entered) }
  },
  place: () => [],
}

const identity = ({ language }: About): Group => ({
  legend: t(language, 'setup.settings.identity'),
  fields: [
    { name: 'name', kind: 'line', label: t(language, 'setup.name'), required: true },
    {
      name: 'language',
      kind: 'choice',
      label: t(language, 'setup.language'),
      options: languageOptions(language),
    },
    {
      name: 'timeZone',
      kind: 'line',
      label: t(language, 'setup.timeZone'),
      hint: t(language, 'setup.timeZoneHint'),
    },
  ],
})

const numbers = ({ language }: About): Group => ({
  legend: t(language, 'setup.settings.numbers'),
  fields: [
    {
      name: 'publicNumber',
      kind: 'line',
      label: t(language, 'setup.publicNumber'),
      hint: t(language, 'setup.publicNumberHint'),
    },
    {
      name: 'emergencyNumber',
      kind: 'line',
      label: t(language, 'setup.emergencyNumber'),
      hint: t(language, 'setup.emergencyNumberHint'),
    },
  ],
})

const words = ({ language }: About): Group => ({
  legend: t(language, 'setup.settings.words'),
  fields: [
    {
      name: 'greeting',
      kind: 'line',
      label: t(language, 'setup.greeting'),
      hint: t(language, 'setup.greetingHint'),
    },
    {
      name: 'voice',
      kind: 'choice',
      label: t(language, 'setup.voice'),
      options: [
        { value: '', label: t(language, 'setup.voiceDefault') },
        ...voices.map((voice) => ({ value: voice, label: voice })),
      ],
    },
    {
      name: 'textReply',
      kind: 'text',
      label: t(language, 'setup.textReply'),
      hint: t(language, 'setup.textReplyHint'),
    },
    {
      name: 'awayPhrase',
      kind: 'line',
      label: t(language, 'setup.awayPhrase'),
      hint: t(language, 'setup.awayPhraseHint'),
    },
    { name: 'tellsCallers', kind: 'tick', label: t(language, 'setup.tellsCallers') },
  ],
})

const limits = ({ language }: About): Group => ({
  legend: t(language, 'setup.settings.limits'),
  fields: [
    {
      name: 'health',
      kind: 'tick',
      label: t(language, 'setup.health'),
      hint: t(language, 'setup.healthHint'),
    },
    {
      name: 'allowedCountries',
      kind: 'words',
      label: t(language, 'setup.allowedCountries'),
      hint: t(language, 'setup.allowedCountriesHint'),
    },
    ...outgoingBounds.map(([name, min, max]) => ({
      name: `outgoing.${name}`,
      kind: 'number' as const,
      ...{ min, max },
      label: t(language, `setup.outgoing.${name}`),
      hint: t(language, 'setup.outgoing.usual', { usual: defaultOutgoing[name] }),
    })),
  ],
})

/** As the agency folder has them. */
const outgoingBounds = [
  ['longestMinutes', 1, absoluteLongestMinutes],
  ['callsADay', 0, 2_000],
  ['minutesADay', 0, 20_000],
] as const

const billing = ({ language }: About): Group => ({
  legend: t(language, 'setup.settings.billing'),
  fields: [
    {
      name: 'unbilledOutcomes',
      kind: 'ticks',
      label: t(language, 'setup.unbilledOutcomes'),
      options: outcomes.map((outcome) => ({
        value: outcome,
        label: t(language, `setup.outcome.${outcome}`),
      })),
    },
  ],
})
