import type { SlipField } from '../../clients/slip-form.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { Viewer } from '../console-frame.ts'
import type { Desk } from './desk.ts'
import { keycap, nameHtml } from './desk-parts.ts'
import type { SlipValues } from './slip-values.ts'

/** What is wrong with the fields, in words, by their names. */
export type Problems = Readonly<Record<string, string>>

type Field = {
  readonly name: string
  readonly label: string
  readonly max: number
  readonly rows?: number
  readonly mode?: 'tel' | 'numeric'
  readonly type?: 'datetime-local'
  readonly hint?: string
  readonly key?: string
  readonly choices?: readonly string[]
}

/** One field with its label, and under it what is wrong with it. */
export function field(_viewer: Viewer, values: SlipValues, problems: Problems, of: Field): Html {
  const { name, label, key, hint } = of
  const problem = problems[name]
  const id = `slip-${name}`
  return html`<div class="field ${name.replace('.', '-')}">
<label for="${id}" dir="auto">${label} ${key && keycap(key)}</label>
${control(of, values.one(name), html`id="${id}" name="${name}"${key && html` data-key="${key}"`}${described(of, id, problem)}`)}
${hint && html`<small class="hint" id="${id}-hint">${hint}</small>`}
${problem && html`<p class="problem" id="${id}-problem">${problem}</p>`}
</div>`
}

function described({ hint }: Field, id: string, problem: string | undefined): Html | null {
  const by = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return by === '' ? null : html` aria-describedby="${by}"${problem && html` aria-invalid="true"`}`
}

function control({ max, rows, mode, type, choices }: Field, value: string, attributes: Html): Html {
  if (choices && choices.length > 0)
    return html`<select ${attributes}><option value=""></option>${choices.map(
      (choice) => html`<option${choice === value && html` selected`}>${choice}</option>`,
    )}</select>`
  if (rows)
    return html`<textarea ${attributes} rows="${rows}" maxlength="${max}" dir="auto">
${value}</textarea>`
  return html`<input ${attributes} value="${value}" maxlength="${max}"${type ? html` type="${type}"` : html` dir="auto"`}${mode && html` inputmode="${mode}"`}>`
}

/** What is wrong with the whole, and how many answers are to be put right; the first of them gets the focus. */
export function problemList({ language }: Viewer, problems: Problems): Html | null {
  const { slip: ofAll, ...ofFields } = problems
  const count = Object.keys(ofFields).length
  if (!ofAll && count === 0) return null
  return html`<p id="slip-problems" class="notice urgent" role="alert" tabindex="-1">${ofAll} ${count > 0 && t(language, 'desk.problems', { count })}</p>`
}

export function clientFields(
  viewer: Viewer,
  { client }: Desk,
  values: SlipValues,
  problems: Problems,
): Html | null {
  if (client.slipFields.length === 0) return null
  return html`<div class="own">${client.slipFields.map((own) =>
    field(viewer, values, problems, ownField(own, viewer)),
  )}</div>`
}

const ownField = ({ key, label, choices, required }: SlipField, { language }: Viewer): Field => ({
  name: `field.${key}`,
  label: required ? t(language, 'desk.required', { label }) : label,
  max: 1000,
  choices,
})

/** `v`, then the letter. */
const templateKeys = 'abcdefghi'

/** Ready-made slips; what she has typed is not written over unless she says so. */
export function templates({ language }: Viewer, { client }: Desk): Html | null {
  if (client.slipTemplates.length === 0) return null
  return html`<fieldset class="pick templates" data-ask="${t(language, 'desk.overwrite')}" data-yes="${t(language, 'desk.overwriteYes')}" data-no="${t(language, 'desk.overwriteNo')}">
<legend>${t(language, 'desk.templates')} <small>${t(language, 'desk.templateKeys')}</small></legend>
${client.slipTemplates.map(({ key, name, subject, body, wish }, place) => {
  const letter = templateKeys[place]
  return html`<button type="button" class="chip small" value="${key}"${letter && html` data-key="v ${letter}"`} data-subject="${subject}" data-body="${body}" data-wish="${wish}">${letter && keycap(letter)} ${nameHtml(name, 80)}</button>`
})}
</fieldset>`
}
