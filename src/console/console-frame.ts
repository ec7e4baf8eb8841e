import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
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
}

type MenuEntry = (typeof menu)[number]['at']

const menu = [
  { at: 'board', href: '/console', role: 'secretary' },
  { at: 'calls', href: '/console/calls', role: 'secretary' },
  { at: 'texts', href: '/console/texts', role: 'secretary' },
  { at: 'slips', href: '/console/slips', role: 'secretary' },
  { at: 'contacts', href: '/console/contacts', role: 'secretary' },
  { at: 'clients', href: '/console/clients', role: 'secretary' },
  { at: 'deliveries', href: '/console/deliveries', role: 'supervisor' },
  { at: 'team', href: '/console/team', role: 'supervisor' },
] as const satisfies readonly { at: string; href: string; role: Role }[]

/** The frame around every page of the console: the menu, who is signed in, and the page itself. */
export function consoleFrame(viewer: Viewer, { title, main, at, scripts = [], styles = [] }: Page): Html {
  const { language } = viewer
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content='{"includeIndicatorCSS":false,"history":false}'>
<link rel="icon" href="data:,">
<title>${t(language, 'console.title', { page: title })}</title>
<link rel="stylesheet" href="/assets/pico.min.css">
<link rel="stylesheet" href="/assets/console/console.css">
${styles.map((name) => html`<link rel="stylesheet" href="/assets/console/${name}">`)}
<script src="/assets/htmx.min.js" defer></script>
${['console.js', ...scripts].map((name) => html`<script type="module" src="/assets/console/${name}"></script>`)}
</head>
<body hx-headers:inherited='{"x-form-token":"${viewer.formToken}"}' data-single-keys="${viewer.secretary.singleKeys ? 'on' : 'off'}">
<a class="skip" href="#main">${t(language, 'console.skip')}</a>
<header class="top">
${menuOf(viewer, at)}
</header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`
}

function menuOf(viewer: Viewer, at: MenuEntry | undefined): Html {
  const { language, secretary } = viewer
  const entries = menu.filter(({ role }) => isAtLeast(secretary.role, role))
  return html`<nav aria-label="${t(language, 'console.menu')}">
<ul>${entries.map(
    (entry) =>
      html`<li><a href="${entry.href}"${current(entry.at === at)}>${t(language, `console.${entry.at}`)}</a></li>`,
  )}</ul>
<ul>
<li><a href="/console/account">${secretary.name}</a></li>
<li><form method="post" action="/console/sign-out">${formTokenField(viewer)}<button class="plain">${t(language, 'console.signOut')}</button></form></li>
</ul>
</nav>`
}

const current = (isHere: boolean): Html | null => (isHere ? html` aria-current="page"` : null)

/** The hidden field without which a form of the console is refused. */
export const formTokenField = ({ formToken }: Pick<Viewer, 'formToken'>): Html =>
  html`<input type="hidden" name="form" value="${formToken}">`
