import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { executiveChoices } from './condition-pages.ts'
import {
  areaInput,
  type Choice,
  checkGroup,
  checkInput,
  type Form,
  problemAt,
  radioInput,
  selectInput,
  textInput,
} from './form-inputs.ts'
import type { RulesView } from './load-rules.ts'

type ActionKind = 'forward' | 'takeMessage' | 'discard'

/** What is done with the call. All fields are there; the style sheet shows those of the action that is chosen. */
export function actionFieldset(form: Form, view: RulesView, kinds: readonly ActionKind[]): Html {
  const { language } = form
  return html`<fieldset class="action">
<legend>${t(language, 'editor.then')}</legend>
<div class="choices">${kinds.map((kind) => radioInput(form, { name: 'a.kind', label: t(language, `editor.action.${kind}`) }, kind))}</div>
${problemAt(form, 'a.kind')}
<div class="of-forward fields">${forwardFields(form, view)}</div>
<div class="of-message fields">${messageFields(form, view, 'a')}</div>
${kinds.includes('discard') && html`<div class="of-discard fields">${discardFields(form, 'a')}</div>`}
</fieldset>`
}

function forwardFields(form: Form, view: RulesView): Html {
  const { language } = form
  return html`${selectInput(form, { name: 'a.to', label: t(language, 'editor.to') }, executiveChoices(view))}
${textInput(form, { name: 'a.ringSeconds', label: t(language, 'editor.ringSeconds'), type: 'number' })}
${checkInput(form, { name: 'a.unscreened', label: t(language, 'editor.unscreened') })}
<fieldset class="otherwise">
<legend>${t(language, 'editor.otherwise')}</legend>
<div class="choices">${(['takeMessage', 'discard'] as const).map((kind) =>
    radioInput(form, { name: 'o.kind', label: t(language, `editor.action.${kind}`) }, kind),
  )}</div>
<div class="of-message fields">${messageFields(form, view, 'o')}</div>
<div class="of-discard fields">${discardFields(form, 'o')}</div>
</fieldset>`
}

type Prefix = 'a' | 'o'

function messageFields(form: Form, view: RulesView, prefix: Prefix): Html {
  const { language } = form
  const named = (name: 'for' | 'copies' | 'urgency' | 'by' | 'greeting') => ({
    name: `${prefix}.${name}`,
    label: t(language, `editor.${name}`),
  })
  const people = executiveChoices(view)
  const line: Choice = ['', t(language, 'editor.lineRecipient')]
  const follower: Choice = ['contactExecutive', t(language, 'rule.contactExecutive')]
  return html`${selectInput(form, named('for'), [line, follower, ...people])}
${selectInput(form, named('urgency'), [
  ['ordinary', t(language, 'editor.ordinary')],
  ['urgent', t(language, 'editor.urgent')],
])}
${selectInput(form, named('by'), [
  ['secretary', t(language, 'editor.bySecretary')],
  ['voicemail', t(language, 'editor.byVoicemail')],
])}
${checkGroup(form, named('copies'), people)}
${areaInput(form, named('greeting'), 2)}`
}

function discardFields(form: Form, prefix: Prefix): Html {
  const { language } = form
  return html`${selectInput(
    form,
    { name: `${prefix}.how`, label: t(language, 'editor.how') },
    (['busy', 'reject', 'announce'] as const).map((how): Choice => [how, t(language, `editor.how.${how}`)]),
  )}
${areaInput(form, { name: `${prefix}.announcement`, label: t(language, 'editor.announcement') }, 2)}
<p class="hint">${t(language, 'editor.discardKept')}</p>`
}
