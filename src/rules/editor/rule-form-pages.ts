import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import { actionFieldset } from './action-pages.ts'
import { conditionFieldset, conditionKinds } from './condition-pages.ts'
import type { Draft } from './find-draft.ts'
import { type Fields, placesOf, textOf } from './form-fields.ts'
import { type Choice, type Form, problemAt, selectInput, textInput } from './form-inputs.ts'
import type { RulesView } from './load-rules.ts'
import type { Problems } from './read-rule.ts'
import { rulesAddress } from './rule-address.ts'
import { rulesTrail } from './trail-pages.ts'

export type RuleForm = {
  readonly fields: Fields
  readonly problems: Problems
  /** Somebody changed the rules while she wrote: what she typed is still there. */
  readonly takenOver?: { readonly draft: Draft | null }
  /** Where the focus goes: a condition just added. */
  readonly focus?: number
}

/** One rule: its name, its conditions and what is done. It works without scripts: every button sends the form. */
export function ruleFormPage(viewer: Viewer, view: RulesView, ruleForm: RuleForm): Html {
  const { language } = viewer
  const form: Form = { language, ...ruleForm }
  const isDefault = textOf(form.fields, 'key') === 'default'
  const title = t(
    language,
    isDefault ? 'editor.defaultTitle' : textOf(form.fields, 'key') ? 'editor.ruleTitle' : 'editor.newTitle',
  )
  const address = rulesAddress(view.client.clientId)
  const main = html`${rulesTrail(viewer, view)}
<h1>${title}</h1>
${ruleForm.takenOver && sayTakenOver(viewer, view, ruleForm.takenOver.draft)}
${form.problems.size > 0 && html`<p role="alert" class="error">${t(language, 'editor.problems', { count: form.problems.size })}</p>`}
<form method="post" action="${address}/${isDefault ? 'default' : 'rule'}" class="rule">
${formTokenField(viewer)}<input type="hidden" name="stamp" value="${view.stamp}"><input type="hidden" name="key" value="${textOf(form.fields, 'key')}">
${isDefault ? html`<p>${t(language, 'editor.defaultWhy')}</p>` : conditions(form, view)}
${actionFieldset(form, view, isDefault ? ['forward', 'takeMessage'] : ['forward', 'takeMessage', 'discard'])}
<p class="actions"><button name="do" value="save">${t(language, 'editor.save')}</button>
<a role="button" class="secondary outline" href="${address}">${t(language, 'editor.cancel')}</a></p>
</form>`
  return consoleFrame(viewer, { title, main, at: 'clients', scripts: ['rules.js'], styles: ['rules.css'] })
}

/** The first button of a form answers the Enter key: saving, not adding or taking out. */
function conditions(form: Form, view: RulesView): Html {
  const { language, fields } = form
  const kinds = conditionKinds.map((kind): Choice => [kind, t(language, `editor.kind.${kind}`)])
  return html`<button name="do" value="save" class="first" tabindex="-1" aria-hidden="true"></button>
${textInput(form, { name: 'name', label: t(language, 'editor.name'), wide: true })}
<h2>${t(language, 'editor.if')}</h2>
${problemAt(form, 'conditions')}
${placesOf(fields).map((place) => {
  const kind = conditionKinds.find((one) => one === textOf(fields, `kind.${place}`))
  return kind ? conditionFieldset(form, view, place, kind) : null
})}
<div class="add">${selectInput(form, { name: 'addKind', label: t(language, 'editor.addCondition') }, kinds)}
<button name="do" value="add" class="secondary">${t(language, 'editor.addThis')}</button></div>`
}

function sayTakenOver({ language, now }: Viewer, { client }: RulesView, draft: Draft | null): Html {
  const when = draft && whenInWords({ at: draft.savedAt, now, timeZone: client.hours.timeZone }, language)
  return html`<p role="alert" class="error">${
    draft && when
      ? t(language, 'editor.takenOver', { name: draft.by.name, when })
      : t(language, 'editor.stale')
  } ${t(language, 'editor.stillHere')}</p>`
}
