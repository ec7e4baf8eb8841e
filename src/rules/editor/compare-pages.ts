import { consoleFrame, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { dateInWords } from '../../i18n/time-in-words.ts'
import { formatNational } from '../../phone-number.ts'
import { explainAction } from '../explain.ts'
import type { Comparison, Group } from './compare-decisions.ts'
import type { RulesView } from './load-rules.ts'
import type { PastCall } from './past-call.ts'
import { compareAddress, rulesAddress } from './rule-address.ts'
import { titleOf } from './rule-item-pages.ts'
import { rulesTrail } from './trail-pages.ts'

/** Local dates, both included. */
export type Dates = { readonly from: string; readonly to: string }

/** "Try on real calls": what the draft would have treated otherwise. Without a draft there is nothing to try. */
export function comparePage(
  viewer: Viewer,
  view: RulesView,
  dates: Dates,
  compared: Comparison | 'noDraft' | 'badDates',
): Html {
  const { language } = viewer
  const title = t(language, 'editor.compareTitle', { client: view.client.name })
  const main = html`${rulesTrail(viewer, view)}
<h1>${title}</h1>
<form method="get" action="${compareAddress(view.client.clientId)}" class="period">
<label>${t(language, 'editor.fromDate')} <input type="date" name="from" value="${dates.from}"></label>
<label>${t(language, 'editor.toDate')} <input type="date" name="to" value="${dates.to}"></label>
<button class="secondary">${t(language, 'editor.compareThis')}</button>
</form>
${typeof compared === 'string' ? html`<p role="alert" class="error">${t(language, `editor.${compared}`)}</p>` : comparisonParts(language, view, compared)}
<p class="actions">${view.draft && html`<a role="button" href="${rulesAddress(view.client.clientId)}/publish">${t(language, 'editor.toPublish')}</a>`}
<a role="button" class="secondary outline" href="${rulesAddress(view.client.clientId)}">${t(language, 'editor.backToRules')}</a></p>`
  return consoleFrame(viewer, { title, main, at: 'clients', styles: ['rules.css'] })
}

/** Counts first, then each kind of change with its calls. */
export function comparisonParts(language: Language, view: RulesView, compared: Comparison): Html {
  const { calls, texts, leftAside, alreadyOtherwise, groups } = compared
  const differing = groups.reduce((sum, { count }) => sum + count, 0)
  return html`<p role="status"><strong>${t(language, 'editor.differing', { differing, calls, texts })}</strong></p>
${groups.map((group) => groupPart(language, view, group))}
${alreadyOtherwise > 0 && html`<p>${t(language, 'editor.alreadyOtherwise', { count: alreadyOtherwise })}</p>`}
${leftAside > 0 && html`<p>${t(language, 'editor.leftAside', { count: leftAside })}</p>`}
<p class="hint">${t(language, 'editor.whichFacts')}</p>`
}

function groupPart(
  language: Language,
  view: RulesView,
  { then, draft, ruleKey, count, examples }: Group,
): Html {
  const rule = view.shown.rules.find(({ key }) => key === ruleKey)
  const by = rule ? t(language, 'decision.rule', { rule: titleOf(rule) }) : t(language, 'decision.default')
  const more = count - examples.length
  return html`<section class="group${draft.kind === 'discard' ? ' discards' : ''}">
<h2>${t(language, draft.kind === 'discard' ? 'editor.countDiscarded' : 'editor.count', { count })}</h2>
<dl>
<dt>${t(language, 'editor.asTreated')}</dt><dd><bdi>${explainAction(then, view.reader)}</bdi></dd>
<dt>${t(language, 'editor.withDraft')}</dt><dd><strong><bdi>${explainAction(draft, view.reader)}</bdi></strong> (<bdi>${by}</bdi>)</dd>
</dl>
<ul class="examples">${examples.map((call) => html`<li>${exampleLink(language, view, call)}</li>`)}${
    more > 0 && html`<li>${t(language, 'editor.more', { count: more })}</li>`
  }</ul>
</section>
`
}

function exampleLink(language: Language, { client }: RulesView, call: PastCall): Html {
  const when = dateInWords(call.at, client.hours.timeZone, language)
  const folder = call.channel === 'voice' ? 'calls' : 'texts'
  return html`<a href="/console/${folder}/${client.clientId}/${call.id}"><bdi>${callerOf(language, call)}</bdi>, ${when}</a>${
    call.body !== null && html` <bdi>${t(language, 'editor.quoted', { text: call.body.slice(0, 120) })}</bdi>`
  }`
}

function callerOf(language: Language, { caller }: PastCall): string {
  switch (caller.kind) {
    case 'withheld':
      return t(language, 'mail.withheld')
    case 'other':
      return caller.raw
    case 'own':
      return t(language, 'try.own', { number: formatNational(caller.number) })
    case 'number':
      return formatNational(caller.number)
    default:
      return caller satisfies never
  }
}
