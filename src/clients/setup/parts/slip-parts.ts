import { t } from '../../../i18n/text.ts'
import { wishes } from '../../slip-form.ts'
import { listPart } from '../list-part.ts'

/** Questions that this client wants on every slip. */
export const slipFieldsPart = listPart({
  name: 'slipFields',
  keyFrom: ({ label }) => String(label ?? ''),
  groups: ({ language }) => [
    {
      legend: t(language, 'setup.slipField'),
      fields: [
        { name: 'label', kind: 'line', label: t(language, 'setup.slipFieldLabel'), required: true },
        {
          name: 'choices',
          kind: 'list',
          label: t(language, 'setup.slipFieldChoices'),
          hint: t(language, 'setup.slipFieldChoicesHint'),
        },
        { name: 'required', kind: 'tick', label: t(language, 'setup.slipFieldRequired') },
      ],
    },
  ],
})

/** Ready-made slips, filled in by one key. */
export const slipTemplatesPart = listPart({
  name: 'slipTemplates',
  keyFrom: ({ name }) => String(name ?? ''),
  groups: ({ language }) => [
    {
      legend: t(language, 'setup.slipTemplate'),
      fields: [
        { name: 'name', kind: 'line', label: t(language, 'setup.slipTemplateName'), required: true },
        { name: 'subject', kind: 'line', label: t(language, 'setup.slipTemplateSubject') },
        { name: 'body', kind: 'text', label: t(language, 'setup.slipTemplateBody') },
        {
          name: 'wish',
          kind: 'choice',
          label: t(language, 'setup.slipTemplateWish'),
          options: [
            { value: '', label: t(language, 'setup.none') },
            ...wishes.map((value) => ({ value, label: t(language, `setup.wish.${value}`) })),
          ],
        },
      ],
    },
  ],
})
