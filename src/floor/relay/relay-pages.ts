import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { numberText } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import { panel } from '../../secretaries/account/account-pages.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import { taskKindOf } from '../../tasks/task-kinds.ts'
import { addressOfInHand, type InHandKind, inHandKinds } from './in-hand.ts'

type Item = {
  readonly kind: InHandKind
  readonly clientId: number
  readonly subjectId: string
  readonly client: string
  readonly name: string | null
  readonly number: string | null
  readonly task: string | null
  readonly dueAt: Date | null
}
type Note = { readonly id: string; readonly body: string; readonly client: string | null }
type Person = { readonly id: string; readonly name: string }

export type RelayView = {
  readonly handed: readonly {
    readonly id: string
    readonly from: string
    readonly at: Date
    readonly toEverybody: boolean
    readonly items: readonly Item[]
    readonly notes: readonly Note[]
  }[]
  readonly inHand: readonly { readonly kind: InHandKind }[]
  /** Of hers, for whoever comes next. */
  readonly notes: readonly Note[]
  readonly typed: { readonly body: string; readonly clientId: string }
  readonly clients: readonly { readonly clientId: number; readonly name: string }[]
  readonly colleagues: readonly Person[]
  readonly nextId: string | null
  /** When her own shift ends; null where she has none now. */
  readonly endsAt: Date | null
}

/** What was handed to her, what she has in hand, and her word that she ends. */
export function relayPart(viewer: Viewer, view: RelayView): Html {
  const { language } = viewer
  return html`${
    view.handed.length > 0 &&
    panel('handed', t(language, 'relay.handed'), html`${view.handed.map((one) => handedHtml(viewer, one))}`)
  }
<div class="columns">${panel('ending', t(language, 'relay.end'), ending(viewer, view))}
${panel('notes', t(language, 'relay.notes'), notes(viewer, view))}</div>`
}

function handedHtml(viewer: Viewer, handed: RelayView['handed'][number]): Html {
  const { language, now } = viewer
  const when = whenInWords({ at: handed.at, now, timeZone: agencyTimeZone }, language)
  const general = handed.notes.filter(({ client }) => client === null)
  const ofClients = handed.notes.filter(({ client }) => client !== null)
  return html`<article class="handed"><h3>${t(language, 'relay.from', { name: handed.from, when })}</h3>
<p class="meta">${summary(viewer, handed.items)}${handed.toEverybody && html` ${t(language, 'relay.toEverybody')}`}</p>
${general.map(({ body }) => html`<blockquote class="note"><bdi>${body}</bdi></blockquote>`)}
${handed.items.length > 0 && html`<ul class="rows">${handed.items.map((item) => itemHtml(viewer, item))}</ul>`}
${ofClients.map(
  ({ body, client }) => html`<blockquote class="note"><strong><bdi>${client}</bdi></strong>
<bdi>${body}</bdi></blockquote>`,
)}
<form method="post" action="/console/shifts/handed/${handed.id}/seen">${formTokenField(viewer)}<button class="small">${t(language, 'relay.seen')}</button></form>
</article>`
}

/** "2 fiches en cours, 1 tâche" */
function summary({ language }: Viewer, items: readonly { readonly kind: InHandKind }[]): string {
  const counted = inHandKinds.flatMap((kind) => {
    const count = items.filter((item) => item.kind === kind).length
    return count === 0 ? [] : [t(language, `relay.count.${kind}`, { count })]
  })
  return counted.length === 0 ? t(language, 'relay.nothing') : counted.join(', ')
}

function itemHtml({ language, now }: Viewer, item: Item): Html {
  const due = item.dueAt && whenInWords({ at: item.dueAt, now, timeZone: agencyTimeZone }, language)
  const caller = item.name ?? (item.number ? numberText(item.number) : t(language, 'mail.withheld'))
  const words = item.kind === 'task' ? t(language, `task.${taskKindOf(item.task ?? '')}`) : caller
  return html`<li class="row line"><a href="${addressOfInHand(item)}"><bdi>${words}</bdi></a>
<span class="meta">${t(language, `relay.kind.${item.kind}`)}${due && html` ${due}`} · <bdi>${item.client}</bdi></span></li>`
}

function ending(viewer: Viewer, { inHand, colleagues, nextId, endsAt }: RelayView): Html {
  const { language, now } = viewer
  const when = endsAt && whenInWords({ at: endsAt, now, timeZone: agencyTimeZone }, language)
  return html`${when && html`<p>${t(language, 'relay.endsAt', { when })}</p>`}
<p>${t(language, 'relay.inHand', { what: summary(viewer, inHand) })}</p>
<form method="post" action="/console/shifts/end">${formTokenField(viewer)}
<label for="to">${t(language, 'relay.to')}</label>
<select id="to" name="to"><option value="">${t(language, 'relay.everybody')}</option>${colleagues.map(
    ({ id, name }) => html`<option value="${id}"${id === nextId && html` selected`}>${name}</option>`,
  )}</select>
<button class="small">${t(language, 'relay.endSubmit')}</button>
<p class="meta">${t(language, 'relay.endWhy')}</p></form>`
}

function notes(viewer: Viewer, { notes: written, clients, typed }: RelayView): Html {
  const { language } = viewer
  return html`${
    written.length > 0 &&
    html`<ul class="rows">${written.map(
      ({ id, body, client }) =>
        html`<li class="row"><strong><bdi>${client ?? t(language, 'relay.allClients')}</bdi></strong>
<blockquote class="note"><bdi>${body}</bdi></blockquote>
<form method="post" action="/console/shifts/notes/${id}/delete">${formTokenField(viewer)}<button class="small plain">${t(language, 'relay.deleteNote')}</button></form></li>`,
    )}</ul>`
  }
<form method="post" action="/console/shifts/notes">${formTokenField(viewer)}
<label for="noteClient">${t(language, 'relay.noteAbout')}</label>
<select id="noteClient" name="clientId"><option value="">${t(language, 'relay.allClients')}</option>${clients.map(
    ({ clientId, name }) =>
      html`<option value="${clientId}"${String(clientId) === typed.clientId && html` selected`}>${name}</option>`,
  )}</select>
<label for="noteBody">${t(language, 'relay.note')}</label>
<textarea id="noteBody" name="body" rows="3" maxlength="1000" required>
${typed.body}</textarea>
<button class="small secondary">${t(language, 'relay.noteSubmit')}</button></form>`
}
