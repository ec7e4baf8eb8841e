import { t } from '../../../i18n/text.ts'
import { listPart } from '../list-part.ts'

/** What the secretary reads before she speaks; with dates, a note for some days. */
export const instructionsPart = listPart({
  name: 'instructions',
  keyFrom: ({ body }) => String(body ?? '').slice(0, 30),
  groups: ({ language }) => [
    {
      legend: t(language, 'setup.instruction'),
      hint: t(language, 'setup.instructionHint'),
      fields: [
        { name: 'body', kind: 'text', label: t(language, 'setup.instructionBody'), required: true },
        { name: 'from', kind: 'date', label: t(language, 'setup.from') },
        { name: 'until', kind: 'date', label: t(language, 'setup.until') },
      ],
    },
  ],
})
