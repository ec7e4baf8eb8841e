import { formTokenField, type Viewer } from '../../../console/console-frame.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { usualPriority } from '../../../secretaries/assigned.ts'
import type { Answerer } from '../../../secretaries/find-answerers.ts'
import { clientPath } from '../setup-frame.ts'

export type AnswerersView = {
  readonly clientId: number
  readonly answerers: readonly Answerer[]
  readonly seen: string
  readonly mayChange: boolean
  readonly said: { readonly sentence: string; readonly notes: readonly string[] }
}

/** What will happen to a caller, in a sentence; then who is who for this client. */
export function answerersPart(viewer: Viewer, view: AnswerersView): Html {
  const { language } = viewer
  const { said, mayChange, clientId, seen } = view
  const table = answerersTable(viewer, view)
  return html`<div class="card answering-says"><p><strong>${said.sentence}</strong></p>
${said.notes.map((note) => html`<p class="hint">${note}</p>`)}</div>
<section class="card" aria-labelledby="answerers">
<h2 id="answerers">${t(language, 'answerers.title')}</h2>
<p class="hint">${t(language, 'answerers.hint')}</p>
${
  mayChange
    ? html`<form method="post" action="${clientPath(clientId)}/answering/secretaries">${formTokenField(viewer)}<input type="hidden" name="seen" value="${seen}">
${table}<button class="secondary">${t(language, 'answerers.save')}</button></form>`
    : table
}</section>`
}

function answerersTable(viewer: Viewer, { answerers, mayChange }: AnswerersView): Html {
  const { language } = viewer
  const shown = [...answerers]
    .sort((a, b) => placeOf(a) - placeOf(b))
    .filter((one) => mayChange || works(one))
  return html`<table class="answerers"><thead><tr>${(['name', 'near', 'priority'] as const).map(
    (column) => html`<th scope="col">${t(language, `answerers.${column}`)}</th>`,
  )}</tr></thead><tbody>${shown.map((one) => (mayChange ? changedRow(viewer, one) : readRow(viewer, one)))}</tbody></table>`
}

const works = ({ assigned, everywhere }: Answerer) => assigned !== null || everywhere

/** The regular ones first, then those who work for it, by their rank. */
const placeOf = (one: Answerer): number =>
  (one.assigned?.regular ? 0 : works(one) ? 10 : 20) + (one.assigned?.priority ?? usualPriority)

type Near = 'regular' | 'assigned' | 'none' | 'everywhere'

function nearOf({ assigned, everywhere }: Answerer): Near {
  if (assigned?.regular) return 'regular'
  if (everywhere) return 'everywhere'
  return assigned ? 'assigned' : 'none'
}

const ranks = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

function changedRow({ language }: Viewer, one: Answerer): Html {
  const near = nearOf(one)
  const choices: Near[] = one.everywhere ? ['regular', 'everywhere'] : ['regular', 'assigned', 'none']
  const { id, name } = one
  return html`<tr><th scope="row"><bdi>${name}</bdi></th>
<td><select name="near.${id}" aria-label="${t(language, 'answerers.nearOf', { name })}">${choices.map(
    (value) =>
      html`<option value="${value}"${value === near && html` selected`}>${t(language, `answerers.${value}`)}</option>`,
  )}</select></td>
<td><select name="priority.${id}" aria-label="${t(language, 'answerers.priorityOf', { name })}">${ranks.map(
    (rank) =>
      html`<option value="${rank}"${rank === (one.assigned?.priority ?? usualPriority) && html` selected`}>${rank}</option>`,
  )}</select></td></tr>`
}

const readRow = ({ language }: Viewer, one: Answerer): Html =>
  html`<tr><th scope="row"><bdi>${one.name}</bdi></th><td>${t(language, `answerers.${nearOf(one)}`)}</td><td>${one.assigned?.priority ?? usualPriority}</td></tr>`
