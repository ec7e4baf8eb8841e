import { failureText } from '../console/board/failure-text.ts'
import type { Viewer } from '../console/console-frame.ts'
import { numberLink } from '../console/desk/desk-parts.ts'
import { type Html, html } from '../html.ts'
import { type TextKey, t } from '../i18n/text.ts'
import { dateInWords, whenInWords } from '../i18n/time-in-words.ts'
import { ringButton } from '../outgoing/ring-pages.ts'
import { formatNational, isPhoneNumber } from '../phone-number.ts'
import { isAtLeast } from '../secretaries/session.ts'
import type { FoundTask } from './find-task.ts'
import { type TaskKind, taskKindOf } from './task-kinds.ts'

/** What a task is about: the people, the words that came, and the pages where one can go on. */
export function taskAboutPart(found: FoundTask, viewer: Viewer): Html {
  const { language } = viewer
  const facts = factsOf(found, viewer)
  const words = wordsOf(found)
  return html`<section class="panel" aria-labelledby="about"><h2 id="about">${t(language, 'task.about')}</h2>
${callPart(found, viewer)}
<dl class="facts">${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
${words && html`<blockquote><bdi>${words}</bdi></blockquote>`}
<ul>${linksOf(found, viewer).map(([href, label]) => html`<li><a href="${href}">${label}</a></li>`)}</ul>
</section>`
}

/** Whom to ring, large, where the task is to ring somebody. */
function callPart({ task, message, appointment }: FoundTask, viewer: Viewer): Html | null {
  const number =
    message?.callbackNumber ??
    message?.callerNumber ??
    appointment?.callerNumber ??
    stringIn(task.details.number)
  if (!toRing.has(taskKindOf(task.kind)) || !number) return null
  const ringing = { clientId: task.clientId, number, slipId: message?.id ?? null, key: 'a' }
  const purpose = taskKindOf(task.kind) === 'callback' ? ('callback' as const) : ('service' as const)
  return html`<div class="ring-up">${ringButton(viewer, { ...ringing, purpose, words: 'callBack' })} ${numberLink(number)}</div>`
}

const toRing: ReadonlySet<TaskKind | 'other'> = new Set([
  'callback',
  'callAboutAppointment',
  'callerUntold',
  'callerAsksTime',
  'executiveAsksTime',
  'offerToCaller',
])

const shown = (number: string): string => (isPhoneNumber(number) ? formatNational(number) : number)

type Fact = [label: string, value: Html | string]

function factsOf(
  { task, executive, message, appointment, timeZone }: FoundTask,
  { language, now }: Viewer,
): Fact[] {
  const fact = (label: TextKey & `task.fact.${string}`, value: string | null | undefined): Fact[] =>
    value ? [[t(language, label), html`<bdi>${value}</bdi>`]] : []
  const number = message && (message.callbackNumber ?? message.callerNumber)
  const { details } = task
  const failure = details.failure ? failureText(language, String(details.failure)) : null
  return [
    ...fact('task.fact.opened', whenInWords({ at: task.createdAt, now, timeZone }, language)),
    ...fact('task.fact.executive', executive?.name),
    ...fact('task.fact.mobile', executive?.mobile && shown(executive.mobile)),
    ...fact('task.fact.email', executive?.email),
    ...fact('task.fact.caller', message?.callerName ?? appointment?.callerName),
    ...fact(
      'task.fact.appointment',
      appointment && dateInWords(appointment.startsAt, appointment.timeZone, language),
    ),
    ...fact('task.fact.company', message?.company),
    ...fact('task.fact.number', number && shown(number)),
    ...fact('task.fact.wishWhen', message?.wishWhen),
    ...fact('task.fact.subject', message?.subject),
    ...fact('task.fact.failure', failure),
    ...fact('task.fact.number', number ? null : stringIn(details.number) && shown(String(details.number))),
    ...fact('task.fact.line', stringIn(details.line) && shown(String(details.line))),
    ...fact('task.fact.from', stringIn(details.from)),
    ...fact('task.fact.subject', message ? null : stringIn(details.subject)),
  ]
}

const stringIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** In this order: what came in answer, the text, the mail, what the caller said. */
const wordsOf = ({ task, message, answer, text }: FoundTask): string | null =>
  answer ?? text ?? stringIn(task.details.text) ?? message?.body ?? null

function linksOf(
  { task, message, appointment }: FoundTask,
  { language, secretary }: Viewer,
): [href: string, label: string][] {
  const { clientId, details } = task
  const go = (path: string, label: TextKey & `task.to.${string}`): [string, string] => [
    `/console/${path}`,
    t(language, label),
  ]
  const source = message?.sourceKind === 'text' ? 'texts' : 'calls'
  const callId = stringIn(details.callId)
  const textId = stringIn(details.textId)
  return [
    ...(message ? [go(`slips/${clientId}/${message.id}`, 'task.to.slip')] : []),
    ...(message ? [go(`${source}/${clientId}/${message.sourceId}`, `task.to.${message.sourceKind}`)] : []),
    ...(details.callbackId ? [go(`callbacks/${clientId}/${details.callbackId}`, 'task.to.callback')] : []),
    ...(callId ? [go(`calls/${clientId}/${callId}`, 'task.to.call')] : []),
    ...(textId ? [go(`texts/${clientId}/${textId}`, 'task.to.text')] : []),
    ...(appointment ? [go(`clients/${clientId}/appointments/${appointment.id}`, 'task.to.appointment')] : []),
    ...(details.waitingId ? [go(`clients/${clientId}/waiting`, 'task.to.waiting')] : []),
    ...(details.calendarId ? [go(`clients/${clientId}/calendars`, 'task.to.calendars')] : []),
    ...(task.kind === 'ruleOffered' ? offeredLinks(task, go) : []),
    ...(details.deliveryId && isAtLeast(secretary.role, 'supervisor')
      ? [go('deliveries', 'task.to.deliveries')]
      : []),
    go(`clients/${clientId}`, 'task.to.client'),
  ]
}

type Go = (path: string, label: TextKey & `task.to.${string}`) => [string, string]

/** To the rules that are being tried, where it waits, and to what gave rise to it. */
function offeredLinks({ clientId, details }: FoundTask['task'], go: Go): [string, string][] {
  const sourceId = stringIn(details.sourceId)
  const kind = details.sourceKind === 'text' ? 'text' : 'call'
  const rules = go(`clients/${clientId}/rules`, 'task.to.rules')
  return sourceId ? [rules, go(`${kind}s/${clientId}/${sourceId}`, `task.to.${kind}`)] : [rules]
}
