import { formTokenField, type Viewer } from '../../../console/console-frame.ts'
import { type Html, html } from '../../../html.ts'
import { type Language, t } from '../../../i18n/text.ts'
import type { Problem } from '../../agency-folder/problem.ts'
import type { ClientState } from '../../tables.ts'
import { sayIssue } from '../say-issue.ts'
import { clientPath, setupFrame, tabPath } from '../setup-frame.ts'

type ClientHead = { readonly clientId: number; readonly name: string; readonly state: ClientState }

type ContactsView = {
  readonly client: ClientHead
  readonly contacts: number
  readonly mayChange: boolean
  readonly alert: string | null
  readonly notice: string | null
}

/** How many contacts a client has, and the way in for more. */
export function contactsPage(
  viewer: Viewer,
  { client, contacts, mayChange, alert, notice }: ContactsView,
): Html {
  const { language } = viewer
  const main = html`${alert && html`<p role="alert" class="notice wrong">${alert}</p>`}
${notice && html`<p role="status" class="notice">${notice}</p>`}
<p>${t(language, 'setup.contactCount', { count: contacts })} · <a href="${`/console/contacts?client=${client.clientId}`}">${t(language, 'setup.contacts.look')}</a></p>
${
  mayChange &&
  html`<form method="post" enctype="multipart/form-data" class="setup" action="${clientPath(client.clientId)}/contacts/import">
${formTokenField(viewer)}
<fieldset class="setup-group"><legend>${t(language, 'setup.contacts.import')}</legend>
<p class="hint">${t(language, 'setup.contacts.importHint')}</p>
<label for="file">${t(language, 'setup.contacts.file')}</label>
<input type="file" id="file" name="file" accept=".csv,.txt,text/csv" required>
<button>${t(language, 'setup.contacts.look2')}</button></fieldset></form>`
}`
  return setupFrame(viewer, { client, at: 'contacts', title: t(language, 'setup.tab.contacts'), main })
}

export type PreviewView = {
  readonly client: ClientHead
  readonly importId: string
  readonly fileName: string
  readonly encoding: string
  readonly delimiter: string
  readonly header: readonly string[]
  readonly mapping: readonly string[]
  readonly sample: readonly (readonly string[])[]
  readonly rows: number
  readonly counts: {
    readonly created: number
    readonly changed: number
    readonly removed: number
    readonly kept: number
  }
  readonly badRows: number
  readonly problems: readonly Problem[]
  readonly alert: string | null
}

const mappable = ['', 'key', 'name', 'company', 'numbers', 'email', 'tags', 'executive'] as const
const problemsShown = 100

/** What an import would do, before it does it. */
export function previewPage(viewer: Viewer, view: PreviewView): Html {
  const { language } = viewer
  const { client, importId, badRows, counts, rows, alert } = view
  const main = html`${alert && html`<p role="alert" class="notice wrong">${alert}</p>`}
<p>${t(language, 'setup.contacts.form', { file: view.fileName, encoding: view.encoding.toUpperCase(), delimiter: delimiterName(view.delimiter, language), rows })}
${view.encoding === 'windows-1252' && t(language, 'setup.contacts.accents')}</p>
<form method="post" class="setup" action="${clientPath(client.clientId)}/contacts/import/${importId}">
${formTokenField(viewer)}
${mappingTable(language, view)}
<p><button name="do" value="map" class="secondary">${t(language, 'setup.contacts.remap')}</button></p>
<h2>${t(language, 'setup.contacts.outcome')}</h2>
<ul class="counts">
<li>${t(language, 'setup.contacts.created', { count: counts.created })}</li>
<li>${t(language, 'setup.contacts.changed', { count: counts.changed })}</li>
<li>${t(language, 'setup.contacts.kept', { count: counts.kept })}</li>
<li>${t(language, 'setup.contacts.unnamed', { count: counts.removed })}</li>
</ul>
${badRows > 0 && problemsPart(language, view)}
${
  badRows === 0 &&
  counts.removed > 0 &&
  html`<label><input type="checkbox" name="others" value="remove"> ${t(language, 'setup.contacts.removeOthers', { count: counts.removed })}</label>`
}
<div class="setup-buttons">
${
  badRows === 0
    ? html`<button name="do" value="import">${t(language, 'setup.contacts.go')}</button>`
    : rows > badRows &&
      html`<button name="do" value="skip">${t(language, 'setup.contacts.skip', { bad: badRows, good: rows - badRows })}</button>`
}
<button name="do" value="stop" class="secondary outline">${t(language, 'setup.contacts.stop')}</button>
<a href="${tabPath(client.clientId, 'contacts')}">${t(language, 'setup.cancel')}</a>
</div>
</form>`
  return setupFrame(viewer, { client, at: 'contacts', title: t(language, 'setup.contacts.preview'), main })
}

const delimiterName = (delimiter: string, language: Language): string =>
  delimiter === '\t' ? t(language, 'setup.contacts.tab') : delimiter

function mappingTable(language: Language, { header, mapping, sample }: PreviewView): Html {
  const title = t(language, 'setup.contacts.columns')
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="mapping"><caption>${title}</caption>
<thead><tr>${header.map(
    (cell, index) =>
      html`<th scope="col"><bdi>${cell}</bdi><select name="column.${index}" aria-label="${t(language, 'setup.contacts.columnIs', { column: cell })}">${mappable.map(
        (field) =>
          html`<option value="${field}"${mapping[index] === field && html` selected`}>${t(language, field === '' ? 'setup.contacts.ignored' : `setup.contacts.field.${field}`)}</option>`,
      )}</select></th>`,
  )}</tr></thead>
<tbody>${sample.map((cells) => html`<tr>${header.map((_, index) => html`<td><bdi>${(cells[index] ?? '').slice(0, 80)}</bdi></td>`)}</tr>`)}</tbody></table></div>`
}

function problemsPart(language: Language, { problems, badRows, header, mapping }: PreviewView): Html {
  return html`<section class="notice wrong" role="alert"><p>${t(language, 'setup.contacts.bad', { count: badRows })}</p>
<ul>${problems.slice(0, problemsShown).map((problem) => html`<li>${sayProblem(problem, { language, header, mapping })}</li>`)}</ul>
${problems.length > problemsShown && html`<p>${t(language, 'setup.contacts.more', { count: problems.length - problemsShown })}</p>`}</section>`
}

type Columns = {
  readonly language: Language
  readonly header: readonly string[]
  readonly mapping: readonly string[]
}

/** « Ligne 12, colonne 3 (Téléphone) : … » */
function sayProblem(
  { place, path, value, expected }: Problem,
  { language, header, mapping }: Columns,
): string {
  const column = mapping.indexOf(path)
  const said = sayIssue({ path: [], value: value?.replace(/^"|"$/g, '') ?? null, expected }, language)
  return column < 0
    ? t(language, 'setup.contacts.atLine', { line: place.line, said })
    : t(language, 'setup.contacts.atCell', {
        line: place.line,
        column: column + 1,
        name: header[column] ?? '',
        said,
      })
}
