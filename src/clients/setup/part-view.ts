import type { Viewer } from '../../console/console-frame.ts'
import type { Context } from '../../context.ts'
import { html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { explainFinding } from '../../rules/explain-finding.ts'
import type { Issue } from '../agency-folder/explain-issue.ts'
import type { FileObject } from '../change-client.ts'
import { type Edited, seenOf } from './edit-part.ts'
import { type Entered, fieldsOf } from './field.ts'
import { listAt } from './file-values.ts'
import type { About, Part } from './part.ts'
import { isListPart, type PartView } from './part-pages.ts'
import { besidePart } from './parts/beside-part.ts'
import { placeIssues } from './place-issues.ts'
import type { SetupClient } from './queries.ts'
import { sayIssue } from './say-issue.ts'
import { sayWhoChanged } from './who-changed.ts'

export type Shown = {
  readonly client: SetupClient
  readonly about: About
  readonly part: Part
  readonly key: string | null
  readonly entered: Entered
  readonly mayChange: boolean
  /** What was done just now. */
  readonly saved: 'yes' | 'links' | 'codeWord' | 'answerers' | null
}

const savedWords = {
  yes: 'setup.saved',
  links: 'reach.links.sent',
  codeWord: 'codeWord.saved',
  answerers: 'answerers.saved',
} as const

/** The page as somebody opens it. */
export async function viewOf(context: Context, viewer: Viewer, shown: Shown): Promise<PartView> {
  const { client, about, part, key, entered, mayChange, saved } = shown
  const { clientId, name, state } = client.row
  return {
    client: { clientId, name, state },
    part: part.name,
    key,
    isNew: key === null && isListPart(part.name),
    groups: part.groups(about),
    entered,
    wrong: new Map(),
    stored: null,
    seen: seenOf(part.entered(about, key) ?? {}),
    mayChange,
    alerts: [],
    notices: saved ? [html`${t(viewer.language, savedWords[saved])}`] : [],
    ...(await besidePart(context, viewer, shown)),
  }
}

type Controls = { readonly do: string; readonly seen: string }
type NotSaved = Extract<Edited, { kind: 'stale' | 'refused' }> | null

/** The page as it comes back when nothing was saved: all that was typed, and beside it what was wrong. */
export async function answerOf(
  context: Context,
  viewer: Viewer,
  shown: Shown,
  controls: Controls,
  edited: NotSaved,
): Promise<{ status: number; view: PartView }> {
  const view = { ...(await viewOf(context, viewer, shown)), seen: controls.seen }
  if (edited?.kind === 'stale')
    return { status: 409, view: await staleView(context, viewer, shown, view, edited) }
  if (edited?.kind === 'refused') return { status: 422, view: refusedView(viewer, shown, view, edited) }
  if (controls.do === 'remove') return { status: 200, view: askToRemove(viewer, view) }
  return { status: 200, view }
}

/** The page as it comes back when her password is to go with it. */
export async function askPassword(
  context: Context,
  viewer: Viewer,
  shown: Shown,
  { seen, given }: { readonly seen: string; readonly given: string },
): Promise<PartView> {
  const isPreparing = shown.client.row.state === 'preparing'
  const why = t(viewer.language, isPreparing ? 'reach.passwordPreparing' : 'reach.password')
  return {
    ...(await viewOf(context, viewer, shown)),
    seen,
    asksPassword: given === '' ? 'first' : 'wrong',
    alerts: [html`<p>${why}</p>`],
  }
}

/** Both are shown, hers in the fields; saved again it replaces the other. */
async function staleView(
  context: Context,
  viewer: Viewer,
  { client, about, part, key }: Shown,
  view: PartView,
  { file }: { file: FileObject },
): Promise<PartView> {
  const stored = part.entered({ ...about, file }, key) ?? {}
  const who = await sayWhoChanged(context, viewer, client.row.clientId, { part: part.name, key })
  return {
    ...view,
    stored,
    seen: seenOf(stored),
    alerts: [html`<p>${who}</p><p>${t(viewer.language, 'setup.stale')}</p>`],
  }
}

function refusedView(
  { language }: Viewer,
  { about, part, key, client }: Shown,
  view: PartView,
  { issues, findings, file }: Extract<Edited, { kind: 'refused' }>,
): PartView {
  const { fields, elsewhere } = placeIssues(issues, part.place(file, key), fieldsOf(part.groups(about)))
  const { executives } = client.stored.definition
  const reader = { language, executives: new Map(executives.map((executive) => [executive.key, executive])) }
  const others = [
    ...elsewhere.map((issue) => sayElsewhere(issue, file, language)),
    ...findings.filter(({ level }) => level === 'error').map((finding) => explainFinding(finding, reader)),
  ]
  const wrong = new Map(
    [...fields].map(([name, found]) => [name, found.map((issue) => sayIssue(issue, language))]),
  )
  return {
    ...view,
    wrong,
    alerts: [
      html`<p>${t(language, 'setup.notSaved', { count: wrong.size + others.length })}</p>
${others.length > 0 && html`<ul>${others.map((said) => html`<li>${said}</li>`)}</ul>`}`,
    ],
  }
}

/** Of another part, which the change would break: named by its list and its name there. */
function sayElsewhere(issue: Issue, file: FileObject, language: Language): string {
  const [list, place] = issue.path.map(String)
  const item = listAt(file, list ?? '')[Number(place)]
  const name = item && String(item.name ?? item.label ?? item.number ?? item.key ?? '')
  const said = sayIssue(issue, language)
  return name ? t(language, 'setup.elsewhere', { name, said }) : said
}

const askToRemove = ({ language }: Viewer, view: PartView): PartView => ({
  ...view,
  alerts: [html`<p>${t(language, 'setup.removeSure')}</p>`],
  buttons: [{ value: 'remove-yes', label: t(language, 'setup.removeYes') }],
})
