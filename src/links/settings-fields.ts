import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import type { Viewing } from './page-parts.ts'
import type { Entered, Problems, SettingsField, Wrong } from './settings-form.ts'

/** What is in the fields, what is wrong with it, and for whom. */
type Filling = { readonly entered: Entered; readonly problems: Problems; readonly viewing: Viewing }

export const group = (legend: string, parts: Html): Html => html`<fieldset class="card">
<legend>${legend}</legend>
${parts}
</fieldset>
`

type Ticking = { readonly label: string; readonly ticked: boolean }

export const tickField = (name: string, value: string, { label, ticked }: Ticking): Html =>
  html`<label class="press"><input type="checkbox" name="${name}" value="${value}"${ticked && html` checked`}> ${label}</label>
`

type Choice = { readonly value: string; readonly label: string; readonly lang?: string }

/** One of several, all of them shown. */
export function choiceField(
  filling: Filling,
  field: 'ordinaryWhen' | 'carries' | 'language' | 'news',
  choices: readonly Choice[],
): Html {
  const chosen = filling.entered[field]
  return html`${choices.map(
    ({ value, label, lang }) =>
      html`<label class="press"${lang && html` lang="${lang}"`}><input type="radio" name="${field}" value="${value}"${chosen === value && html` checked`}> ${label}</label>
`,
  )}
${wrongText(filling, field)}`
}

type Typing = {
  readonly label: string
  readonly hint?: string
  /** Of a hint that stands elsewhere. */
  readonly describedBy?: string
  readonly type: 'text' | 'time' | 'number'
  readonly bounds?: { readonly min: number; readonly max: number }
}

/** A field with its hint, and what was expected where it is wrong. */
export function typedField(filling: Filling, field: TypedName, typing: Typing): Html {
  const { label, hint, describedBy, type, bounds } = typing
  const wrong = filling.problems.get(field)
  const described = [hint ? `hint-${field}` : describedBy, wrong && `wrong-${field}`]
    .filter(Boolean)
    .join(' ')
  return html`<div class="field">
<label for="${field}">${label}</label>
<input id="${field}" name="${field}" type="${type}" value="${typedIn(filling.entered, field)}" autocomplete="off"${
    bounds && html` min="${bounds.min}" max="${bounds.max}" inputmode="numeric"`
  }${described !== '' && html` aria-describedby="${described}"`}${wrong && html` aria-invalid="true"`}>
${hint && html`<small id="hint-${field}">${hint}</small>`}
${wrongText(filling, field)}
</div>
`
}

type TypedName = 'acknowledgeMinutes' | 'quietFrom' | 'quietUntil' | Extract<SettingsField, `times-${string}`>

function typedIn(entered: Entered, field: TypedName): string {
  switch (field) {
    case 'acknowledgeMinutes':
    case 'quietFrom':
    case 'quietUntil':
      return entered[field]
    default:
      return entered.times[weekdayOf(field)]
  }
}

type TimesName = Extract<SettingsField, `times-${string}`>
const fieldDays = {
  'times-mon': 'mon',
  'times-tue': 'tue',
  'times-wed': 'wed',
  'times-thu': 'thu',
  'times-fri': 'fri',
  'times-sat': 'sat',
  'times-sun': 'sun',
} as const satisfies Record<TimesName, string>
const weekdayOf = (field: TimesName) => fieldDays[field]

export function wrongText({ problems, viewing }: Filling, field: SettingsField): Html | null {
  const wrong: Wrong | undefined = problems.get(field)
  if (!wrong) return null
  return html`<small id="wrong-${field}" class="wrong">${t(viewing.language, `settings.wrong.${wrong}`)}</small>`
}
