import { t } from '../../../i18n/text.ts'
import { listPart } from '../list-part.ts'
import { executiveOptions } from './options.ts'

/** The numbers of ours on which the client is reached. */
export const linesPart = listPart({
  name: 'lines',
  keyFrom: ({ number }) => String(number ?? '').replace(/\D/g, ''),
  fromFile: (line) => ({ receivesTexts: true, ...line }),
  fresh: ({ file }) => ({
    receivesTexts: true,
    diversion: 'always',
    recipient: executiveOptions(file)[0]?.value,
  }),
  groups: ({ language, file }) => [
    {
      legend: t(language, 'setup.line'),
      fields: [
        {
          name: 'number',
          kind: 'line',
          label: t(language, 'setup.lineNumber'),
          hint: t(language, 'setup.lineNumberHint'),
          required: true,
        },
        {
          name: 'recipient',
          kind: 'choice',
          label: t(language, 'setup.lineRecipient'),
          hint: t(language, 'setup.lineRecipientHint'),
          options: executiveOptions(file),
        },
        {
          name: 'diversion',
          kind: 'choice',
          label: t(language, 'setup.diversion'),
          hint: t(language, 'setup.diversionHint'),
          options: (['none', 'always', 'onNoAnswer'] as const).map((value) => ({
            value,
            label: t(language, `setup.diversion.${value}`),
          })),
        },
      ],
    },
    {
      legend: t(language, 'setup.lineTexts'),
      fields: [
        { name: 'receivesTexts', kind: 'tick', label: t(language, 'setup.receivesTexts') },
        {
          name: 'sender',
          kind: 'line',
          label: t(language, 'setup.sender'),
          hint: t(language, 'setup.senderHint'),
        },
      ],
    },
  ],
})
