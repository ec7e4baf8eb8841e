import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { Group } from './field.ts'
import { type Filling, groupHtml } from './form-pages.ts'

type NewClient = {
  readonly groups: readonly Group[]
  readonly filling: Filling
  readonly alerts: readonly string[]
}

/** The settings of a client that is not there yet. */
export function newClientPage(viewer: Viewer, { groups, filling, alerts }: NewClient): Html {
  const { language } = viewer
  const title = t(language, 'setup.newClient')
  const main = html`<p class="crumbs"><a href="/console/clients">${t(language, 'console.clients')}</a></p>
<h1>${title}</h1>
${alerts.map((said) => html`<div role="alert" class="notice wrong">${said}</div>`)}
<p class="hint">${t(language, 'setup.newClientHint')}</p>
<form method="post" class="setup" novalidate>
${formTokenField(viewer)}
${groups.map((group) => groupHtml(group, filling))}
<div class="setup-buttons"><button>${t(language, 'setup.createClient')}</button>
<a href="/console/clients">${t(language, 'setup.cancel')}</a></div>
</form>`
  return consoleFrame(viewer, { title, at: 'clients', main, styles: ['setup.css'] })
}
