import type { Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { SupervisorMode } from '../states.ts'
import type { LiveKey } from '../take-step.ts'
import { modes } from './listening.ts'

export type Offered = LiveKey & {
  /** The secretary whose call it is. */
  readonly name: string
  readonly allowed: readonly SupervisorMode[]
}

type Looker = Pick<Viewer, 'language'>

/** What a supervisor can do in a call of somebody else's; listening.js does it with her telephone. */
export const listenButtons = ({ language }: Looker, { clientId, callId, name, allowed }: Offered): Html =>
  html`<span class="listens" data-listens-to="${clientId}/${callId}">${allowed.map((mode) => {
    const about = t(language, `listening.about.${mode}`, { name })
    return html`<button type="button" class="small" data-listens="${mode}" title="${about}" aria-description="${about}">${t(language, `listening.${mode}`)}</button> `
  })}</span>`

/** In the bar of the call that she is in: who hears her, or whom she hears. Filled in by listening.js. */
export const listeningBar = ({ language }: Looker): Html => html`<div class="heard" hidden>
<p role="status"${modes.map((mode) => html` data-${mode}="${t(language, `listening.heard.${mode}`)}"`)} data-tell="${t(language, 'listening.tellHim')}"></p>
<button type="button" class="small secondary" data-listens="refuse-listening">${t(language, 'listening.refuse')}</button></div>
<p class="acts listens"${modes.map((mode) => html` data-${mode}="${t(language, `listening.mine.${mode}`)}"`)} hidden>${modes.map((mode) => html`<button type="button" class="small secondary" data-listens="${mode}" aria-pressed="false">${t(language, `listening.${mode}`)}</button> `)}<button type="button" class="small urgent" data-listens="leave">${t(language, 'listening.leave')} <kbd>${t(language, 'softphone.shift')} F9</kbd></button></p>`

/** What could not be done, and why. */
export const listeningTold = ({ language }: Looker): Html =>
  html`<p id="listening-told" class="notice warn" role="alert"${told.map((code) => html` data-${code.toLowerCase()}="${t(language, `listening.${code}`)}"`)} hidden></p>`

const told = ['notNow', 'elsewhere', 'noTelephone', 'notAllowed', 'refused', 'away'] as const
