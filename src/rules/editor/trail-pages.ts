import type { Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { RulesView } from './load-rules.ts'
import { compareAddress, rulesAddress } from './rule-address.ts'

/** Where these pages hang, and the others beside. */
export function rulesTrail({ language, secretary }: Viewer, { client: { clientId, name } }: RulesView): Html {
  const address = rulesAddress(clientId)
  return html`<nav class="trail" aria-label="${t(language, 'editor.trail')}">
<ul>
<li><a href="/console/clients/${clientId}"><bdi>${name}</bdi></a></li>
<li><a href="${address}">${t(language, 'editor.rules')}</a></li>
<li><a href="${address}/try">${t(language, 'editor.try')}</a></li>
${secretary.role !== 'secretary' && html`<li><a href="${compareAddress(clientId)}">${t(language, 'editor.compare')}</a></li>`}
<li><a href="${address}/versions">${t(language, 'editor.versions')}</a></li>
</ul>
</nav>`
}
