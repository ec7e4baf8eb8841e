import { consoleFrame, type Viewer } from '../console/console-frame.ts'
import { nameHtml, numberLink, numberText } from '../console/desk/desk-parts.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { timeOfDay, whenInWords } from '../i18n/time-in-words.ts'
import { ringButton } from '../outgoing/ring-pages.ts'
import { localTime } from '../rules/local-time.ts'
import type { CallbackFilter, ListedCallback } from './find-callbacks.ts'
import type { Callback } from './lock-callback.ts'
import { isStanding } from './states.ts'

type Named = { readonly clientId: number; readonly name: string }
export type ListShown = {
  readonly rows: readonly ListedCallback[]
  readonly filter: CallbackFilter
  readonly clients: readonly Named[]
}

/** Whom to ring back, late ones first. */
export function callbacksPage(viewer: Viewer, { rows, filter, clients }: ListShown): Html {
  const { language } = viewer
  const late = rows.filter(({ callback }) => callback.overdueAt <= viewer.now).length
  return consoleFrame(viewer, {
    title: t(language, 'callbacks.title'),
    at: 'callbacks',
    styles: ['search.css', 'callbacks.css'],
    main: html`<div class="line"><h1>${t(language, 'callbacks.title')} <span class="count">${rows.length}</span></h1>
${late > 0 && html`<span class="tag urgent">${t(language, 'callbacks.lateCount', { count: late })}</span>`}
<a class="push" role="button" href="/console/callbacks/new" data-key="r">${t(language, 'callbacks.new')} <kbd>r</kbd></a></div>
<form class="filters" method="get" action="/console/callbacks">
<label><span>${t(language, 'callbacks.whose')}</span><select name="who"><option value="all">${t(language, 'callbacks.all')}</option><option value="mine"${filter.mine && html` selected`}>${t(language, 'callbacks.mine')}</option></select></label>
<label><span>${t(language, 'callbacks.client')}</span><select name="client"><option value="">${t(language, 'callbacks.allClients')}</option>${clients.map(
      ({ clientId, name }) =>
        html`<option value="${clientId}"${clientId === filter.clientId && html` selected`}>${name}</option>`,
    )}</select></label>
<button class="small">${t(language, 'callbacks.show')}</button></form>
${
  rows.length === 0
    ? html`<p class="quiet">${t(language, 'callbacks.none')}</p>`
    : html`<ul class="rows callbacks">${rows.map((row) => listRow(row, viewer))}</ul>`
}`,
  })
}

export const addressOf = ({ clientId, id }: Pick<Callback, 'clientId' | 'id'>): string =>
  `/console/callbacks/${clientId}/${id}`

function listRow({ callback, client, timeZone, takenBy, wishes }: ListedCallback, viewer: Viewer): Html {
  const { language } = viewer
  const standing = wishes.filter(({ wish }) => !wish.withdrawnAt)
  const why = standing.map(({ wish }) => wish.why).filter((said) => said !== null)
  const forWhom = [...new Set(standing.map(({ executive }) => executive).filter((name) => name !== null))]
  return html`<li class="panel">${dueTag(callback, timeZone, viewer)}
<div class="whom"><p class="line"><a class="who" href="${addressOf(callback)}">${whoHtml(callback, viewer)}</a>
${callback.name && callback.number && numberLink(callback.number)}</p>
<p class="meta"><bdi>${client}</bdi>${forWhom.map((name) => html` · ${t(language, 'callbacks.for', { name })}`)}${
    takenBy && html` · ${t(language, 'board.takenBy', { name: takenBy })}`
  }${callback.tries > 0 && html` · ${t(language, 'callbacks.tries', { count: callback.tries })}`}</p>
${why.map((said) => html`<p>${nameHtml(said, 200)}</p>`)}</div>
${callback.number && isStanding(callback.state) && ringButton(viewer, { clientId: callback.clientId, number: callback.number, callbackId: callback.id })}</li>`
}

export const whoHtml = ({ name, number }: Pick<Callback, 'name' | 'number'>, { language }: Viewer): Html => {
  if (name) return nameHtml(name, 80)
  return number ? html`${numberText(number)}` : html`${t(language, 'callbacks.noNumber')}`
}

/** When he is to be rung, in words where it is late: never by colour alone. */
export function dueTag(callback: Callback, timeZone: string, { language, now }: Viewer): Html {
  const { dueAt, until, overdueAt, state, priority } = callback
  const isLate = overdueAt <= now
  const isDue = dueAt <= now
  const when = shortWhen(dueAt, timeZone, { language, now })
  const kind = isLate ? 'urgent' : isDue ? 'warn' : 'info'
  const words =
    state === 'undecided' ? 'callbacks.toDecide' : isLate ? 'callbacks.late' : isDue ? 'callbacks.now' : null
  return html`<p class="due"><span class="tag ${kind}">${words ? t(language, words) : when}</span>
${words && state !== 'undecided' && html`<span class="meta">${t(language, 'callbacks.since', { when })}</span>`}
${until && html`<span class="meta">${t(language, 'callbacks.until', { when: shortWhen(until, timeZone, { language, now }) })}</span>`}
${priority === 'urgent' && html`<span class="tag urgent">${t(language, 'board.urgent')}</span>`}</p>`
}

function shortWhen(at: Date, timeZone: string, { language, now }: Pick<Viewer, 'language' | 'now'>): string {
  const isToday = localTime(at, timeZone).today.date === localTime(now, timeZone).today.date
  return isToday ? timeOfDay(at, timeZone, language) : whenInWords({ at, now, timeZone }, language)
}
