import { t } from '../../../i18n/text.ts'
import { listPart } from '../list-part.ts'
import { executiveOptions } from './options.ts'

export const treatments = ['message', 'connect', 'appointment', 'onCall', 'turnAway'] as const

/** Why people call: what to ask them, for whom, and the one treatment. */
export const reasonsPart = listPart({
  name: 'reasons',
  keyFrom: ({ name }) => String(name ?? ''),
  fresh: () => ({ treatment: 'message' }),
  groups: ({ language, file }) => [
    {
      legend: t(language, 'setup.reason'),
      fields: [
        { name: 'name', kind: 'line', label: t(language, 'setup.reasonName'), required: true },
        {
          name: 'questions',
          kind: 'list',
          label: t(language, 'setup.questions'),
          hint: t(language, 'setup.questionsHint'),
        },
        {
          name: 'treatment',
          kind: 'choice',
          label: t(language, 'setup.treatment'),
          options: treatments.map((value) => ({ value, label: t(language, `setup.treatment.${value}`) })),
        },
        {
          name: 'recipient',
          kind: 'choice',
          label: t(language, 'setup.reasonRecipient'),
          options: [{ value: '', label: t(language, 'setup.lineDefault') }, ...executiveOptions(file)],
        },
        { name: 'urgent', kind: 'tick', label: t(language, 'setup.urgent') },
      ],
    },
  ],
})
