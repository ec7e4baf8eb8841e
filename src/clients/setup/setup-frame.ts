import { consoleFrame, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { ClientState } from '../tables.ts'

export type SetupTab = (typeof tabs)[number]
const tabs = [
  'overview',
  'settings',
  'lines',
  'executives',
  'calendars',
  'hours',
  'answering',
  'reasons',
  'instructions',
  'slip',
  'agenda',
  'recording',
  'contacts',
  'rules',
  'history',
] as const

type SetupPage = {
  readonly client: { readonly clientId: number; readonly name: string; readonly state: ClientState }
  readonly at: SetupTab
  readonly title: string
  readonly main: Html
  readonly scripts?: readonly string[]
}

/** The frame of every page about one client: which client, in which state, and the way to its other pages. */
export function setupFrame(viewer: Viewer, { client, at, title, main, scripts = [] }: SetupPage): Html {
  const { language } = viewer
  const framed = html`<p class="crumbs"><a href="/console/clients">${t(language, 'console.clients')}</a> ›
<a href="${clientPath(client.clientId)}"><bdi>${client.name}</bdi></a>
<span class="client-state ${client.state}">${t(language, `setup.state.${client.state}`)}</span></p>
<nav class="setup-tabs" aria-label="${t(language, 'setup.tabs')}"><ul>${tabs.map(
    (tab) =>
      html`<li><a href="${tabPath(client.clientId, tab)}"${tab === at && html` aria-current="page"`}>${t(language, `setup.tab.${tab}`)}</a></li>`,
  )}</ul></nav>
<h1>${title}</h1>
${main}`
  const named = `${title} · ${client.name}`
  return consoleFrame(viewer, { title: named, at: 'clients', main: framed, styles: ['setup.css'], scripts })
}

export const clientPath = (clientId: number): string => `/console/clients/${clientId}`

export const tabPath = (clientId: number, tab: SetupTab): string =>
  tab === 'overview' ? clientPath(clientId) : `${clientPath(clientId)}/${tab}`
