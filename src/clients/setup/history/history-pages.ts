import { formTokenField, type Viewer } from '../../../console/console-frame.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { whenInWords } from '../../../i18n/time-in-words.ts'
import type { ClientState } from '../../tables.ts'
import { clientPath, setupFrame, tabPath } from '../setup-frame.ts'
import { type ActChange, fieldChanges } from './act-changes.ts'
import { fieldWords } from './field-words.ts'
import { sayValue } from './say-value.ts'

export type HistoryEntry = {
  readonly id: string
  readonly at: Date
  readonly verb: string
  readonly who: string | null
  readonly contacts: { readonly created: number; readonly changed: number; readonly removed: number } | null
  readonly changes: readonly ActChange[]
}

type HistoryView = {
  readonly client: { readonly clientId: number; readonly name: string; readonly state: ClientState }
  readonly timeZone: string
  readonly entries: readonly HistoryEntry[]
  readonly mayChange: boolean
  readonly older: Date | null
  readonly alert: string | null
  readonly notice: string | null
}

/** Who changed what, when, from what to what; the latest first. */
export function historyPage(viewer: Viewer, view: HistoryView): Html {
  const { language } = viewer
  const main = html`${view.alert && html`<p role="alert" class="notice wrong">${view.alert}</p>`}
${view.notice && html`<p role="status" class="notice">${view.notice}</p>`}
${view.entries.length === 0 && html`<p>${t(language, 'setup.noneYet')}</p>`}
<ol class="setup-history">${view.entries.map((entry) => entryHtml(viewer, view, entry))}</ol>
${view.older && html`<p><a href="${`${tabPath(view.client.clientId, 'history')}?before=${view.older.toISOString()}`}">${t(language, 'setup.history.older')}</a></p>`}`
  return setupFrame(viewer, {
    client: view.client,
    at: 'history',
    title: t(language, 'setup.tab.history'),
    main,
  })
}

function entryHtml(viewer: Viewer, view: HistoryView, entry: HistoryEntry): Html {
  const { language, now } = viewer
  const when = whenInWords({ at: entry.at, now, timeZone: view.timeZone }, language)
  const { contacts } = entry
  return html`<li><p><strong>${sayVerb(entry.verb, viewer)}</strong> · <bdi>${entry.who ?? t(language, 'setup.software')}</bdi> · <time datetime="${entry.at.toISOString()}">${when}</time></p>
${contacts && contacts.created + contacts.changed + contacts.removed > 0 && html`<p>${t(language, 'setup.contacts.done', contacts)}</p>`}
${entry.changes.map((change, place) => changeHtml(viewer, view, { entry, change, place }))}</li>`
}

const said = [
  'client.created',
  'client.changed',
  'settings.changed',
  'settings.restored',
  'client.testAsked',
  'client.wentLive',
  'client.suspended',
  'client.resumed',
  'client.ended',
  'client.exported',
  'client.answerersChanged',
] as const

function sayVerb(verb: string, { language }: Viewer): string {
  const known = said.find((one) => one === verb)
  return known ? t(language, `setup.history.${known}`) : verb
}

type Placed = { readonly entry: HistoryEntry; readonly change: ActChange; readonly place: number }

function changeHtml(viewer: Viewer, view: HistoryView, { entry, change, place }: Placed): Html {
  const { language } = viewer
  const { part, key, before, after } = change
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed'
  const fields = part === 'ruleSet' ? [] : fieldChanges(change)
  return html`<div class="change">
<p>${t(language, `setup.history.part.${part}`)}${key !== null && html` « <bdi>${nameOf(change)}</bdi> »`}${t(language, 'mark.colon')}${t(language, `setup.history.${kind}`)}</p>
${
  fields.length > 0 &&
  html`<dl>${fields.map(
    ({ field, before: old, after: fresh }) =>
      html`<dt>${fieldWords(field, language)}</dt><dd>${kind !== 'added' && html`<del><bdi>${sayValue(old, language)}</bdi></del> → `}<ins><bdi>${sayValue(fresh, language)}</bdi></ins></dd>`,
  )}</dl>`
}
${part === 'ruleSet' && html`<p><a href="${tabPath(view.client.clientId, 'rules')}">${t(language, 'setup.history.rules')}</a></p>`}
${
  view.mayChange &&
  part !== 'ruleSet' &&
  html`<form method="post" action="${clientPath(view.client.clientId)}/history/${entry.id}">${formTokenField(viewer)}<button name="change" value="${place}" class="secondary outline">${t(language, 'setup.history.putBack')}</button></form>`
}
</div>`
}

function nameOf({ before, after, key }: ActChange): string {
  const shown = after ?? before
  if (typeof shown !== 'object' || shown === null) return key ?? ''
  const name: unknown =
    Reflect.get(shown, 'name') ?? Reflect.get(shown, 'number') ?? Reflect.get(shown, 'body')
  return typeof name === 'string' ? name.slice(0, 60) : (key ?? '')
}
