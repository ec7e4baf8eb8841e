import { type SecoursOn, secoursBar } from '../floor/secours/secours-bar.ts'
import { stationBars, stationHead } from '../floor/station-frame.ts'
import { type Html, html } from '../html.ts'
import { type Language, type TextKey, t } from '../i18n/text.ts'
import { isAtLeast, type SignedIn } from '../secretaries/session.ts'
import type { Role } from '../secretaries/tables.ts'

/** Who looks at a page of the console, and what its forms need. */
export type Viewer = {
  readonly secretary: SignedIn
  readonly language: Language
  readonly formToken: string
  readonly demo: boolean
  readonly now: Date
}

type Page = {
  readonly title: string
  readonly main: Html
  /** Which entry of the menu it belongs to. */
  readonly at?: MenuEntry
  /** Scripts and style sheets of its own, by name under /assets/console. */
  readonly scripts?: readonly string[]
  readonly styles?: readonly string[]
  /** Its own keys, for the list that `?` opens: what to press, and what it does. */
  readonly keys?: readonly KeyHelp[]
  /** Mode secours, where the page knows of it; else floor-news.js is told. */
  readonly secours?: SecoursOn | null
}

export type KeyHelp = readonly [key: string, does: string]

type MenuEntry = (typeof menu)[number]['at']

const menu = [
  { at: 'board', href: '/console', role: 'secretary' },
  { at: 'callbacks', href: '/console/callbacks', role: 'secretary' },
  { at: 'agenda', href: '/console/agenda', role: 'secretary' },
  { at: 'calls', href: '/console/calls', role: 'secretary' },
  { at: 'log', href: '/console/log', role: 'secretary' },
  { at: 'texts', href: '/console/texts', role: 'secretary' },
  { at: 'slips', href: '/console/slips', role: 'secretary' },
  { at: 'contacts', href: '/console/contacts', role: 'secretary' },
  { at: 'clients', href: '/console/clients', role: 'secretary' },
  { at: 'shifts', href: '/console/shifts', role: 'secretary' },
  { at: 'floor', href: '/console/floor', role: 'supervisor', group: 'agency' },
  { at: 'deliveries', href: '/console/deliveries', role: 'supervisor', group: 'agency' },
  { at: 'levels', href: '/console/service-levels', role: 'supervisor', group: 'agency' },
  { at: 'team', href: '/console/team', role: 'supervisor', group: 'agency' },
  { at: 'teams', href: '/console/teams', role: 'supervisor', group: 'agency' },
  { at: 'agency', href: '/console/agency', role: 'owner', group: 'agency' },
] as const satisfies readonly { at: string; href: string; role: Role; group?: 'agency' }[]

/** The frame around every page of the console: the menu, who is signed in, and the page itself. */
export function consoleFrame(viewer: Viewer, page: Page): Html {
  const { language } = viewer
  const { title, main, at, scripts = [], styles = [], keys = [], secours = null } = page
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${t(language, 'console.title', { page: title })}</title>
<link rel="stylesheet" href="/assets/pico.min.css">
<link rel="stylesheet" href="/assets/console/console.css">
<link rel="stylesheet" href="/assets/console/station.css">
${styles.map((name) => html`<link rel="stylesheet" href="/assets/console/${name}">`)}
${['console.js', ...scripts].map((name) => html`<script type="module" src="/assets/console/${name}"></script>`)}
</head>
<body data-secretary="${viewer.secretary.id}" data-single-keys="${viewer.secretary.singleKeys ? 'on' : 'off'}">
<a class="skip" href="#main">${t(language, 'console.skip')}</a>
<header class="top">
<button type="button" class="opens-menu small" popovertarget="menu">${t(language, 'console.openMenu')}</button>
${menuOf(viewer, at)}
${liveState(language)}
${stationHead(viewer)}
${whoIsHere(viewer)}
</header>
<main id="main" tabindex="-1">
<p id="signed-out" class="notice urgent">${t(language, 'live.ended')} <a href="/console/sign-in">${t(language, 'live.signInAgain')}</a></p>
${secoursBar(viewer, secours, formTokenField(viewer))}
${main}
</main>
<div class="news">
<p id="relay-now" role="status" hidden><a href="/console/shifts"></a></p>
${stationBars(viewer)}
<aside id="ringing-now" aria-label="${t(language, 'live.untaken')}"></aside>
<div id="handed-now" role="status" aria-label="${t(language, 'live.handed')}" data-seen="${t(language, 'live.handedSeen')}"></div>
</div>
<div id="announcement" class="unseen" aria-live="assertive"></div>
${keyHelp(viewer, keys)}
</body>
</html>
`
}

/** Lies open where there is room; on a telephone its button opens it, also without scripts. */
function menuOf({ language, secretary }: Viewer, at: MenuEntry | undefined): Html {
  const entries = menu.filter(({ role }) => isAtLeast(secretary.role, role))
  const entryOf = (entry: (typeof menu)[number]) =>
    html`<li><a href="${entry.href}" data-key="${keyOf(language, entry.at)}"${current(entry.at === at)}>${t(language, `console.${entry.at}`)}${entry.at === 'shifts' && html` <span class="count" data-relay-count title="${t(language, 'relay.unreadCount')}" hidden></span>`}</a></li>`
  const grouped = entries.filter((entry) => 'group' in entry)
  const isInGroup = grouped.some((entry) => entry.at === at)
  return html`<nav id="menu" popover aria-label="${t(language, 'console.menu')}">
<ul>${entries.filter((entry) => !('group' in entry)).map(entryOf)}
${
  grouped.length > 0 &&
  html`<li><details class="group"><summary${isInGroup && html` class="here"`}>${t(language, 'console.agencyGroup')}</summary>
<ul>${grouped.map(entryOf)}</ul></details></li>`
}</ul>
</nav>`
}

const current = (isHere: boolean): Html | null => (isHere ? html` aria-current="page"` : null)

const keyOf = (language: Language, at: MenuEntry): string => `g ${t(language, `key.${at}`)}`

/** What live.js says there; its words wait in the page. */
export function liveState(language: Language): Html {
  const words = ['on', 'off', 'ended', 'waiting'] as const
  return html`<p id="live" role="status" data-state="waiting"${words.map(
    (word) => html` data-${word}="${t(language, `live.${word}`)}"`,
  )} data-rings="${t(language, 'live.rings')}"></p>`
}

function whoIsHere(viewer: Viewer): Html {
  const { language, secretary } = viewer
  return html`<div class="who">
<button type="button" class="plain desk" data-opens-help aria-label="${t(language, 'keys.title')}" title="${t(language, 'keys.title')}"><kbd>?</kbd></button>
<a href="/console/account"><bdi>${secretary.name}</bdi></a>
<form method="post" action="/console/sign-out">${formTokenField(viewer)}<button class="plain">${t(language, 'console.signOut')}</button></form>
</div>`
}

function keyHelp({ language, secretary }: Viewer, own: readonly KeyHelp[]): Html {
  const entries = menu.filter(({ role }) => isAtLeast(secretary.role, role))
  const everywhere: KeyHelp[] = [
    ['n', t(language, 'keys.newestCall')],
    ['F9', t(language, 'ring.answer')],
    ['F8', t(language, 'callBar.mute')],
    [`${t(language, 'softphone.shift')}+F8`, t(language, 'callBar.hold')],
    [`${t(language, 'softphone.shift')}+F9`, t(language, 'callBar.hangUp')],
    ['p', t(language, 'station.toggle')],
    [t(language, 'keys.ctrlEnter'), t(language, 'keys.sends')],
    ['?', t(language, 'keys.help')],
    ...entries.map(({ at }): KeyHelp => [keyOf(language, at), t(language, `console.${at}`)]),
  ]
  const lists: [TextKey & `keys.${string}`, readonly KeyHelp[]][] = [
    ['keys.here', own],
    ['keys.everywhere', everywhere],
  ]
  return html`<dialog id="key-help" aria-labelledby="key-help-title"><article>
<h2 id="key-help-title">${t(language, 'keys.title')}</h2>
${secretary.singleKeys ? null : html`<p>${t(language, 'keys.off')}</p>`}
${lists.map(([title, keys]) => (keys.length === 0 ? null : html`<h3>${t(language, title)}</h3><dl>${keys.map(helpLine)}</dl>`))}
<form method="dialog"><button class="small">${t(language, 'keys.close')}</button></form>
</article></dialog>`
}

const helpLine = ([key, does]: KeyHelp): Html =>
  html`<dt>${key.split(' ').map((one) => html`<kbd>${one}</kbd> `)}</dt><dd>${does}</dd>`

/** The hidden field without which a form of the console is refused. */
export const formTokenField = ({ formToken }: Pick<Viewer, 'formToken'>): Html =>
  html`<input type="hidden" name="form" value="${formToken}">`
