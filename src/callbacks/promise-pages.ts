import { consoleFrame, formTokenField, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { formatNational } from '../phone-number.ts'
import type { TimeProblem } from './check-promise.ts'
import type { PromiseForm } from './promise-form.ts'
import type { WrongWho } from './resolve-who.ts'

export type PromiseShown = {
  readonly form: PromiseForm
  readonly clients: readonly { readonly clientId: number; readonly name: string }[]
  /** Of the client that was chosen. */
  readonly executives: readonly { readonly id: string; readonly name: string }[]
  readonly wrong: WrongPromise
}
export type WrongPromise = {
  readonly client?: 'none'
  readonly who?: WrongWho
  readonly from?: TimeProblem
  readonly until?: TimeProblem
}

/** A secretary promises that somebody is rung back. */
export function promisePage(viewer: Viewer, shown: PromiseShown): Html {
  const { language } = viewer
  const { form, clients, executives, wrong } = shown
  const problem = (name: 'from' | 'until') => {
    const why = wrong[name]
    return why && html`<p class="problem" id="${name}-problem">${t(language, `callback.wrong.${why}`)}</p>`
  }
  const main = html`<section class="panel"><h1>${t(language, 'callbacks.promise')}</h1>
<form method="post" action="/console/callbacks/new" data-ctrl-enter novalidate autocomplete="off">${formTokenField(viewer)}
<input type="hidden" name="once" value="${form.once}"><input type="hidden" name="callId" value="${form.callId}"><input type="hidden" name="slipId" value="${form.slipId}">
<div class="field"><label for="client">${t(language, 'callbacks.client')}</label>
<select id="client" name="client"${invalid('client', wrong.client)}><option value=""></option>${clients.map(
    ({ clientId, name }) =>
      html`<option value="${clientId}"${clientId === form.client && html` selected`}>${name}</option>`,
  )}</select>${wrong.client && html`<p class="problem" id="client-problem">${t(language, 'callbacks.wrong.client')}</p>`}</div>
<div class="field"><label for="who">${t(language, 'callbacks.who')}</label>
<input id="who" name="who" value="${form.who}" maxlength="200" dir="auto"${invalid('who', wrong.who)}>
${whoProblem(viewer, wrong.who)}</div>
<div class="field"><label for="why">${t(language, 'callback.why')}</label><input id="why" name="why" value="${form.why}" maxlength="300" dir="auto"></div>
<div class="pair"><div class="field"><label for="from">${t(language, 'callbacks.ringAt')}</label>
<input id="from" name="from" type="datetime-local" value="${form.from}"${invalid('from', wrong.from)}>${problem('from')}</div>
<div class="field"><label for="until">${t(language, 'callbacks.atLatest')}</label>
<input id="until" name="until" type="datetime-local" value="${form.until}"${invalid('until', wrong.until)}>${problem('until')}</div></div>
${
  executives.length > 0 &&
  html`<div class="field"><label for="executive">${t(language, 'callbacks.executive')}</label>
<select id="executive" name="executive"><option value="">${t(language, 'callbacks.noExecutive')}</option>${executives.map(
    ({ id, name }) => html`<option value="${id}"${id === form.executive && html` selected`}>${name}</option>`,
  )}</select></div>`
}
<label class="tick"><input type="checkbox" name="urgent" value="yes"${form.urgent && html` checked`}> ${t(language, 'board.urgent')}</label>
<label class="tick"><input type="checkbox" name="mine" value="yes"${form.mine && html` checked`}> ${t(language, 'callbacks.iWill')}</label>
<button>${t(language, 'callbacks.promiseIt')} <kbd>${t(language, 'keys.ctrlEnter')}</kbd></button></form></section>`
  const title = t(language, 'callbacks.promise')
  return consoleFrame(viewer, { title, at: 'callbacks', main, styles: ['call.css', 'callbacks.css'] })
}

const invalid = (field: string, problem: unknown): Html | null =>
  problem ? html` aria-invalid="true" aria-describedby="${field}-problem"` : null

function whoProblem({ language }: Viewer, wrong: WrongWho | undefined): Html | null {
  if (!wrong) return null
  return html`<p class="problem" id="who-problem">${t(language, `callback.wrong.${wrong.problem}`)}</p>
${
  wrong.among.length > 0 &&
  html`<fieldset class="pick"><legend>${t(language, 'callback.among')}</legend>${wrong.among.map(
    ({ name, number }) =>
      html`<label class="chip"><input type="radio" name="pick" value="${number}"> <bdi>${name}</bdi>, ${formatNational(number)}</label>`,
  )}</fieldset>`
}`
}
