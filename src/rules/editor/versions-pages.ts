import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { dateInWords } from '../../i18n/time-in-words.ts'
import { explainDefault, explainRule } from '../explain.ts'
import type { RuleSet } from '../rule.ts'
import { changesList } from './changes-pages.ts'
import { compareRuleSets } from './compare-rule-sets.ts'
import type { Version } from './find-versions.ts'
import type { RulesView } from './load-rules.ts'
import { targetsPart } from './publish-pages.ts'
import { rulesAddress, versionAddress } from './rule-address.ts'
import { titleOf } from './rule-item-pages.ts'
import { rulesTrail } from './trail-pages.ts'

/** Every version that was ever in force: who, when and why. */
export function versionsPage(viewer: Viewer, view: RulesView, versions: readonly Version[]): Html {
  const { language } = viewer
  const title = t(language, 'editor.versionsTitle', { client: view.client.name })
  const main = html`${rulesTrail(viewer, view)}
<h1>${title}</h1>
${versions.length > 1 && diffForm(viewer, view, versions)}
<ol class="versions">${versions.map(
    (one) =>
      html`<li><a href="${versionAddress(view.client.clientId, one.version)}">${t(language, 'editor.versionNumber', { version: one.version })}</a>${
        one.version === view.inForce.version && html` <strong>${t(language, 'editor.nowInForce')}</strong>`
      } ${publishedBy(viewer, view, one)}</li>`,
  )}</ol>`
  return consoleFrame(viewer, { title, main, at: 'clients', styles: ['rules.css'] })
}

function publishedBy({ language }: Viewer, { client }: RulesView, { publishedAt, by, note }: Version): Html {
  const when = dateInWords(publishedAt, client.hours.timeZone, language)
  const words = by
    ? t(language, 'editor.publishedBy', { name: by, when })
    : t(language, 'editor.fromFolder', { when })
  return html`<span><bdi>${words}</bdi></span>${note && html` <q class="note"><bdi>${note}</bdi></q>`}`
}

function diffForm({ language }: Viewer, { client }: RulesView, versions: readonly Version[]): Html {
  const [newest, before] = versions
  const choose = (name: 'a' | 'b', chosen: number | undefined) =>
    html`<label>${t(language, name === 'a' ? 'editor.diffFrom' : 'editor.diffTo')} <select name="${name}">${versions.map(
      ({ version }) =>
        html`<option value="${version}"${version === chosen && html` selected`}>${version}</option>`,
    )}</select></label>`
  return html`<form method="get" action="${rulesAddress(client.clientId)}/versions/diff" class="period">
${choose('a', before?.version)}
${choose('b', newest?.version)}
<button class="secondary">${t(language, 'editor.diffThis')}</button>
</form>`
}

type Shown = Version & { readonly ruleSet: RuleSet }

/** One version as it was, each rule where a call's decision can point at it; and the way back to it. */
export function versionPage(
  viewer: Viewer,
  view: RulesView,
  shown: Shown,
  refused: 'stale' | 'refused' | null,
): Html {
  const { language } = viewer
  const title = t(language, 'editor.versionTitle', { version: shown.version, client: view.client.name })
  const isInForce = shown.version === view.inForce.version
  const main = html`${rulesTrail(viewer, view)}
<h1>${title}</h1>
<p>${isInForce && html`<strong>${t(language, 'editor.nowInForce')}</strong> `}${publishedBy(viewer, view, shown)}</p>
${refused && html`<p role="alert" class="error">${t(language, `editor.publish.${refused}`)}</p>`}
<ol class="rules">${shown.ruleSet.rules.map(
    (rule) =>
      html`<li id="rule-${rule.key}"><h2><bdi>${titleOf(rule)}</bdi></h2><p class="sentence"><bdi>${explainRule(rule, view.reader)}</bdi></p></li>`,
  )}</ol>
<div class="default" id="rule-default"><p class="sentence"><bdi>${explainDefault(shown.ruleSet.default, view.reader)}</bdi></p></div>
${!isInForce && viewer.secretary.role !== 'secretary' && returnForm(viewer, view, shown)}`
  return consoleFrame(viewer, { title, main, at: 'clients', styles: ['rules.css'] })
}

function returnForm(viewer: Viewer, view: RulesView, { version, ruleSet }: Shown): Html {
  const { language } = viewer
  const changes = compareRuleSets(view.inForce.ruleSet, ruleSet)
  return html`<section aria-labelledby="return-heading"><h2 id="return-heading">${t(language, 'editor.returnTitle', { version })}</h2>
${changesList(view.reader, changes)}
${targetsPart(view, ruleSet)}
${
  changes.length > 0 &&
  html`<form method="post" action="${versionAddress(view.client.clientId, version)}/return">
${formTokenField(viewer)}<input type="hidden" name="seen" value="${view.inForce.version}">
<button>${t(language, 'editor.return', { version, next: view.inForce.version + 1 })}</button></form>`
}
</section>`
}

export function diffPage(viewer: Viewer, view: RulesView, [a, b]: readonly [Shown, Shown]): Html {
  const { language } = viewer
  const title = t(language, 'editor.diffTitle', { a: a.version, b: b.version })
  const main = html`${rulesTrail(viewer, view)}
<h1>${title}</h1>
<p>${t(language, 'editor.versionNumber', { version: a.version })} ${publishedBy(viewer, view, a)}</p>
<p>${t(language, 'editor.versionNumber', { version: b.version })} ${publishedBy(viewer, view, b)}</p>
${changesList(view.reader, compareRuleSets(a.ruleSet, b.ruleSet))}
<p><a href="${rulesAddress(view.client.clientId)}/versions">${t(language, 'editor.versions')}</a></p>`
  return consoleFrame(viewer, { title, main, at: 'clients', styles: ['rules.css'] })
}
