import { pageFrame } from '../../console/page-frame.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { longestPassword, type PasswordFault, shortestPassword } from '../password-rules.ts'

const back = (language: Language) =>
  html`<p><a class="target" href="/console/sign-in">${t(language, 'entry.backToSignIn')}</a></p>`

const frame = (language: Language, title: string, main: Html) =>
  pageFrame({ language, title: t(language, 'console.title', { page: title }), main })

export function forgotPage(language: Language, isSent: boolean): Html {
  const title = t(language, 'entry.forgotTitle')
  const form = html`<p>${t(language, 'entry.forgotWhy')}</p>
<form method="post" action="/console/forgot-password">
<label for="email">${t(language, 'entry.email')}</label>
<input id="email" name="email" type="email" autocomplete="username" maxlength="254" required autofocus>
<button>${t(language, 'entry.forgotSubmit')}</button>
</form>`
  const sent = html`<p class="notice done" role="status">${t(language, 'entry.forgotDone')}</p>`
  return frame(language, title, html`<h1>${title}</h1>${isSent ? sent : form}${back(language)}`)
}

type Choosing = {
  readonly language: Language
  readonly name: string
  readonly email: string
  readonly fault: PasswordFault | null
}

/** Posts to its own address, which carries the link's token. */
export function choosePage({ language, name, email, fault }: Choosing): Html {
  const title = t(language, 'entry.chooseTitle')
  return frame(
    language,
    title,
    html`<h1>${title}</h1>
<p class="reader"><bdi>${t(language, 'entry.chooseFor', { name, email })}</bdi></p>
<form method="post">
<input type="hidden" name="username" autocomplete="username" value="${email}">
${newPasswordField(language, fault, true)}
<button>${t(language, 'entry.choose')}</button>
</form>`,
  )
}

export function newPasswordField(language: Language, fault: PasswordFault | null, isFirst: boolean): Html {
  return html`<label for="new-password">${t(language, 'entry.newPassword')}</label>
<input id="new-password" name="password" type="password" autocomplete="new-password" minlength="${shortestPassword}" maxlength="${longestPassword}" required aria-describedby="password-hint"${fault && html` aria-invalid="true"`}${isFirst && html` autofocus`}>
<small id="password-hint"${fault && html` class="wrong" role="alert"`}>${fault ? t(language, `entry.fault.${fault}`) : t(language, 'entry.passwordHint')}</small>`
}

export function linkOverPage(language: Language): Html {
  const title = t(language, 'entry.linkOver')
  const main = html`<h1>${title}</h1>
<p>${t(language, 'entry.linkOverWhy')}</p>
<p><a class="target" href="/console/forgot-password">${t(language, 'entry.forgotSubmit')}</a></p>`
  return frame(language, title, html`${main}${back(language)}`)
}
