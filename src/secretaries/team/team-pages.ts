import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import {
  checked,
  eventList,
  type ListedEvent,
  languageChoice,
  panel,
  selected,
} from '../account/account-pages.ts'
import type { Role } from '../tables.ts'
import type { TeamForm } from './team-form.ts'

export type Colleague = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly hasPassword: boolean
  readonly hasTotp: boolean
  readonly isDisabled: boolean
  /** Null for all. */
  readonly clients: number | null
}

export type Assignable = { readonly clientId: number; readonly name: string; readonly isAssigned: boolean }
export type Said = { readonly kind: 'good' | 'urgent'; readonly text: string } | null

type Form = {
  readonly values: TeamForm
  readonly clients: readonly Assignable[]
  readonly roles: readonly Role[]
}

export function teamPage(
  viewer: Viewer,
  { team, form, said }: { readonly team: readonly Colleague[]; readonly form: Form; readonly said: Said },
): Html {
  const { language } = viewer
  const columns = ['name', 'role', 'clients', 'secondStep', 'access'] as const
  const main = html`<h1>${t(language, 'team.title')}</h1>
${notice(said)}
<div class="scrolls" tabindex="0" role="region" aria-label="${t(language, 'team.title')}"><table>
<thead><tr>${columns.map((column) => html`<th scope="col">${t(language, `team.${column}`)}</th>`)}</tr></thead>
<tbody>${team.map((one) => row(viewer, one))}</tbody>
</table></div>
${panel(
  'invite',
  t(language, 'team.invite'),
  html`<form method="post" action="/console/team">${formTokenField(viewer)}
${fields(viewer, form)}
<button class="small">${t(language, 'team.inviteSubmit')}</button>
</form>`,
)}`
  return consoleFrame(viewer, { title: t(language, 'team.title'), main, at: 'team', styles: ['account.css'] })
}

function row({ language }: Viewer, { id, name, role, clients, hasTotp, ...access }: Colleague): Html {
  const yes = (is: boolean) => t(language, is ? 'team.yes' : 'team.no')
  return html`<tr>
<th scope="row"><a href="/console/team/${id}"><bdi>${name}</bdi></a></th>
<td>${t(language, `role.${role}`)}</td>
<td>${clients === null ? t(language, 'team.all') : t(language, 'team.count', { count: clients })}</td>
<td>${yes(hasTotp)}</td>
<td>${accessOf(language, access)}</td>
</tr>`
}

function accessOf(
  language: Viewer['language'],
  { isDisabled, hasPassword }: Pick<Colleague, 'isDisabled' | 'hasPassword'>,
): Html {
  if (isDisabled) return html`<span class="tag urgent">${t(language, 'team.isDisabled')}</span>`
  return hasPassword
    ? html`<span class="tag good">${t(language, 'team.active')}</span>`
    : html`<span class="tag warn">${t(language, 'team.noPassword')}</span>`
}

const notice = (said: Said) =>
  said &&
  html`<p class="notice ${said.kind}" role="${said.kind === 'good' ? 'status' : 'alert'}">${said.text}</p>`

function fields(viewer: Viewer, { values, clients, roles }: Form): Html {
  const { language } = viewer
  return html`<label for="name">${t(language, 'team.name')}</label>
<input id="name" name="name" maxlength="200" required value="${values.name}" autocomplete="off">
<label for="email">${t(language, 'entry.email')}</label>
<input id="email" name="email" type="email" maxlength="254" required value="${values.email}" autocomplete="off">
<label for="role">${t(language, 'team.role')}</label>
<select id="role" name="role">${roles.map((role) => html`<option value="${role}"${selected(role === values.role)}>${t(language, `role.${role}`)}</option>`)}</select>
<label for="language">${t(language, 'account.language')}</label>
${languageChoice(viewer, values.language)}
<fieldset class="choices"><legend>${t(language, 'team.clients')}</legend>
<label><input type="checkbox" name="all" value="yes"${checked(values.all === 'yes')}>${t(language, 'team.allClients')}</label>
${clients.map(({ clientId, name }) => html`<label><input type="checkbox" name="clients" value="${clientId}"${checked(values.clients.includes(clientId))}><bdi>${name}</bdi></label>`)}
<small>${t(language, 'team.seesAll')}</small></fieldset>`
}

type Shown = {
  readonly colleague: Colleague
  readonly form: Form
  readonly sessions: number
  readonly events: readonly ListedEvent[]
  readonly mayManage: boolean
  readonly said: Said
}

export function colleaguePage(viewer: Viewer, shown: Shown): Html {
  const { language } = viewer
  const { colleague, said, mayManage } = shown
  const main = html`<p><a href="/console/team">${t(language, 'team.back')}</a></p>
<h1><bdi>${colleague.name}</bdi></h1>
<p class="line">${t(language, `role.${colleague.role}`)} ${accessOf(language, colleague)}</p>
${notice(said)}
${mayManage ? management(viewer, shown) : html`<p class="notice">${t(language, 'team.notYours')}</p>`}
${eventList(viewer, shown.events)}`
  return consoleFrame(viewer, { title: colleague.name, main, at: 'team', styles: ['account.css'] })
}

function management(viewer: Viewer, { colleague, form, sessions }: Shown): Html {
  const { language, secretary } = viewer
  const action = `/console/team/${colleague.id}`
  return html`<div class="columns">${panel(
    'settings',
    t(language, 'account.title'),
    html`<form method="post" action="${action}">${formTokenField(viewer)}
${fields(viewer, form)}
<button class="small">${t(language, 'team.save')}</button></form>`,
  )}${panel(
    'access',
    t(language, 'team.access'),
    html`${button(viewer, `${action}/password-link`, t(language, 'team.sendLink'))}
${sessions > 0 ? button(viewer, `${action}/end-sessions`, t(language, 'team.endSessions', { count: sessions })) : html`<p class="quiet">${t(language, 'team.noSessions')}</p>`}
${colleague.hasTotp && html`<p class="meta">${t(language, 'team.dropTotpWhy')}</p>${button(viewer, `${action}/drop-totp`, t(language, 'team.dropTotp'))}`}
${colleague.id === secretary.id ? html`<p class="quiet">${t(language, 'team.yourself')}</p>` : closing(viewer, colleague, action)}`,
  )}</div>`
}

const closing = (viewer: Viewer, { isDisabled }: Colleague, action: string): Html =>
  isDisabled
    ? button(viewer, `${action}/enable`, t(viewer.language, 'team.enable'))
    : html`<p class="meta">${t(viewer.language, 'team.disableWhy')}</p>${button(viewer, `${action}/disable`, t(viewer.language, 'team.disable'))}`

const button = (viewer: Viewer, action: string, label: string): Html =>
  html`<form method="post" action="${action}">${formTokenField(viewer)}<button class="small secondary">${label}</button></form>`
