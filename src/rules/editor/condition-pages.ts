import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { formatNational } from '../../phone-number.ts'
import { weekdaySchema } from '../rule.ts'
import { allOf, textOf } from './form-fields.ts'
import {
  areaInput,
  type Choice,
  checkGroup,
  checkInput,
  type Form,
  problemAt,
  selectInput,
  textInput,
} from './form-inputs.ts'
import type { RulesView } from './load-rules.ts'

export const conditionKinds = [
  'caller',
  'hours',
  'windows',
  'dates',
  'publicHoliday',
  'availability',
  'line',
  'channel',
  'repeated',
  'body',
  'expected',
] as const
export type ConditionKind = (typeof conditionKinds)[number]

/** One condition of the form: its fields, and a button that takes it out. */
export function conditionFieldset(form: Form, view: RulesView, place: number, kind: ConditionKind): Html {
  const { language } = form
  const title = t(language, `editor.kind.${kind}`)
  return html`<fieldset class="condition" id="condition-${place}">
<legend>${title}</legend>
<input type="hidden" name="kind.${place}" value="${kind}">
${problemAt(form, `${place}.kind`)}
<div class="fields">${fieldsOf(form, view, place, kind)}</div>
<button name="do" value="drop.${place}" class="outline secondary" aria-label="${t(language, 'editor.dropCondition', { condition: title })}">${t(language, 'editor.remove')}</button>
</fieldset>
`
}

function fieldsOf(form: Form, view: RulesView, place: number, kind: ConditionKind): Html | readonly Html[] {
  const { language } = form
  const at = (name: string) => `${place}.${name}`
  const choose = (name: 'of' | 'is' | 'executive' | 'by', choices: readonly Choice[]) =>
    selectInput(form, { name: at(name), label: t(language, `editor.choose.${name}`) }, choices)
  const oneOf = (name: 'of' | 'is', of: Parameters<typeof wordsFor>[1], values: readonly string[]) =>
    choose(
      name,
      values.map((value): Choice => [value, wordsFor(form, of, value)]),
    )
  switch (kind) {
    case 'caller':
      return callerFields(form, view, place)
    case 'hours':
      return [oneOf('of', 'hours', ['opening', 'cover']), oneOf('is', 'side', ['inside', 'outside'])]
    case 'windows':
      return windowRows(form, place)
    case 'dates':
      return [
        textInput(form, { name: at('from'), label: t(language, 'editor.fromDate'), type: 'date' }),
        textInput(form, { name: at('to'), label: t(language, 'editor.toDate'), type: 'date' }),
      ]
    case 'publicHoliday':
      return oneOf('is', 'holiday', ['true', 'false'])
    case 'availability':
      return [
        choose('executive', executiveChoices(view)),
        oneOf('is', 'availability', ['available', 'busy', 'away']),
      ]
    case 'line':
      return checkGroup(
        form,
        { name: at('lines'), label: t(language, 'editor.lines') },
        view.lines.map(({ number }): Choice => [number, formatNational(number)]),
      )
    case 'channel':
      return oneOf('is', 'channel', ['voice', 'text'])
    case 'repeated':
      return (['times', 'minutes'] as const).map((name) =>
        textInput(form, { name: at(name), label: t(language, `editor.${name}`), type: 'number' }),
      )
    case 'body':
      return areaInput(form, { name: at('words'), label: t(language, 'editor.words') })
    case 'expected':
      return choose('by', [['anyExecutive', t(language, 'rule.anyExecutive')], ...executiveChoices(view)])
    default:
      return kind satisfies never
  }
}

function wordsFor(
  { language }: Form,
  of: 'hours' | 'side' | 'holiday' | 'availability' | 'channel',
  value: string,
): string {
  const inside = value === 'inside' || value === 'true'
  switch (of) {
    case 'hours':
      return t(language, value === 'cover' ? 'editor.cover' : 'editor.opening')
    case 'side':
      return t(language, inside ? 'editor.inside' : 'editor.outside')
    case 'holiday':
      return t(language, inside ? 'seen.holiday' : 'seen.noHoliday')
    case 'availability':
      return t(language, value === 'busy' ? 'seen.busy' : value === 'away' ? 'seen.away' : 'seen.available')
    case 'channel':
      return t(language, value === 'text' ? 'seen.text' : 'seen.voice')
    default:
      return of satisfies never
  }
}

export const executiveChoices = ({ client }: RulesView): Choice[] =>
  [...client.executives.values()].map(({ key, name }) => [key, name])

function callerFields(form: Form, view: RulesView, place: number): Html {
  const { language } = form
  const named = (name: 'numbers' | 'prefixes' | 'tags') => ({
    name: `${place}.${name}`,
    label: t(language, `editor.${name}`),
  })
  const nobody: Choice = ['', t(language, 'editor.noMatter')]
  const any: Choice = ['anyExecutive', t(language, 'rule.anyExecutive')]
  return html`<p>${t(language, 'editor.callerIs')}</p>
${textInput(form, { ...named('tags'), wide: true })}
${selectInput(form, { name: `${place}.contactOf`, label: t(language, 'editor.contactOf') }, [nobody, any, ...executiveChoices(view)])}
${areaInput(form, named('numbers'), 2)}
${textInput(form, { ...named('prefixes'), wide: true })}
<div class="checks">${(['telemarketing', 'withheld', 'unknown', 'own'] as const).map((name) =>
    checkInput(form, { name: `${place}.${name}`, label: t(language, `editor.caller.${name}`) }),
  )}</div>`
}

/** Those that are there, and one more to fill in. */
function windowRows(form: Form, place: number): Html {
  const { language, fields } = form
  const filled = [...fields.keys()].flatMap((name) => {
    const row = new RegExp(`^${place}\\.(?:days|from|to)\\.(\\d{1,2})$`).exec(name)?.[1]
    return row !== undefined && (allOf(fields, name).length > 1 || textOf(fields, name) !== '')
      ? [Number(row)]
      : []
  })
  const rows = [...new Set([...filled, Math.max(-1, ...filled) + 1])]
  const days = weekdaySchema.options.map((day): Choice => [day, t(language, 'editor.day', { day })])
  return html`${rows.map(
    (
      row,
    ) => html`<div class="window">${checkGroup(form, { name: `${place}.days.${row}`, label: t(language, 'editor.days') }, days)}
${textInput(form, { name: `${place}.from.${row}`, label: t(language, 'editor.fromTime') })}
${textInput(form, { name: `${place}.to.${row}`, label: t(language, 'editor.toTime') })}</div>`,
  )}${problemAt(form, `${place}.windows`)}`
}
