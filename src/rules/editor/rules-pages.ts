import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { dateInWords, whenInWords } from '../../i18n/time-in-words.ts'
import type { Draft } from './find-draft.ts'
import type { RulesView } from './load-rules.ts'
import { compareAddress, rulesAddress } from './rule-address.ts'
import { defaultItem, hiddenFields, ruleItem, titleOf } from './rule-item-pages.ts'
import { rulesTrail } from './trail-pages.ts'
import { trialForm } from './trial-pages.ts'

/** What has just happened: which button of which rule was pressed, or who was there before. */
export type Happened =
  | { readonly kind: 'moved'; readonly key: string; readonly direction: 'up' | 'down' }
  | { readonly kind: 'saved' | 'removed' | 'dropped' | 'published' | 'nothingToPublish' }
  | { readonly kind: 'takenOver'; readonly draft: Draft | null }

/** A client's rules as sentences, in their order; for supervisors with what changes them. */
export function rulesPage(viewer: Viewer, view: RulesView, happened: Happened | null): Html {
  const { language } = viewer
  const mayChange = viewer.secretary.role !== 'secretary'
  const title = t(language, 'editor.title', { client: view.client.name })
  const main = html`${rulesTrail(viewer, view)}
<h1>${title}</h1>
${stateOf(viewer, view, mayChange)}
${happened && sayHappened(viewer, view, happened)}
<div class="rules-and-trial">
<section aria-labelledby="rules-heading">
<h2 id="rules-heading">${t(language, view.draft ? 'editor.draftRules' : 'editor.rules')}</h2>
<p>${t(language, 'editor.order')}</p>
<ol class="rules" id="rules">
${view.shown.rules.map((rule, at) => ruleItem({ viewer, view, mayChange }, rule, at, happened))}
</ol>
${defaultItem(viewer, view, mayChange)}
${mayChange && additions(viewer, view)}
</section>
${trialForm(viewer, view, null)}
</div>
${mayChange && orderForm(viewer, view)}`
  return consoleFrame(viewer, { title, main, at: 'clients', scripts: ['rules.js'], styles: ['rules.css'] })
}

/** Draft or not, whose, since when; and what can be done with it. */
function stateOf(viewer: Viewer, view: RulesView, mayChange: boolean): Html {
  const { language, now } = viewer
  const { client, inForce, draft, stamp } = view
  const { timeZone } = client.hours
  const since = dateInWords(inForce.publishedAt, timeZone, language)
  const version = t(language, 'editor.inForce', { version: inForce.version, since })
  if (!draft || !mayChange) return html`<p class="state">${version}</p>`
  const when = whenInWords({ at: draft.savedAt, now, timeZone }, language)
  const address = rulesAddress(client.clientId)
  return html`<div class="state draft">
<p><strong>${t(language, 'editor.draftBy', { name: draft.by.name, when })}</strong> ${t(language, 'editor.notYet', { version: inForce.version })}</p>
<p class="actions"><a role="button" href="${address}/publish">${t(language, 'editor.toPublish')}</a>
<a role="button" class="secondary" href="${compareAddress(client.clientId)}">${t(language, 'editor.compare')}</a></p>
<form method="post" action="${address}/drop">${formTokenField(viewer)}<input type="hidden" name="stamp" value="${stamp}"><button class="outline secondary">${t(language, 'editor.drop')}</button></form>
</div>`
}

function sayHappened(
  { language, now }: Viewer,
  { shown, client }: RulesView,
  happened: Happened,
): Html | null {
  switch (happened.kind) {
    case 'moved': {
      const place = shown.rules.findIndex(({ key }) => key === happened.key)
      const rule = shown.rules[place]
      if (!rule) return null
      const values = { rule: titleOf(rule), place: place + 1, count: shown.rules.length }
      return html`<p role="status">${t(language, 'editor.moved', values)}</p>`
    }
    case 'takenOver': {
      const { draft } = happened
      const when = draft && whenInWords({ at: draft.savedAt, now, timeZone: client.hours.timeZone }, language)
      const said =
        draft && when
          ? t(language, 'editor.takenOver', { name: draft.by.name, when })
          : t(language, 'editor.stale')
      return html`<p role="alert" class="error">${said}</p>`
    }
    default:
      return html`<p role="status">${t(language, `editor.${happened.kind}`)}</p>`
  }
}

function additions({ language }: Viewer, { client, shown }: RulesView): Html {
  const address = rulesAddress(client.clientId)
  const filtersMarketing = shown.rules.some(({ when }) =>
    when.some((one) => one.kind === 'caller' && one.telemarketing),
  )
  return html`<p class="actions"><a role="button" href="${address}/rule">${t(language, 'editor.add')}</a>
${!filtersMarketing && html`<a role="button" class="secondary" href="${address}/rule?preset=telemarketing">${t(language, 'editor.addTelemarketing')}</a>`}</p>`
}

/** Filled in and sent by the script when a rule was dragged to another place. */
function orderForm(viewer: Viewer, view: RulesView): Html {
  return html`<form method="post" action="${rulesAddress(view.client.clientId)}/order" id="order" hidden>${hiddenFields(viewer, view, '')}<input type="hidden" name="keys" value=""></form>`
}
