import { consoleFrame, type Viewer } from '../console/console-frame.ts'
import { nameHtml, numberLink } from '../console/desk/desk-parts.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { whenInWords } from '../i18n/time-in-words.ts'
import { ringButton } from '../outgoing/ring-pages.ts'
import type { FoundCallback } from './find-callbacks.ts'
import { dueTag, whoHtml } from './list-pages.ts'
import { isStanding } from './states.ts'
import { type Colleague, decisionPart, endPart, handPart, timePart, triedPart } from './steps-pages.ts'

export const callbackProblems = [
  ...(['takenByAnother', 'otherOpen', 'notUnderstood', 'past', 'tooFar', 'endsBeforeStart'] as const),
] as const
export type CallbackProblem = (typeof callbackProblems)[number]

export type CallbackShown = {
  readonly found: FoundCallback
  readonly colleagues: readonly Colleague[]
  /** Of the form for an attempt: what is sent twice is one. */
  readonly once: string
  readonly problem: CallbackProblem | null
}

/** One promise: whom to ring, who wished it and why, what was tried, and what can be done with it. */
export function callbackPage(viewer: Viewer, shown: CallbackShown): Html {
  const { language } = viewer
  const { found, problem } = shown
  const { callback, client } = found
  const standing = isStanding(callback.state)
  const title = t(language, 'callbacks.one')
  return consoleFrame(viewer, {
    title: `${title}, ${client.name}`,
    at: 'callbacks',
    styles: ['callbacks.css'],
    main: html`<p><a href="/console/callbacks">← ${t(language, 'callbacks.back')}</a></p>
<h1>${title}${t(language, 'mark.colon')}${whoHtml(callback, viewer)} <small><bdi>${client.name}</bdi></small></h1>
${problem && html`<p class="notice urgent" role="alert">${t(language, `callbacks.problem.${problem}`)}</p>`}
<div class="columns"><div>
<section class="panel" aria-labelledby="whom"><h2 id="whom">${t(language, 'callbacks.whom')}</h2>
${standing && dueTag(callback, client.hours.timeZone, viewer)}
<p class="number-large">${callback.number ? numberLink(callback.number) : t(language, 'callbacks.noNumber')}</p>
${standing && callback.number && ringButton(viewer, { clientId: callback.clientId, number: callback.number, callbackId: callback.id, words: 'callBack', key: 'a' })}
${callback.contactId && html`<p><a href="/console/contacts/${callback.clientId}/${callback.contactId}">${t(language, 'callbacks.card')}</a></p>`}
<ul class="rows">${found.wishes.map((one) => wishRow(one, found, viewer))}</ul></section>
${storyPart(found, viewer)}
</div><div>
${standing ? html`${handPart(viewer, shown)}${triedPart(viewer, shown)}${timePart(viewer, shown)}${decisionPart(viewer, shown)}` : endPart(viewer, shown)}
${attemptsPart(found, viewer)}
</div></div>`,
  })
}

function wishRow(
  { wish, executive, secretary }: FoundCallback['wishes'][number],
  found: FoundCallback,
  viewer: Viewer,
): Html {
  const { language } = viewer
  const { clientId, callId, messageId, appointmentId, withdrawnAt } = wish
  const by = executive ?? secretary
  return html`<li><p class="line"><span>${t(language, `callbacks.source.${wish.source}`)}${by && html` · <bdi>${by}</bdi>`}</span>
<span class="meta">${when(wish.at, found, viewer)}</span></p>
${wish.why && html`<p>${nameHtml(wish.why, 300)}</p>`}
${withdrawnAt && html`<p class="meta">${t(language, 'callbacks.withdrawn', { when: when(withdrawnAt, found, viewer) })}</p>`}
<p class="line">${messageId && html`<a href="/console/slips/${clientId}/${messageId}">${t(language, 'task.to.slip')}</a>`}
${appointmentId && html`<a href="/console/clients/${clientId}/appointments/${appointmentId}">${t(language, 'task.to.appointment')}</a>`}
${callId && html`<a href="/console/calls/${clientId}/${callId}">${t(language, 'task.to.call')}</a>`}</p></li>`
}

const when = (at: Date, { client }: FoundCallback, { language, now }: Viewer): string =>
  whenInWords({ at, now, timeZone: client.hours.timeZone }, language)

function attemptsPart(found: FoundCallback, viewer: Viewer): Html | null {
  const { language } = viewer
  const { attempts, callback } = found
  if (attempts.length === 0) return null
  return html`<section class="panel"><h2>${t(language, 'callbacks.attempts')} <span class="count">${attempts.length}</span></h2>
<ul class="rows">${attempts.map(
    ({
      attempt,
      by,
    }) => html`<li><p class="line"><strong>${t(language, attempt.outcome ? `callbacks.outcome.${attempt.outcome}` : 'callbacks.underWay')}</strong>
<span class="meta"><bdi>${by}</bdi> · ${when(attempt.begunAt, found, viewer)}</span>
${attempt.callId && html`<a href="/console/calls/${callback.clientId}/${attempt.callId}">${t(language, 'task.to.call')}</a>`}</p>
${attempt.note && html`<p>${nameHtml(attempt.note, 500)}</p>`}</li>`,
  )}</ul></section>`
}

const verbs = [
  ...(['promised', 'joined', 'taken', 'given', 'putBack', 'tried', 'kept'] as const),
  ...(['closed', 'withdrawn', 'moved', 'reopened'] as const),
] as const

function storyPart(found: FoundCallback, viewer: Viewer): Html {
  const { language } = viewer
  return html`<section class="panel"><h2>${t(language, 'task.story')}</h2><ul class="rows">${found.story.map(
    ({ at, verb, by, note }) => {
      const known = verbs.find((one) => verb === `callback.${one}`)
      return html`<li><p class="line"><span>${known ? t(language, `callbacks.was.${known}`) : verb}</span>
<span class="meta"><bdi>${by ?? t(language, 'task.software')}</bdi> · ${when(at, found, viewer)}</span></p>
${note && html`<p class="meta">${nameHtml(note, 300)}</p>`}</li>`
    },
  )}</ul></section>`
}
