import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { currentPassword } from './current-password.ts'

type Waiting = {
  /** Base32, for those who cannot scan. */
  readonly secret: string
  /** The QR code as a `data:` address. */
  readonly image: string
}

/** What she gave last and was not right. */
export type Wrong = 'password' | 'code' | null

type Shown = {
  readonly waiting: Waiting | null
  readonly owed: boolean
  readonly asksPassword: boolean
  readonly wrong: Wrong
}

/** Before her telephone has a secret, her password; then the secret, the field for its first code, and a way to begin anew. */
export function totpPage(viewer: Viewer, { waiting, owed, asksPassword, wrong }: Shown): Html {
  const { language } = viewer
  const start = startForm(viewer, { asksPassword, isWrong: wrong === 'password', again: waiting !== null })
  const main = html`<h1>${t(language, 'account.totp')}</h1>
${owed && html`<p class="notice warn" role="status">${t(language, 'account.totpOwed')}</p>`}
${
  waiting
    ? html`${scan(viewer, waiting, wrong)}<details${wrong === 'password' && html` open`}><summary>${t(language, 'account.totpAnew')}</summary>${start}</details>`
    : html`<p>${t(language, 'account.totpStart')}</p>${start}`
}`
  return frame(viewer, main)
}

const frame = (viewer: Viewer, main: Html) =>
  consoleFrame(viewer, { title: t(viewer.language, 'account.totp'), main, styles: ['account.css'] })

type Starting = { readonly asksPassword: boolean; readonly isWrong: boolean; readonly again: boolean }

const startForm = (viewer: Viewer, { asksPassword, isWrong, again }: Starting) =>
  html`<form method="post" action="/console/account/totp/start">${formTokenField(viewer)}
${asksPassword && currentPassword(viewer, 'current', isWrong, again ? null : html` autofocus`)}
<button class="small${again && ' secondary'}"${!again && !asksPassword && html` autofocus`}>${t(viewer.language, again ? 'account.totpAgain' : 'account.totpBegin')}</button></form>`

function scan(viewer: Viewer, { secret, image }: Waiting, wrong: Wrong): Html {
  const { language } = viewer
  const isWrong = wrong === 'code'
  return html`<p>${t(language, 'account.totpScan')}</p>
<img class="qr" src="${image}" alt="${t(language, 'account.totpQr')}" width="220" height="220">
<p>${t(language, 'account.totpType')} <code id="secret">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
<form method="post" action="/console/account/totp/confirm">${formTokenField(viewer)}
<label for="code">${t(language, 'account.totpCode')}</label>
<input id="code" name="code" class="short" inputmode="numeric" autocomplete="one-time-code" maxlength="9" required autofocus${isWrong && html` aria-invalid="true" aria-describedby="code-wrong"`}>
${isWrong && html`<small id="code-wrong" class="wrong" role="alert">${t(language, 'entry.codeRefused')}</small>`}
<button class="small">${t(language, 'account.totpConfirm')}</button>
</form>`
}

/** Shown once, when they are made. */
export function recoveryCodesPage(viewer: Viewer, codes: readonly string[]): Html {
  const { language } = viewer
  return frame(
    viewer,
    html`<h1>${t(language, 'account.codesTitle')}</h1>
<p class="notice warn" role="status">${t(language, 'account.codesWhy')}</p>
<ul class="codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
<p><a href="/console/account" role="button" class="small" autofocus>${t(language, 'account.codesNoted')}</a></p>`,
  )
}
