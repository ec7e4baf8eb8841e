import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { type Entered, type Field, type Group, one, ticked } from './field.ts'
import { sayStored } from './stored-words.ts'

/** What the fields of a page hold, and what is to be said beside each. */
export type Filling = {
  readonly language: Language
  readonly entered: Entered
  /** By name of the field, sentences. */
  readonly wrong: ReadonlyMap<string, readonly string[]>
  /** What is stored now, where somebody changed it after the page was opened. */
  readonly stored: Entered | null
}

export const groupHtml = (group: Group, filling: Filling): Html => html`<fieldset class="setup-group">
<legend>${group.legend}</legend>
${group.hint && html`<p class="hint">${group.hint}</p>`}
<div class="${group.layout === undefined ? 'fields' : `fields ${group.layout}`}">
${group.fields.map((field) => fieldHtml(field, filling))}
</div>
</fieldset>
`

function fieldHtml(field: Field, filling: Filling): Html {
  if (field.kind === 'ticks') return ticksHtml(field, filling)
  const id = idOf(field.name)
  if (field.kind === 'tick')
    return html`<div class="field"><label><input type="checkbox" id="${id}" name="${field.name}" value="${ticked}"${
      one(filling.entered, field.name) === ticked && html` checked`
    }${describedBy(field, filling)}> ${field.label}</label>${notes(field, filling)}</div>
`
  return html`<div class="field">
<label for="${id}">${field.label}${field.required && html` <span class="required" aria-hidden="true">*</span>`}</label>
${inputHtml(field, filling, id)}
${notes(field, filling)}
</div>
`
}

function inputHtml(field: Exclude<Field, { kind: 'ticks' | 'tick' }>, filling: Filling, id: string): Html {
  const value = one(filling.entered, field.name)
  const about = html`id="${id}" name="${field.name}"${field.required && html` aria-required="true"`}${describedBy(field, filling)}`
  switch (field.kind) {
    case 'text':
    case 'list':
      return html`<textarea ${about} rows="${Math.min(12, Math.max(3, value.split('\n').length + 1))}">
${value}</textarea>`
    case 'choice':
      return html`<select ${about}>${optionsOf(field.options, value)}</select>`
    case 'number':
      return html`<input ${about} type="text" inputmode="numeric" value="${value}" autocomplete="off">`
    case 'date':
    case 'time':
      return html`<input ${about} type="${field.kind}" value="${value}">`
    case 'line':
    case 'words':
      return html`<input ${about} type="text" value="${value}" autocomplete="off">`
    default:
      return field satisfies never
  }
}

/** A value that is not among the choices any more is still shown, so that saving does not change it unseen. */
function optionsOf(options: readonly { value: string; label: string }[], value: string): Html {
  const known = options.some((option) => option.value === value) || value === ''
  const all = known ? options : [{ value, label: value }, ...options]
  return html`${all.map(
    (option) =>
      html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
  )}`
}

function ticksHtml(field: Extract<Field, { kind: 'ticks' }>, filling: Filling): Html {
  const chosen = filling.entered[field.name] ?? []
  return html`<div class="field" role="group" aria-labelledby="${idOf(field.name)}"${describedBy(field, filling)}>
<span id="${idOf(field.name)}" class="label">${field.label}</span>
<div class="ticks">${field.options.map(
    ({ value, label }) =>
      html`<label><input type="checkbox" name="${field.name}" value="${value}"${chosen.includes(value) && html` checked`}> ${label}</label>`,
  )}</div>
${notes(field, filling)}
</div>
`
}

const idOf = (name: string) => `f-${name.replaceAll('.', '-')}`

function describedBy(field: Field, { wrong, stored, entered }: Filling): Html | null {
  const ids = [
    ...(field.hint ? [`${idOf(field.name)}-hint`] : []),
    ...(wrong.has(field.name) ? [`${idOf(field.name)}-wrong`] : []),
    ...(differs(field, stored, entered) ? [`${idOf(field.name)}-stored`] : []),
  ]
  const invalid = wrong.has(field.name) && field.kind !== 'ticks' && html` aria-invalid="true"`
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${invalid}`
}

/** The hint, what was wrong, and what somebody else has stored there meanwhile. */
function notes(field: Field, { wrong, stored, entered, language }: Filling): Html {
  const id = idOf(field.name)
  return html`${field.hint && html`<small id="${id}-hint">${field.hint}</small>`}
${wrong.has(field.name) && html`<small id="${id}-wrong" class="wrong">${wrong.get(field.name)?.join(' ')}</small>`}
${
  stored &&
  differs(field, stored, entered) &&
  html`<small id="${id}-stored" class="stored">${t(language, 'setup.storedNow')} <bdi>${sayStored(field, stored, language)}</bdi></small>`
}`
}

const differs = (field: Field, stored: Entered | null, entered: Entered): boolean =>
  stored !== null &&
  JSON.stringify(filled(stored[field.name])) !== JSON.stringify(filled(entered[field.name]))

const filled = (values: readonly string[] = []) =>
  values.map((value) => value.replaceAll('\r', '').trim()).filter((value) => value !== '')

/** The same fields for those who only read. */
export const readHtml = (groups: readonly Group[], entered: Entered, language: Language): Html =>
  html`${groups.map((group) => {
    const shown = group.fields.filter((field) => (entered[field.name] ?? []).some((value) => value !== ''))
    if (shown.length === 0) return null
    return html`<section class="setup-group"><h2>${group.legend}</h2>
<dl>${shown.map((field) => html`<dt>${field.label}</dt><dd><bdi>${sayStored(field, entered, language)}</bdi></dd>`)}</dl>
</section>`
  })}`
