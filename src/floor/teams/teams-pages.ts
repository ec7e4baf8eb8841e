import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { panel } from '../../secretaries/account/account-pages.ts'
import type { Team } from './find-teams.ts'

export type TeamForm = { readonly name: string; readonly memberIds: readonly string[] }
export type Said = { readonly kind: 'good' | 'urgent'; readonly text: string } | null

type Person = { readonly id: string; readonly name: string }
type Shown = {
  readonly people: readonly Person[]
  readonly values: TeamForm
  readonly said: Said
}

/** Every team at a glance: who is in it, and whose calls come to it. */
export function teamsPage(
  viewer: Viewer,
  { teams, ...shown }: Shown & { readonly teams: readonly Team[] },
): Html {
  const { language } = viewer
  const title = t(language, 'teams.title')
  const main = html`<h1>${title}</h1>
${notice(shown.said)}
<p class="meta">${t(language, 'teams.about')}</p>
${teams.length === 0 ? html`<p class="quiet">${t(language, 'teams.none')}</p>` : teamsTable(viewer, teams)}
${panel('new-team', t(language, 'teams.new'), form(viewer, '/console/teams', t(language, 'teams.make'), shown))}`
  return consoleFrame(viewer, { title, main, at: 'teams', styles: ['account.css'] })
}

function teamsTable({ language }: Viewer, teams: readonly Team[]): Html {
  return html`<div class="scrolls" tabindex="0" role="region" aria-label="${t(language, 'teams.title')}"><table>
<thead><tr>${(['name', 'members', 'usedBy'] as const).map((column) => html`<th scope="col">${t(language, `teams.${column}`)}</th>`)}</tr></thead>
<tbody>${teams.map(
    ({
      id,
      name,
      members,
      usedBy,
    }) => html`<tr><th scope="row"><a href="/console/teams/${id}"><bdi>${name}</bdi></a></th>
<td>${members.length === 0 ? html`<span class="tag warn">${t(language, 'teams.empty')}</span>` : html`<bdi>${members.map((one) => one.name).join(', ')}</bdi>`}</td>
<td>${usedBy.length === 0 ? t(language, 'teams.unused') : html`<bdi>${usedBy.map((one) => one.name).join(', ')}</bdi>`}</td></tr>`,
  )}</tbody></table></div>`
}

/** One team: its name, its people, its clients. */
export function teamPage(viewer: Viewer, { team, ...shown }: Shown & { readonly team: Team }): Html {
  const { language } = viewer
  const action = `/console/teams/${team.id}`
  const main = html`<p><a href="/console/teams">${t(language, 'teams.back')}</a></p>
<h1><bdi>${team.name}</bdi></h1>
${notice(shown.said)}
<div class="columns">${panel('team', t(language, 'teams.team'), form(viewer, action, t(language, 'teams.save'), shown))}
${panel('used-by', t(language, 'teams.usedBy'), uses(viewer, team))}</div>`
  return consoleFrame(viewer, { title: team.name, main, at: 'teams', styles: ['account.css'] })
}

function uses(viewer: Viewer, { id, usedBy }: Team): Html {
  const { language } = viewer
  if (usedBy.length === 0)
    return html`<p>${t(language, 'teams.unusedWhy')}</p>
<form method="post" action="/console/teams/${id}/delete">${formTokenField(viewer)}<button class="small secondary">${t(language, 'teams.delete')}</button></form>`
  return html`<ul class="rows">${usedBy.map(
    (one) =>
      html`<li class="row line"><a href="/console/clients/${one.clientId}/answering"><bdi>${one.name}</bdi></a> <span class="meta">${t(language, `teams.as.${one.as}`)}</span></li>`,
  )}</ul>
<p class="meta">${t(language, 'teams.usedWhy')}</p>`
}

const notice = (said: Said) =>
  said &&
  html`<p class="notice ${said.kind}" role="${said.kind === 'good' ? 'status' : 'alert'}">${said.text}</p>`

function form(viewer: Viewer, action: string, label: string, { people, values }: Shown): Html {
  const { language } = viewer
  return html`<form method="post" action="${action}">${formTokenField(viewer)}
<label for="name">${t(language, 'teams.name')}</label>
<input id="name" name="name" required maxlength="100" value="${values.name}" autocomplete="off">
<fieldset class="choices"><legend>${t(language, 'teams.members')}</legend>
${people.map(
  ({ id, name }) =>
    html`<label><input type="checkbox" name="members" value="${id}"${values.memberIds.includes(id) && html` checked`}><bdi>${name}</bdi></label>`,
)}</fieldset>
<button class="small">${label}</button></form>`
}
