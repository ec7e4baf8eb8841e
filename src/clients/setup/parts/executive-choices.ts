import { t } from '../../../i18n/text.ts'
import { weekdays } from '../../../links/settings-form.ts'
import type { Field, Group } from '../field.ts'
import type { About } from '../part.ts'

/** Where and when messages reach her, and how much a text may carry. */
export const choiceGroups = (about: About): Group[] => [
  urgent(about),
  ordinary(about),
  digest(about),
  digestTimes(about),
  agenda(about),
  quiet(about),
  carries(about),
]

const channels = ({ language }: About, name: string): Field => ({
  name,
  kind: 'ticks',
  label: t(language, 'setup.channels'),
  options: [
    { value: 'sms', label: t(language, 'setup.sms') },
    { value: 'email', label: t(language, 'setup.mail') },
  ],
})

const urgent = (about: About): Group => ({
  legend: t(about.language, 'settings.urgent'),
  fields: [
    channels(about, 'choices.urgent'),
    {
      name: 'choices.acknowledgeMinutes',
      kind: 'number',
      min: 2,
      max: 240,
      label: t(about.language, 'setup.acknowledgeMinutes'),
      hint: t(about.language, 'settings.acknowledgeHint'),
    },
  ],
})

const ordinary = (about: About): Group => ({
  legend: t(about.language, 'settings.ordinary'),
  fields: [
    channels(about, 'choices.ordinary'),
    {
      name: 'choices.ordinaryWhen',
      kind: 'choice',
      label: t(about.language, 'setup.ordinaryWhen'),
      options: [
        { value: 'atOnce', label: t(about.language, 'settings.atOnce') },
        { value: 'digest', label: t(about.language, 'settings.inDigest') },
      ],
    },
  ],
})

const digest = (about: About): Group => ({
  legend: t(about.language, 'settings.digest'),
  fields: [
    channels(about, 'choices.digest.channels'),
    {
      name: 'choices.digest.onlyWhenSomething',
      kind: 'tick',
      label: t(about.language, 'settings.onlyWhenSomething'),
    },
  ],
})

const digestTimes = ({ language }: About): Group => ({
  legend: t(language, 'setup.digestTimes'),
  hint: t(language, 'settings.timesHint'),
  layout: 'week',
  fields: weekdays.map((day) => ({
    name: `choices.digest.times.${day}`,
    kind: 'line',
    label: t(language, `settings.${day}`),
  })),
})

const agenda = ({ language }: About): Group => ({
  legend: t(language, 'settings.agenda'),
  fields: [
    { name: 'choices.agenda.invitations', kind: 'tick', label: t(language, 'setup.invitations') },
    {
      name: 'choices.agenda.news',
      kind: 'choice',
      label: t(language, 'setup.agendaNews'),
      options: [
        { value: 'atOnce', label: t(language, 'settings.atOnce') },
        { value: 'digest', label: t(language, 'settings.inDigest') },
      ],
    },
  ],
})

const quiet = ({ language }: About): Group => ({
  legend: t(language, 'settings.quiet'),
  hint: t(language, 'settings.quietHint'),
  layout: 'row',
  fields: [
    { name: 'choices.quietHours.from', kind: 'time', label: t(language, 'settings.quietFrom') },
    { name: 'choices.quietHours.until', kind: 'time', label: t(language, 'settings.quietUntil') },
    { name: 'choices.quietHours.urgentExempt', kind: 'tick', label: t(language, 'settings.urgentExempt') },
  ],
})

/** Health clients are fixed to the link (CSP L1110-4). */
const carries = ({ language, file }: About): Group => ({
  legend: t(language, 'settings.carries'),
  fields: [
    {
      name: 'choices.carries',
      kind: 'choice',
      label: t(language, 'setup.carries'),
      options: (file.health === true ? (['link'] as const) : (['everything', 'who', 'link'] as const)).map(
        (value) => ({ value, label: t(language, `settings.${value}`) }),
      ),
    },
    {
      name: 'choices.timeZone',
      kind: 'line',
      label: t(language, 'setup.ownTimeZone'),
      hint: t(language, 'setup.ownTimeZoneHint'),
    },
  ],
})
