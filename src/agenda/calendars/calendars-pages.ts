import { clientPath, setupFrame } from '../../clients/setup/setup-frame.ts'
import type { ClientState } from '../../clients/tables.ts'
import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import type { FoundCalendar } from './find-calendars.ts'

type ClientHead = { readonly clientId: number; readonly name: string; readonly state: ClientState }

export type CalendarsView = {
  readonly client: ClientHead
  readonly timeZone: string
  readonly calendars: readonly FoundCalendar[]
  readonly executives: readonly { readonly id: string; readonly name: string }[]
  readonly mayChange: boolean
  readonly notice: string | null
  readonly alert: string | null
  /** What was typed already, without the password. */
  readonly typed: Readonly<Record<string, string>>
}

export const calendarsPath = (clientId: number): string => `${clientPath(clientId)}/calendars`

/** The executives' own calendars: how each of them fares, and the way to connect another. */
export function calendarsPage(viewer: Viewer, view: CalendarsView): Html {
  const { language } = viewer
  const { client, calendars, mayChange, notice, alert } = view
  const main = html`${alert && html`<p role="alert" class="notice wrong">${alert}</p>`}
${notice && html`<p role="status" class="notice">${notice}</p>`}
<p class="hint">${t(language, 'calendars.about')}</p>
${calendars.length === 0 && html`<p>${t(language, 'calendars.none')}</p>`}
${calendars.map((found) => calendarPart(viewer, view, found))}
${mayChange && connectForm(viewer, view)}`
  return setupFrame(viewer, { client, at: 'calendars', title: t(language, 'calendars.title'), main })
}

function calendarPart(viewer: Viewer, view: CalendarsView, found: FoundCalendar): Html {
  const { language } = viewer
  const { calendar, executive } = found
  return html`<section class="card" id="${calendar.id}">
<h2><bdi>${executive}</bdi> · <bdi>${calendar.name}</bdi></h2>
<p>${t(language, `calendars.kind.${calendar.kind}`)} · <bdi>${new URL(calendar.url).host}</bdi> ·
${t(language, calendar.writes ? 'calendars.writes' : 'calendars.readsOnly')}</p>
${statePart(viewer, view, found)}
${view.mayChange && changeForms(viewer, view.client.clientId, found)}
</section>`
}

function statePart({ language, now }: Viewer, { timeZone }: CalendarsView, found: FoundCalendar): Html {
  const { calendar, busy, refused } = found
  const { readAt, failure, failingSince, emptySince, nextAt } = calendar
  const said = (at: Date) => whenInWords({ at, now, timeZone }, language)
  return html`<p>${readAt ? t(language, 'calendars.readAt', { when: said(readAt) }) : t(language, 'calendars.neverRead')} ·
${t(language, 'calendars.busy', { count: busy })}</p>
${
  failure &&
  html`<p class="notice wrong"><strong>${failingSince && t(language, 'calendars.failingSince', { when: said(failingSince) })}</strong>
${t(language, `calendars.failure.${failure}`)}
${failure !== 'credentials' && t(language, 'calendars.nextAt', { when: said(nextAt) })}</p>`
}
${emptySince && html`<p class="notice wrong">${t(language, 'calendars.emptySince', { when: said(emptySince) })}</p>`}
${
  refused.length > 0 &&
  html`<p class="hint">${t(language, 'calendars.refused', { count: refused.reduce((sum, { count }) => sum + count, 0) })}
${refused.map(({ why, count }, place) => html`${place > 0 && ', '}${t(language, `calendars.refused.${why}`, { count })}`)}</p>`
}`
}

function changeForms(viewer: Viewer, clientId: number, { calendar }: FoundCalendar): Html {
  const { language } = viewer
  const action = `${calendarsPath(clientId)}/${calendar.id}`
  const secretId = `secret-${calendar.id}`
  const label = calendar.kind === 'ics' ? 'calendars.newAddress' : 'calendars.newPassword'
  return html`<form method="post" action="${action}" class="setup-buttons">
${formTokenField(viewer)}
<button name="do" value="read"${calendar.emptySince && html` class="secondary outline"`}>${t(language, 'calendars.readNow')}</button>
${calendar.emptySince && html`<button name="do" value="empty">${t(language, 'calendars.emptyIsRight')}</button>`}
</form>
<details${calendar.failure === 'credentials' && html` open`}><summary>${t(language, label)}</summary>
<form method="post" action="${action}" class="setup">
${formTokenField(viewer)}
<label for="${secretId}">${t(language, label)}</label>
<input type="password" id="${secretId}" name="secret" required maxlength="2000" autocomplete="off">
<button name="do" value="renew">${t(language, 'calendars.renew')}</button>
</form></details>
<details><summary>${t(language, 'calendars.disconnect')}</summary>
<form method="post" action="${action}">
${formTokenField(viewer)}
<p>${t(language, 'calendars.disconnectHint')}</p>
<button name="do" value="disconnect" class="secondary">${t(language, 'calendars.disconnect')}</button>
</form></details>`
}

function connectForm(viewer: Viewer, { client, executives, typed }: CalendarsView): Html {
  const { language } = viewer
  const field = (name: 'url' | 'username', attributes: Html) =>
    html`<label for="${name}">${t(language, `calendars.${name}`)}</label>
<input id="${name}" name="${name}" value="${typed[name] ?? ''}" autocomplete="off"${attributes}>`
  return html`<form method="post" action="${calendarsPath(client.clientId)}" class="setup" id="connect">
${formTokenField(viewer)}
<fieldset class="setup-group"><legend>${t(language, 'calendars.connect')}</legend>
<label for="executive">${t(language, 'calendars.executive')}</label>
<select id="executive" name="executive">${executives.map(
    ({ id, name }) =>
      html`<option value="${id}"${typed.executive === id && html` selected`}>${name}</option>`,
  )}</select>
<label for="kind">${t(language, 'calendars.kind')}</label>
<select id="kind" name="kind">${(['caldav', 'ics'] as const).map(
    (kind) =>
      html`<option value="${kind}"${typed.kind === kind && html` selected`}>${t(language, `calendars.kind.${kind}`)}</option>`,
  )}</select>
${field('url', html` required maxlength="2000" aria-describedby="url-hint"`)}
<small id="url-hint">${t(language, 'calendars.urlHint')}</small>
${field('username', html` maxlength="300"`)}
<label for="password">${t(language, 'calendars.password')}</label>
<input type="password" id="password" name="password" maxlength="1000" autocomplete="new-password" aria-describedby="password-hint">
<small id="password-hint">${t(language, 'calendars.passwordHint')}</small>
<button>${t(language, 'calendars.find')}</button>
</fieldset></form>`
}
