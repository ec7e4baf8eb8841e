import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import { agencyTimeZone } from '../agency-time-zone.ts'
import { newPasswordField } from '../entry/password-pages.ts'
import type { Notice } from '../entry/sign-in-pages.ts'
import type { PasswordFault } from '../password-rules.ts'
import { browserInWords } from './browser-in-words.ts'
import { currentPassword } from './current-password.ts'

export type Account = {
  readonly totpSince: Date | null
  readonly recoveryCodes: number
  readonly sessions: readonly ListedSession[]
  readonly events: readonly ListedEvent[]
  /** The owner allows figures of single people, so that she has some. */
  readonly hasFigures: boolean
}

export type ListedSession = {
  readonly id: string
  readonly isThisOne: boolean
  readonly usedAt: Date
  readonly address: string | null
  readonly device: string | null
}

export type ListedEvent = { readonly at: Date; readonly verb: string; readonly by: string | null }

/** What did not come to pass, and in which of the forms. */
export type Trouble = { readonly of: 'password' | 'totp'; readonly fault: PasswordFault | 'wrongPassword' }

type Shown = { readonly account: Account; readonly notice: Notice | null; readonly trouble: Trouble | null }

/** Everything that is her own at the console. */
export function accountPage(viewer: Viewer, { account, notice, trouble }: Shown): Html {
  const { language, secretary } = viewer
  const main = html`<h1>${t(language, 'account.title')}</h1>
<p class="meta"><bdi>${secretary.name}</bdi>, <bdi>${secretary.email}</bdi>, ${t(language, `role.${secretary.role}`)}</p>
${account.hasFigures && html`<p><a href="/console/service-levels/mine">${t(language, 'levels.mineLink')}</a></p>`}
${notice && html`<p class="notice good" role="status">${notice.text}</p>`}
<div class="columns">
${preferences(viewer)}
${secondStep(viewer, account, trouble)}
${password(viewer, trouble)}
${sessionList(viewer, account.sessions)}
</div>
${eventList(viewer, account.events)}`
  return consoleFrame(viewer, { title: t(language, 'account.title'), main, styles: ['account.css'] })
}

export function panel(id: string, title: string, body: Html): Html {
  return html`<section class="panel" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`
}

function preferences(viewer: Viewer): Html {
  const { language, secretary } = viewer
  return panel(
    'preferences',
    t(language, 'account.preferences'),
    html`<form method="post" action="/console/account/preferences">${formTokenField(viewer)}
<label for="language">${t(language, 'account.language')}</label>
${languageChoice(viewer, secretary.language)}
<label><input type="checkbox" name="singleKeys" value="yes"${checked(secretary.singleKeys)} aria-describedby="keys-hint">${t(language, 'account.singleKeys')}</label>
<small id="keys-hint">${t(language, 'account.singleKeysHint')}</small>
<button class="small">${t(language, 'account.save')}</button>
</form>`,
  )
}

export const languageChoice = ({ language }: Viewer, chosen: 'fr' | 'en'): Html =>
  html`<select id="language" name="language">${(['fr', 'en'] as const).map(
    (one) =>
      html`<option value="${one}" lang="${one}"${selected(one === chosen)}>${t(language, `account.${one}`)}</option>`,
  )}</select>`

export const checked = (is: boolean): Html | null => (is ? html` checked` : null)
export const selected = (is: boolean): Html | null => (is ? html` selected` : null)

function password(viewer: Viewer, trouble: Trouble | null): Html {
  const { language } = viewer
  const fault = trouble?.of === 'password' ? trouble.fault : null
  return panel(
    'password',
    t(language, 'account.password'),
    html`<form method="post" action="/console/account/password">${formTokenField(viewer)}
<input type="hidden" name="username" autocomplete="username" value="${viewer.secretary.email}">
${currentPassword(viewer, 'current', fault === 'wrongPassword')}
${newPasswordField(language, fault === 'wrongPassword' ? null : fault, false)}
<button class="small">${t(language, 'account.changePassword')}</button>
</form>`,
  )
}

function secondStep(viewer: Viewer, { totpSince, recoveryCodes }: Account, trouble: Trouble | null): Html {
  const { language } = viewer
  const title = t(language, 'account.totp')
  if (!totpSince)
    return panel(
      'totp',
      title,
      html`<p>${t(language, 'account.totpOff')}</p>
<p><a href="/console/account/totp" role="button" class="small">${t(language, 'account.totpSetUp')}</a></p>`,
    )
  return panel(
    'totp',
    title,
    html`<p>${t(language, 'account.totpOn', { when: when(viewer, totpSince) })}
${t(language, 'account.codesLeft', { count: recoveryCodes })}</p>
<form method="post" action="/console/account/totp/codes">${formTokenField(viewer)}
${currentPassword(viewer, 'totp-current', trouble?.of === 'totp')}
<p class="line"><button class="small">${t(language, 'account.renewCodes')}</button>
<button class="small secondary" formaction="/console/account/totp/off">${t(language, 'account.dropTotp')}</button></p>
</form>`,
  )
}

function sessionList(viewer: Viewer, list: readonly ListedSession[]): Html {
  const { language } = viewer
  const row = ({ id, isThisOne, usedAt, address, device }: ListedSession) => {
    const words = { device: browserInWords(device, language), address: address ?? '?' }
    return html`<li class="row line"><span><bdi>${t(language, 'account.session', words)}</bdi>
${isThisOne && html`<strong class="tag info">${t(language, 'account.thisOne')}</strong>`}
<span class="meta">${t(language, 'account.lastUsed', { when: when(viewer, usedAt) })}</span></span>
${!isThisOne && html`<form class="push" method="post" action="/console/account/sessions/${id}/end">${formTokenField(viewer)}<button class="small secondary">${t(language, 'account.end')}</button></form>`}</li>`
  }
  const others = html`<form method="post" action="/console/account/sessions/end-others">${formTokenField(viewer)}<button class="small secondary">${t(language, 'account.endOthers')}</button></form>`
  return panel(
    'sessions',
    t(language, 'account.sessions'),
    html`<ul class="rows">${list.map(row)}</ul>${list.length > 1 && others}`,
  )
}

export function eventList(viewer: Viewer, events: readonly ListedEvent[]): Html {
  const { language } = viewer
  const line = ({ at, verb, by }: ListedEvent) => {
    const words = { when: when(viewer, at), what: eventInWords(verb, viewer) }
    return html`<li class="row meta">${t(language, 'account.event', { ...words, by: by ?? t(language, 'account.software') })}</li>`
  }
  return panel('events', t(language, 'account.events'), html`<ul class="rows">${events.map(line)}</ul>`)
}

const known = [
  ...(['created', 'changed', 'invited', 'disabled', 'enabled', 'signedIn', 'signedOut'] as const),
  ...(['sessionEnded', 'sessionsEnded', 'passwordLinkSent', 'passwordChanged', 'totpOn', 'totpOff'] as const),
  ...(['recoveryCodeUsed', 'recoveryCodesMade', 'preferencesChanged'] as const),
  ...(['stationPaused', 'stationClosed', 'answeringChanged'] as const),
  ...(['teamJoined', 'teamLeft', 'teamMade', 'teamRenamed', 'teamDeleted'] as const),
  ...(['telephoneGiven', 'telephoneConfirmed', 'telephoneDropped'] as const),
  'figuresSeen' as const,
  ...(['shiftAdded', 'shiftMoved', 'shiftDeleted'] as const),
]

const eventInWords = (verb: string, { language }: Viewer): string =>
  t(language, `event.${known.find((one) => one === verb) ?? 'other'}`)

export const when = ({ now, language }: Viewer, at: Date): string =>
  whenInWords({ at, now, timeZone: agencyTimeZone }, language)
