import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { allOf, type Fields, textOf } from './form-fields.ts'
import type { Problems } from './read-rule.ts'

/** The form as it stands, with what is wrong in it. */
export type Form = { readonly language: Language; readonly fields: Fields; readonly problems: Problems }

type Named = { readonly name: string; readonly label: string }
export type Choice = readonly [value: string, label: string]

export function textInput(
  form: Form,
  { name, label, ...more }: Named & { list?: string; type?: string; wide?: boolean },
): Html {
  const type = more.type ?? 'text'
  return html`<label>${label}
<input type="${type}" name="${name}" value="${textOf(form.fields, name)}"${more.wide && html` class="wide"`}${invalid(form, name)}>
${problemAt(form, name)}</label>`
}

export function areaInput(form: Form, { name, label }: Named, rows = 3): Html {
  return html`<label>${label}
<textarea name="${name}" rows="${rows}"${invalid(form, name)}>${textOf(form.fields, name)}</textarea>
${problemAt(form, name)}</label>`
}

export function selectInput(form: Form, { name, label }: Named, choices: readonly Choice[]): Html {
  const chosen = textOf(form.fields, name)
  return html`<label>${label}
<select name="${name}"${invalid(form, name)}>${choices.map(
    ([value, words]) =>
      html`<option value="${value}"${value === chosen && html` selected`}>${words}</option>`,
  )}</select>
${problemAt(form, name)}</label>`
}

export function checkInput({ fields }: Form, { name, label }: Named, value = 'yes'): Html {
  const isOn = allOf(fields, name).includes(value)
  return html`<label class="check"><input type="checkbox" name="${name}" value="${value}"${isOn && html` checked`}> ${label}</label>`
}

export function radioInput({ fields }: Form, { name, label }: Named, value: string): Html {
  const isOn = textOf(fields, name) === value
  return html`<label class="check"><input type="radio" name="${name}" value="${value}"${isOn && html` checked`}> ${label}</label>`
}

/** Tick boxes of one name under one heading. */
export function checkGroup(form: Form, { name, label }: Named, choices: readonly Choice[]): Html {
  return html`<fieldset class="checks"><legend>${label}</legend>${choices.map(([value, words]) =>
    checkInput(form, { name, label: words }, value),
  )}${problemAt(form, name)}</fieldset>`
}

export function problemAt({ language, problems }: Form, name: string): Html | null {
  const problem = problems.get(name)
  return problem
    ? html`<small id="wrong-${name}" class="wrong">${t(language, `editor.wrong.${problem}`)}</small>`
    : null
}

const invalid = ({ problems }: Form, name: string): Html | null =>
  problems.has(name) ? html` aria-invalid="true" aria-describedby="wrong-${name}"` : null
