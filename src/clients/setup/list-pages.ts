import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { ClientState } from '../tables.ts'
import type { ListName } from './part.ts'
import { partPaths } from './part-pages.ts'
import { clientPath, type SetupTab, setupFrame } from './setup-frame.ts'

export type ListView = {
  readonly client: { readonly clientId: number; readonly name: string; readonly state: ClientState }
  readonly at: SetupTab
  readonly mayChange: boolean
  readonly lists: readonly PartList[]
  readonly notices: readonly string[]
  /** Numbers that wait. */
  readonly above?: Html | null
}

export type PartList = {
  readonly part: ListName
  readonly items: readonly ListedItem[]
  /** Its order matters: it can be changed by keys and by dragging. */
  readonly ordered: boolean
}

export type ListedItem = {
  readonly key: string
  readonly title: string
  readonly details: readonly string[]
  readonly beside?: Html | null
}

/** What a client has several of: lines, executives, reasons and so on, with the way to each. */
export function listPage(viewer: Viewer, view: ListView): Html {
  const { language } = viewer
  const [first] = view.lists
  const title = t(
    language,
    first && view.lists.length === 1 ? `setup.title.${first.part}` : `setup.tab.${view.at}`,
  )
  const main = html`${view.notices.map((said) => html`<p role="status" class="notice">${said}</p>`)}
${view.above}
${view.lists.map((list) => listHtml(viewer, view, list))}`
  const scripts = view.mayChange && view.lists.some(({ ordered }) => ordered) ? ['setup.js'] : []
  return setupFrame(viewer, { client: view.client, at: view.at, title, main, scripts })
}

function listHtml(viewer: Viewer, view: ListView, list: PartList): Html {
  const { language } = viewer
  const { part, items, ordered } = list
  const path = `${clientPath(view.client.clientId)}/${partPaths[part]}`
  const several = view.lists.length > 1
  return html`<section>
${several && html`<h2>${t(language, `setup.title.${part}`)}</h2>`}
<p class="hint">${t(language, `setup.about.${part}`)}</p>
${items.length === 0 && html`<p>${t(language, 'setup.noneYet')}</p>`}
${ordered && view.mayChange && items.length > 1 ? orderedHtml(viewer, path, items) : plainHtml(path, items)}
${view.mayChange && html`<p><a role="button" href="${path}/new">${t(language, `setup.new.${part}`)}</a></p>`}
</section>`
}

const plainHtml = (path: string, items: readonly ListedItem[]): Html =>
  html`<ul class="setup-list">${items.map((item) => html`<li>${itemHtml(path, item)}</li>`)}</ul>`

const itemHtml = (path: string, { key, title, details, beside }: ListedItem): Html =>
  html`<div class="item"><a href="${path}/${key}"><bdi>${title}</bdi></a>
${details.length > 0 && html`<small>${details.map((detail, index) => html`${index > 0 && ' · '}<bdi>${detail}</bdi>`)}</small>`}
${beside}</div>`

/** Buttons move one up or down; the script lets the row be dragged by its handle, and sends the same form. */
function orderedHtml(viewer: Viewer, path: string, items: readonly ListedItem[]): Html {
  const { language } = viewer
  return html`<form method="post" action="${path}" class="setup-order">
${formTokenField(viewer)}
<ol class="setup-list" data-order>${items.map(
    (item, place) => html`<li><input type="hidden" name="order" value="${item.key}">
<span class="handle" aria-hidden="true" data-handle>⠿</span>
${itemHtml(path, item)}
<span class="moves">
<button name="move" value="up.${item.key}" class="secondary outline"${place === 0 && html` disabled`} aria-label="${t(language, 'setup.moveUp', { name: item.title })}">↑</button>
<button name="move" value="down.${item.key}" class="secondary outline"${place === items.length - 1 && html` disabled`} aria-label="${t(language, 'setup.moveDown', { name: item.title })}">↓</button>
</span></li>`,
  )}</ol>
</form>`
}
