import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { formatNational } from '../../phone-number.ts'
import { currentPassword } from '../../secretaries/account/current-password.ts'
import { findingInWords } from '../explain-finding.ts'
import type { RuleSet } from '../rule.ts'
import { changesList } from './changes-pages.ts'
import type { Comparison } from './compare-decisions.ts'
import { comparisonParts } from './compare-pages.ts'
import { compareRuleSets } from './compare-rule-sets.ts'
import type { RulesView } from './load-rules.ts'
import { newTargets } from './new-targets.ts'
import { compareAddress, rulesAddress } from './rule-address.ts'
import { rulesTrail } from './trail-pages.ts'

export type PublishForm = {
  readonly note: string
  /** Why it was not published. */
  readonly refused: 'stale' | 'refused' | 'noNote' | 'password' | null
  /** Her password is to be given again where somebody would be rung for the first time. */
  readonly asksPassword: boolean
}

/** What publishing the draft changes: in words, and on the calls of the last thirty days. */
export function publishPage(viewer: Viewer, view: RulesView, compared: Comparison, form: PublishForm): Html {
  const { language } = viewer
  const title = t(language, 'editor.publishTitle', { client: view.client.name })
  const changes = compareRuleSets(view.inForce.ruleSet, view.shown)
  const errors = view.findings.filter(({ level }) => level === 'error')
  const isBehind = view.draft && view.draft.basedOn !== view.inForce.version
  const main = html`${rulesTrail(viewer, view)}
<h1>${title}</h1>
${form.refused && html`<p role="alert" class="error">${t(language, `editor.publish.${form.refused}`)}</p>`}
${isBehind && html`<p role="alert" class="error">${t(language, 'editor.behind', { from: view.draft?.basedOn ?? 0, version: view.inForce.version })}</p>`}
<section aria-labelledby="changes-heading"><h2 id="changes-heading">${t(language, 'editor.changes', { version: view.inForce.version })}</h2>
${changesList(view.reader, changes)}</section>
${view.findings.length > 0 && html`<ul class="findings">${view.findings.map((finding) => html`<li class="${finding.level}"><strong>${t(language, `editor.${finding.level}`)}</strong> <bdi>${findingInWords(finding, view.reader)}</bdi></li>`)}</ul>`}
${targetsPart(view, view.shown)}
<section aria-labelledby="effect-heading"><h2 id="effect-heading">${t(language, 'editor.effect')}</h2>
${comparisonParts(language, view, compared)}
<p><a href="${compareAddress(view.client.clientId)}">${t(language, 'editor.otherPeriod')}</a></p></section>
${errors.length > 0 ? html`<p role="alert" class="error">${t(language, 'editor.publish.refused')}</p>` : changes.length > 0 && publishForm(viewer, view, form)}
<p><a href="${rulesAddress(view.client.clientId)}">${t(language, 'editor.backToRules')}</a></p>`
  return consoleFrame(viewer, { title, main, at: 'clients', styles: ['rules.css'] })
}

/** Whoever would be rung for the first time is named, with the number. */
export function targetsPart(
  { client, inForce, reader: { language } }: RulesView,
  ruleSet: RuleSet,
): Html | null {
  const targets = newTargets(inForce.ruleSet, ruleSet).map((key) =>
    describe(client.executives.get(key), key, language),
  )
  if (targets.length === 0) return null
  return html`<p role="note" class="targets"><strong>${t(language, 'editor.newTargets', { targets })}</strong> ${t(language, 'editor.newTargetsTold')}</p>`
}

function describe(
  executive:
    | { readonly name: string; readonly number: Parameters<typeof formatNational>[0] | null }
    | undefined,
  key: string,
  language: Language,
): string {
  if (!executive?.number) return executive?.name ?? key
  return t(language, 'editor.target', { name: executive.name, number: formatNational(executive.number) })
}

function publishForm(viewer: Viewer, view: RulesView, { note, refused, asksPassword }: PublishForm): Html {
  const { language } = viewer
  const wrong = refused === 'noNote'
  const ringsAnew = newTargets(view.inForce.ruleSet, view.shown).length > 0
  return html`<form method="post" action="${rulesAddress(view.client.clientId)}/publish" class="publish">
${formTokenField(viewer)}<input type="hidden" name="stamp" value="${view.stamp}"><input type="hidden" name="seen" value="${view.inForce.version}">
<label>${t(language, 'editor.note')} <textarea name="note" rows="2" required maxlength="500"${wrong && html` aria-invalid="true" autofocus`}>${note}</textarea></label>
${ringsAnew && asksPassword && currentPassword(viewer, 'current', refused === 'password')}
<button>${t(language, 'editor.publish', { version: view.inForce.version + 1 })}</button>
</form>`
}
