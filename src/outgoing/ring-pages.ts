import { formTokenField, type Viewer } from '../console/console-frame.ts'
import { numberText } from '../console/desk/desk-parts.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { type Purpose, purposes } from './outgoing.ts'

export type ToRing = {
  readonly clientId: number
  /** E.164, or whatever is shown as a number: what may not be rung is said when she presses. */
  readonly number: string
  /** What gives rise to it. */
  readonly slipId?: string | null
  readonly callbackId?: string | null
  /** A callback where there is one, else service. */
  readonly purpose?: Purpose
  /** In full words: "Rappeler 06 …"; else "Appeler", with the number for those who hear the page. */
  readonly words?: 'callBack' | 'call'
  /** One key that presses it. */
  readonly key?: string
}

/** A form of its own, so not inside another one: she rings that number for the client. */
export function ringButton(viewer: Pick<Viewer, 'language' | 'formToken'>, ringing: ToRing): Html {
  const { language } = viewer
  const { clientId, number, slipId, callbackId, purpose, words, key } = ringing
  const shown = numberText(number)
  const label = t(language, words === 'callBack' ? 'outgoing.ringBack' : 'outgoing.ringNumber', {
    number: shown,
  })
  return html`<form method="post" action="/console/outgoing/${clientId}" class="ring-out">${formTokenField(viewer)}
<input type="hidden" name="to" value="${number}">${hidden('slipId', slipId)}${hidden('callbackId', callbackId)}${hidden('purpose', purpose)}
<button class="small"${words ? null : html` aria-label="${label}"`}${key && html` data-key="${key}"`}><span aria-hidden="true">✆</span> ${words ? label : t(language, 'outgoing.ring')}${key && html` <kbd>${key}</kbd>`}</button></form>`
}

const hidden = (name: string, value: string | null | undefined): Html | null =>
  value ? html`<input type="hidden" name="${name}" value="${value}">` : null

/** The same with a purpose to choose, for one of several numbers. */
export function ringForm(
  viewer: Pick<Viewer, 'language' | 'formToken'>,
  { clientId, numbers }: { readonly clientId: number; readonly numbers: readonly string[] },
): Html {
  const { language } = viewer
  return html`<details><summary>${t(language, 'outgoing.otherPurpose')}</summary>
<form method="post" action="/console/outgoing/${clientId}">${formTokenField(viewer)}
<label for="ring-to">${t(language, 'outgoing.number')}</label>
<select id="ring-to" name="to">${numbers.map((number) => html`<option value="${number}">${numberText(number)}</option>`)}</select>
<label for="ring-why">${t(language, 'outgoing.purpose')}</label>
<select id="ring-why" name="purpose">${purposes.map((purpose) => html`<option value="${purpose}">${t(language, `outgoing.purpose.${purpose}`)}</option>`)}</select>
<button class="small"><span aria-hidden="true">✆</span> ${t(language, 'outgoing.ring')}</button></form></details>`
}
