import { consoleFrame, formTokenField, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { isAtLeast } from '../secretaries/session.ts'
import { shownChoices } from './choices.ts'
import type { Rows } from './columns-pages.ts'
import { addressOf, fieldsOf } from './list-address.ts'
import { exportAtMost, type ListKind, type ListQuery } from './list-query.ts'
import { tableOf } from './list-table-pages.ts'

/** Who and what a list can be narrowed to by name. */
export type Named = { readonly id: string; readonly name: string }
export type Offered = {
  readonly clients: readonly Named[]
  readonly secretaries: readonly Named[]
  readonly executives: readonly Named[]
}

export type ShownList<K extends ListKind> = {
  readonly query: ListQuery
  readonly rows: readonly Rows[K][]
  /** Of clients that are not hers: what she was given. */
  readonly given: readonly Rows[K][]
  readonly offered: Offered
  /** Cursors to what is older and newer; null where there is nothing. */
  readonly on: string | null
  readonly back: string | null
  /** Rows were looked through up to there only: one may go on. */
  readonly reached: string | null
}

export function listPage<K extends ListKind>(viewer: Viewer, kind: K, shown: ShownList<K>): Html {
  const { language, secretary } = viewer
  const title = t(language, `console.${kind}`)
  return consoleFrame(viewer, {
    title,
    at: kind,
    styles: ['search.css'],
    keys: [['/', t(language, 'search.keyFind')]],
    main: html`<div class="line"><h1>${title}</h1>${adding(viewer, kind, shown)}</div>
${filters(viewer, kind, shown)}
${givenPart(viewer, kind, shown)}
<section aria-label="${t(language, 'search.found')}">
${rowsOf(viewer, kind, shown)}
${pager(viewer, kind, shown)}
</section>
${isAtLeast(secretary.role, 'supervisor') && shown.rows.length > 0 && exporting(viewer, kind, shown)}`,
  })
}

function adding({ language }: Viewer, kind: ListKind, { query }: { query: ListQuery }): Html | null {
  if (kind !== 'contacts' || query.client === undefined) return null
  return html`<a class="push" href="/console/contacts/${query.client}/new">${t(language, 'search.newContact')}</a>`
}

/** A plain form: its address can be kept, sent to a colleague, and gone back to. */
function filters(viewer: Viewer, kind: ListKind, { query, offered }: Filtering): Html {
  const { language } = viewer
  const dated = kind === 'calls' || kind === 'texts' || kind === 'slips'
  return html`<search><form method="get" action="/console/${kind}" class="filters">
<label class="words"><span>${t(language, 'search.words')} <kbd class="desk">/</kbd></span><input type="search" name="q" value="${query.q ?? ''}" maxlength="200" data-key="/" placeholder="${t(language, `search.hint.${kind}`)}"></label>
${kind !== 'clients' && picker(viewer, { name: 'client', label: t(language, 'search.client'), options: offered.clients, query })}
${
  dated &&
  html`<label><span>${t(language, 'search.from')}</span><input type="date" name="from" value="${query.from ?? ''}"></label>
<label><span>${t(language, 'search.to')}</span><input type="date" name="to" value="${query.to ?? ''}"></label>`
}
${shownChoices[kind].map(({ name, label, values }) => {
  const options = values.map(([id, text]) => ({ id, name: t(language, text) }))
  return picker(viewer, { name, label: t(language, label), options, query })
})}
${peopleOf(viewer, kind, { query, offered })}
${kind === 'contacts' && html`<label><span>${t(language, 'search.tag')}</span><input name="tag" value="${query.tag ?? ''}" maxlength="40" autocapitalize="none"></label>`}
<div class="line"><button class="small">${t(language, 'search.find')}</button>
${fieldsOf(query).length > 0 && html`<a href="/console/${kind}">${t(language, 'search.everything')}</a>`}</div>
</form></search>`
}

type Filtering = Pick<ShownList<ListKind>, 'query' | 'offered'>

function peopleOf(viewer: Viewer, kind: ListKind, { query, offered }: Filtering): Html {
  const { language } = viewer
  const by = kind === 'calls' ? 'search.lookedAfterBy' : kind === 'slips' ? 'search.writtenBy' : null
  const hasExecutive = kind === 'slips' || kind === 'contacts'
  return html`${by && picker(viewer, { name: 'by', label: t(language, by), options: offered.secretaries, query })}
${hasExecutive && picker(viewer, { name: 'executive', label: t(language, 'search.executive'), options: offered.executives, query })}`
}

type Picker = { name: keyof ListQuery; label: string; options: readonly Named[]; query: ListQuery }

function picker({ language }: Viewer, { name, label, options, query }: Picker): Html | null {
  const chosen = query[name] === undefined ? '' : String(query[name])
  if (options.length === 0)
    return chosen === '' ? null : html`<input type="hidden" name="${name}" value="${chosen}">`
  return html`<label><span>${label}</span><select name="${name}">
<option value="">${t(language, 'search.all')}</option>
${options.map((one) => html`<option value="${one.id}"${one.id === chosen && html` selected`}>${one.name}</option>`)}
</select></label>`
}

function givenPart<K extends ListKind>(viewer: Viewer, kind: K, { given }: ShownList<K>): Html | null {
  if (given.length === 0) return null
  return html`<section class="panel" aria-labelledby="given"><h2 id="given">${t(viewer.language, 'search.given')}</h2>
${tableOf(viewer, kind, given)}
</section>`
}

function rowsOf<K extends ListKind>(viewer: Viewer, kind: K, { rows, reached }: ShownList<K>): Html {
  if (rows.length > 0) return tableOf(viewer, kind, rows)
  return html`<p class="quiet">${t(viewer.language, reached ? 'search.noneYet' : 'search.none')}</p>`
}

function pager(viewer: Viewer, kind: ListKind, { query, on, back, reached }: ShownList<ListKind>): Html {
  const { language } = viewer
  const byName = kind === 'contacts' || kind === 'clients'
  const words = byName
    ? (['search.previous', 'search.next'] as const)
    : (['search.newer', 'search.older'] as const)
  return html`<nav class="line pager" aria-label="${t(language, 'search.pages')}">
${back && html`<a role="button" class="small outline" rel="prev" href="${addressOf(kind, query, { before: back })}">${t(language, words[0])}</a>`}
${on && html`<a role="button" class="small outline" rel="next" href="${addressOf(kind, query, { after: on })}">${t(language, words[1])}</a>`}
${reached && html`<span class="meta">${t(language, 'search.lookedSoFar')}</span> <a role="button" class="small outline" href="${addressOf(kind, query, { after: reached })}">${t(language, 'search.lookFurther')}</a>`}
</nav>`
}

/** Says why: who reads the acts later wants to know it. */
function exporting(viewer: Viewer, kind: ListKind, { query }: ShownList<ListKind>): Html {
  const { language } = viewer
  return html`<details class="panel export"><summary>${t(language, 'search.export')}</summary>
<form method="post" action="/console/${kind}/export">${formTokenField(viewer)}
${fieldsOf(query).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label><span>${t(language, 'search.exportReason')}</span><input name="reason" required minlength="5" maxlength="200"></label>
<p class="meta">${t(language, 'search.exportNote', { most: exportAtMost })}</p>
<button class="small">${t(language, 'search.exportNow')}</button>
</form></details>`
}
