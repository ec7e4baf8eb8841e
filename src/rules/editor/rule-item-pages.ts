import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { explainDefault, explainRule } from '../explain.ts'
import { findingInWords } from '../explain-finding.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import type { RulesView } from './load-rules.ts'
import { compareAddress, formAddress, rulesAddress } from './rule-address.ts'
import type { Happened } from './rules-pages.ts'

type Around = { readonly viewer: Viewer; readonly view: RulesView; readonly mayChange: boolean }

/** One rule, with what is doubtful in it and what can be done with it. */
export function ruleItem(
  { viewer, view, mayChange }: Around,
  rule: Rule,
  at: number,
  happened: Happened | null,
): Html {
  const found = view.findings.filter(({ ruleKey }) => ruleKey === rule.key)
  return html`<li id="rule-${rule.key}" data-key="${rule.key}">
<h3>${mayChange && html`<span class="grip" aria-hidden="true" hidden>⠿</span> `}<bdi>${titleOf(rule)}</bdi></h3>
<p class="sentence"><bdi>${explainRule(rule, view.reader)}</bdi></p>
${findingsOf(viewer, view, found)}
${mayChange && ruleActions(viewer, view, rule, at, happened)}
</li>
`
}

/** The name where it has one, else its key. */
export const titleOf = ({ name, key }: Pick<Rule, 'name' | 'key'>): string => name ?? key

/** Warnings and errors are told apart by their words. */
function findingsOf({ language }: Viewer, view: RulesView, found: readonly Finding[]): Html | null {
  if (found.length === 0) return null
  const names = new Map(view.shown.rules.map((rule) => [rule.key, titleOf(rule)]))
  return html`<ul class="findings">${found.map((finding) => {
    const named = findingInWords(withNames(finding, names), view.reader)
    const shows =
      finding.code === 'discardsFrance' ||
      finding.code === 'discardsEveryCaller' ||
      finding.code === 'discardsUnknown'
    return html`<li class="${finding.level}"><strong>${t(language, `editor.${finding.level}`)}</strong> <bdi>${named}</bdi>${
      shows &&
      view.draft &&
      html` <a href="${compareAddress(view.client.clientId)}">${t(language, 'editor.preview')}</a>`
    }</li>`
  })}</ul>`
}

function withNames(finding: Finding, names: ReadonlyMap<string, string>): Finding {
  if (finding.code === 'shadowed') return { ...finding, by: names.get(finding.by) ?? finding.by }
  if (finding.code === 'contradicts') return { ...finding, other: names.get(finding.other) ?? finding.other }
  return finding
}

function ruleActions(
  viewer: Viewer,
  view: RulesView,
  rule: Rule,
  at: number,
  happened: Happened | null,
): Html {
  const { language } = viewer
  const address = rulesAddress(view.client.clientId)
  const title = titleOf(rule)
  const isFirst = at === 0
  const isLast = at === view.shown.rules.length - 1
  const pressed = happened?.kind === 'moved' && happened.key === rule.key ? happened.direction : null
  // The focus stays where it was; at an end of the list, where that button does nothing more, on the other.
  const focus = {
    up: pressed === 'up' ? !isFirst : pressed === 'down' && isLast,
    down: pressed === 'down' ? !isLast : pressed === 'up' && isFirst,
  }
  const move = (direction: 'up' | 'down', isEnd: boolean) =>
    html`<button class="outline" name="to" value="${direction}" id="${direction}-${rule.key}"${isEnd && html` disabled`}${focus[direction] && html` autofocus`} aria-label="${t(language, `editor.${direction}Rule`, { rule: title })}">${t(language, `editor.${direction}`)}</button>`
  return html`<div class="actions">
<form method="post" action="${address}/move">${hiddenFields(viewer, view, rule.key)}${move('up', isFirst)}${move('down', isLast)}</form>
<a role="button" class="outline" href="${formAddress(view.client.clientId, rule.key)}" aria-label="${t(language, 'editor.changeRule', { rule: title })}">${t(language, 'editor.change')}</a>
<form method="post" action="${address}/remove">${hiddenFields(viewer, view, rule.key)}<button class="outline secondary" aria-label="${t(language, 'editor.removeRule', { rule: title })}">${t(language, 'editor.remove')}</button></form>
</div>`
}

/** What every form about one rule carries. */
export const hiddenFields = (viewer: Viewer, { stamp }: RulesView, key: string): Html =>
  html`${formTokenField(viewer)}<input type="hidden" name="stamp" value="${stamp}"><input type="hidden" name="key" value="${key}">`

/** What closes the list. */
export function defaultItem(viewer: Viewer, view: RulesView, mayChange: boolean): Html {
  const { language } = viewer
  const found = view.findings.filter(({ ruleKey }) => ruleKey === 'default')
  return html`<div class="default" id="rule-default">
<p class="sentence"><bdi>${explainDefault(view.shown.default, view.reader)}</bdi></p>
${findingsOf(viewer, view, found)}
${mayChange && html`<div class="actions"><a role="button" class="outline" href="${rulesAddress(view.client.clientId)}/default" aria-label="${t(language, 'editor.changeDefault')}">${t(language, 'editor.change')}</a></div>`}
</div>`
}
