import { writeMoment } from '../clients/until.ts'
import { formTokenField, type Viewer } from '../console/console-frame.ts'
import { nameHtml } from '../console/desk/desk-parts.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { whenInWords } from '../i18n/time-in-words.ts'
import type { FoundCallback } from './find-callbacks.ts'
import { addressOf } from './list-pages.ts'
import { attemptOutcomes, closeReasons } from './states.ts'

export type Colleague = { readonly id: string; readonly name: string }
type Shown = {
  readonly found: FoundCallback
  readonly colleagues: readonly Colleague[]
  readonly once: string
}

const to = ({ found }: Shown, step: string): string => `${addressOf(found.callback)}/${step}`

/** Who has it in hand: she takes it, gives it away or puts it back. */
export function handPart(viewer: Viewer, shown: Shown): Html {
  const { language, secretary } = viewer
  const { callback, takenBy } = shown.found
  const others = shown.colleagues.filter(({ id }) => id !== callback.takenById)
  const isHers = callback.takenById === secretary.id
  return html`<section class="panel"><form method="post" action="${to(shown, 'take')}" class="line">${formTokenField(viewer)}
<input type="hidden" name="from" value="${callback.takenById ?? ''}">
<span class="meta">${isHers ? t(language, 'callbacks.yours') : takenBy ? t(language, 'board.takenBy', { name: takenBy }) : t(language, 'callbacks.nobodys')}</span>
${!isHers && html`<button class="small outline" name="to" value="${secretary.id}" data-key="t">${t(language, takenBy ? 'task.takeOver' : 'task.take')} <kbd>t</kbd></button>`}
${isHers && html`<button class="small outline" name="to" value="">${t(language, 'callbacks.putBack')}</button>`}</form>
<form method="post" action="${to(shown, 'take')}" class="line">${formTokenField(viewer)}
<input type="hidden" name="from" value="${callback.takenById ?? ''}">
<label for="to">${t(language, 'callbacks.giveTo')}</label>
<select id="to" name="to">${others.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select>
<button class="small secondary outline">${t(language, 'callbacks.give')}</button></form></section>`
}

/** An attempt that she made by other means. */
export function triedPart(viewer: Viewer, shown: Shown): Html {
  const { language } = viewer
  return html`<section class="panel" aria-labelledby="tried"><h2 id="tried">${t(language, 'callbacks.tried')}</h2>
<form method="post" action="${to(shown, 'tried')}" data-ctrl-enter>${formTokenField(viewer)}
<input type="hidden" name="once" value="${shown.once}">
<label>${t(language, 'callbacks.note')}<textarea name="note" rows="2" maxlength="2000"></textarea></label>
<p class="line">${attemptOutcomes
    .filter((outcome) => outcome !== 'failed')
    .map(
      (outcome) =>
        html`<button class="small${outcome !== 'talked' && html` secondary`}" name="outcome" value="${outcome}"${outcome === 'talked' && html` data-sends`}>${t(language, `callbacks.outcome.${outcome}`)}${outcome === 'talked' && html` <kbd>${t(language, 'keys.ctrlEnter')}</kbd>`}</button>`,
    )}</p></form></section>`
}

/** Another time for the next try. */
export function timePart(viewer: Viewer, shown: Shown): Html {
  const { language, now } = viewer
  const { callback, client } = shown.found
  const local = (at: Date | null) => (at && at > now ? writeMoment(at, client.hours.timeZone) : '')
  return html`<section class="panel"><form method="post" action="${to(shown, 'move')}" class="line">${formTokenField(viewer)}
<label>${t(language, 'callbacks.ringAt')} <input type="datetime-local" name="from" value="${local(callback.dueAt)}"></label>
<label>${t(language, 'callbacks.atLatest')} <input type="datetime-local" name="until" value="${local(callback.until)}"></label>
<button class="small secondary">${t(language, 'callbacks.move')}</button></form></section>`
}

/** He is not rung any more, and why. */
export function decisionPart(viewer: Viewer, shown: Shown): Html {
  const { language } = viewer
  return html`<details class="panel"${shown.found.callback.state === 'undecided' && html` open`}><summary>${t(language, 'callbacks.decide')}</summary>
<form method="post" action="${to(shown, 'close')}">${formTokenField(viewer)}
<label for="reason">${t(language, 'callbacks.reason')}</label>
<select id="reason" name="reason">${closeReasons
    .filter((reason) => reason !== 'withdrawn')
    .map(
      (reason) => html`<option value="${reason}">${t(language, `callbacks.reason.${reason}`)}</option>`,
    )}</select>
<label>${t(language, 'callbacks.closeNote')}<textarea name="note" rows="2" maxlength="2000"></textarea></label>
<button class="small">${t(language, 'callbacks.close')}</button></form></details>`
}

/** How it ended; it can be opened again. */
export function endPart(viewer: Viewer, shown: Shown): Html {
  const { language, now } = viewer
  const { callback, endedBy, client } = shown.found
  const at = callback.endedAt ?? now
  const when = whenInWords({ at, now, timeZone: client.hours.timeZone }, language)
  const name = endedBy ?? t(language, 'task.software')
  return html`<section class="panel"><h2>${t(language, `callbacks.ended.${callback.endReason ?? 'talked'}`)}</h2>
<p>${t(language, 'task.doneBy', { name, when })}</p>
${callback.endNote && html`<p>${nameHtml(callback.endNote, 500)}</p>`}
<form method="post" action="${to(shown, 'reopen')}">${formTokenField(viewer)}
<button class="small outline">${t(language, 'callbacks.reopen')}</button></form></section>`
}
