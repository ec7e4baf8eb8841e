import { consoleFrame, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { formatNational } from '../../phone-number.ts'
import type { RulesView } from './load-rules.ts'
import { rulesAddress } from './rule-address.ts'
import { rulesTrail } from './trail-pages.ts'
import type { Tried } from './try-call.ts'

/** The form's answers, as they were typed. */
export type TrialAsked = {
  readonly line: string
  readonly from: string
  readonly at: string
  readonly text: string
}

/** "Try a call": what the draft and the rules in force would do with it, side by side. */
export function trialPage(
  viewer: Viewer,
  view: RulesView,
  asked: TrialAsked | null,
  tried: Tried | null,
): Html {
  const { language } = viewer
  const title = t(language, 'editor.tryTitle', { client: view.client.name })
  const main = html`${rulesTrail(viewer, view)}
<h1>${title}</h1>
<div class="rules-and-trial">
<div>
${asked && !tried && html`<p role="alert" class="error">${t(language, 'editor.wrong.trial')}</p>`}
${tried ? resultOf(language, view, tried) : html`<p>${t(language, 'editor.tryWhat')}</p>`}
</div>
${trialForm(viewer, view, asked)}
</div>`
  return consoleFrame(viewer, { title, main, at: 'clients', styles: ['rules.css'] })
}

function resultOf(language: Language, { inForce }: RulesView, { facts, ...tried }: Tried): Html {
  const version = t(language, 'editor.version', { version: inForce.version })
  const isSame = tried.draft?.[0] === tried.inForce[0]
  return html`<ul class="trial-facts">${facts.map((fact) => html`<li><bdi>${fact}</bdi></li>`)}</ul>
${tried.draft && html`<p role="status">${t(language, isSame ? 'editor.sameTreatment' : 'editor.otherTreatment')}</p>`}
<div class="side-by-side">
${tried.draft && decisionOf(t(language, 'editor.draft'), tried.draft)}
${decisionOf(version, tried.inForce)}
</div>`
}

function decisionOf(title: string, [action = '', ...trace]: readonly string[]): Html {
  return html`<section><h2>${title}</h2>
<p class="decided"><strong><bdi>${action}</bdi></strong></p>
<ol class="trace">${trace.map((step) => html`<li><bdi>${step}</bdi></li>`)}</ol></section>`
}

export function trialForm(
  { language }: Viewer,
  { client, lines }: RulesView,
  asked: TrialAsked | null,
): Html {
  return html`<section aria-labelledby="try-heading" class="trial">
<h2 id="try-heading">${t(language, 'editor.try')}</h2>
<form method="get" action="${rulesAddress(client.clientId)}/try">
<label>${t(language, 'editor.line')} <select name="line">${lines.map(
    ({ number }) =>
      html`<option value="${number}"${number === asked?.line && html` selected`}>${formatNational(number)}</option>`,
  )}</select></label>
<label>${t(language, 'editor.caller')} <input name="from" value="${asked?.from ?? ''}" autocomplete="off" aria-describedby="from-hint"></label>
<small id="from-hint">${t(language, 'editor.fromHint')}</small>
<label>${t(language, 'editor.at')} <input type="datetime-local" name="at" value="${asked?.at ?? ''}" aria-describedby="at-hint"></label>
<small id="at-hint">${t(language, 'editor.atHint', { timeZone: client.hours.timeZone })}</small>
<label>${t(language, 'editor.text')} <textarea name="text" rows="2" aria-describedby="text-hint">${asked?.text ?? ''}</textarea></label>
<small id="text-hint">${t(language, 'editor.textHint')}</small>
<button>${t(language, 'editor.tryThis')}</button>
</form>
</section>`
}
