import { pageFrame } from '../../console/page-frame.ts'
import { type Html, html } from '../../html.ts'
import { type Language, type TextKey, t } from '../../i18n/text.ts'
import type { Role } from '../tables.ts'

/** Somebody of the demo's agency, whom anybody may be. */
export type DemoPerson = {
  readonly key: string
  readonly name: string
  readonly role: Role
  /** Names of her clients; null for all. */
  readonly clients: readonly string[] | null
}

type SignInPage = {
  readonly language: Language
  readonly next: string
  readonly notice: Notice | null
  readonly email: string
  readonly demo: readonly DemoPerson[]
}

export type Notice = { readonly kind: 'wrong' | 'done'; readonly text: string }

export function signInPage({ language, next, notice, email, demo }: SignInPage): Html {
  const title = t(language, 'entry.title')
  const main = html`<h1>${title}</h1>
${noticeOf(notice)}
<form method="post" action="/console/sign-in">
${hidden('next', next)}
<label for="email">${t(language, 'entry.email')}</label>
<input id="email" name="email" type="email" autocomplete="username" maxlength="254" required value="${email}"${email === '' ? html` autofocus` : null}>
<label for="password">${t(language, 'entry.password')}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000" required${email === '' ? null : html` autofocus`}>
<button>${t(language, 'entry.submit')}</button>
</form>
<p><a class="target" href="/console/forgot-password">${t(language, 'entry.forgot')}</a></p>
${demo.length > 0 && demoPeople(language, next, demo)}`
  return pageFrame({ language, title: t(language, 'console.title', { page: title }), main })
}

function demoPeople(language: Language, next: string, people: readonly DemoPerson[]): Html {
  const line = ({ key, name, role, clients }: DemoPerson) => {
    const whose = clients === null ? t(language, 'entry.everyClient') : clients.join(', ')
    return html`<li class="person"><form class="people-form" method="post" action="/console/demo-sign-in">
${hidden('next', next)}${hidden('key', key)}
<button class="secondary person-button">${t(language, 'entry.demoAs', { name })}</button>
<small>${t(language, `role.${role}`)}, ${whose}</small>
</form></li>`
  }
  return html`<section aria-labelledby="demo">
<h2 id="demo">${t(language, 'entry.demo')}</h2>
<p>${t(language, 'entry.demoWhy')}</p>
<ul class="people">${people.map(line)}</ul>
</section>`
}

type CodePage = {
  readonly language: Language
  readonly ticket: string
  readonly next: string
  readonly notice: Notice | null
}

/** The second step. */
export function codePage({ language, ticket, next, notice }: CodePage): Html {
  const title = t(language, 'entry.codeTitle')
  const main = html`<h1>${title}</h1>
${noticeOf(notice)}
<form method="post" action="/console/sign-in/code">
${hidden('next', next)}${hidden('ticket', ticket)}
<label for="code">${t(language, 'entry.code')}</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="20" required autofocus aria-describedby="code-hint">
<small id="code-hint">${t(language, 'entry.codeHint')}</small>
<button>${t(language, 'entry.submit')}</button>
</form>
<p><a class="target" href="/console/sign-in">${t(language, 'entry.restart')}</a></p>`
  return pageFrame({ language, title: t(language, 'console.title', { page: title }), main })
}

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`

export function noticeOf(notice: Notice | null): Html | null {
  if (!notice) return null
  return notice.kind === 'wrong'
    ? html`<p class="notice" role="alert">${notice.text}</p>`
    : html`<p class="notice done" role="status">${notice.text}</p>`
}

/** What a query may say was done: only what has a text. */
export const doneNotice = (
  language: Language,
  keys: Readonly<Record<string, TextKey & NoValues>>,
  done: string | undefined,
): Notice | null => {
  const key = done === undefined || !Object.hasOwn(keys, done) ? undefined : keys[done]
  return key ? { kind: 'done', text: t(language, key) } : null
}

type NoValues = Extract<TextKey, `account.done.${string}` | `team.done.${string}` | 'entry.changed'>
