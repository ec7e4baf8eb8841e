import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { timeOfDay, whenInWords } from '../../i18n/time-in-words.ts'
import { formatNational, isPhoneNumber } from '../../phone-number.ts'
import { localTime } from '../../rules/local-time.ts'
import { taskKindOf } from '../../tasks/task-kinds.ts'
import { age } from './age.ts'
import { failureText } from './failure-text.ts'
import type { BoardCallback } from './find-board-callbacks.ts'
import type { BoardCall } from './find-board-calls.ts'
import type { BoardSlip } from './find-board-slips.ts'
import type { BoardTask } from './find-board-tasks.ts'
import type { BoardText } from './find-board-texts.ts'
import { type SlipState, slipStateOf } from './slip-state.ts'
import { isToWrapUp, type Stage, stageOf } from './stage.ts'

/** In whose language, and when. */
export type Reading = { readonly language: Language; readonly now: Date }

export function callRow(call: BoardCall, reading: Reading): Html {
  const { language } = reading
  const stage = stageOf(call)
  const caller = callerOf(call, language)
  const isUntaken = stage !== 'talking' && stage !== 'ended'
  const rings = isUntaken && t(language, 'board.forClient', { caller, client: call.client })
  return html`<li id="c${call.id}" class="${stage}"${handedTo(call, caller, language)}><p class="head"><span>${stageTag(stage, language)}<a href="/console/calls/${call.clientId}/${call.id}"${rings && html` data-ringing="${rings}"`}><bdi>${short(caller)}</bdi></a> <bdi>${call.client}</bdi></span>${ageSince(call.endedAt ?? call.arrivedAt, reading)}</p>
<p class="meta">${dotted([call.name && shownNumber(call.caller), ...aboutCall(call, stage, language)])}</p></li>`
}

/**
 * Who is to hear that the call has changed hands, and in what words: the board is the same for all who see it, and each
 * page picks what is for her who is signed in.
 */
function handedTo(call: BoardCall, caller: string, language: Language): Html | null {
  const { takenAt, takenById, takenBy, givenById, givenBy, previousId, client } = call
  if (!takenAt || call.wrappedUpAt || !(givenById || previousId)) return null
  const about = { caller, client, name: takenBy ?? '', by: givenBy ?? '' }
  const given = givenById !== null && t(language, 'board.handedToYou', about)
  const lost = previousId !== null && previousId !== givenById && previousId !== takenById
  const relieved = lost && t(language, givenById ? 'board.handedFromYou' : 'board.relievedYou', about)
  return html` data-handed="${takenAt.toISOString()}"${given && html` data-given-to="${takenById}" data-given="${given}"`}${
    relieved && html` data-relieved-who="${previousId}" data-relieved="${relieved}"`
  }`
}

const stageTag = (stage: Stage, language: Language): Html | null =>
  stage === 'ended'
    ? null
    : html`<span class="tag ${stageStyles[stage]}">${t(language, `board.${stage}`)}</span> `

const stageStyles = { ringing: 'info', queued: 'warn', talking: 'good', waiting: 'warn' } as const

function aboutCall(call: BoardCall, stage: Stage, language: Language): (Html | string | null)[] {
  const { takenBy, executive, disposition, outcome } = call
  const ended = outcome
    ? t(language, `board.outcome.${outcome}`)
    : t(language, `board.disposition.${disposition ?? 'none'}`)
  return [
    call.callerKind === 'own' ? t(language, 'board.own') : null,
    call.direction === 'outbound' ? t(language, 'board.outbound') : null,
    stage === 'ended' ? ended : null,
    stage === 'ringing' && call.dialledAt && executive ? t(language, 'board.at', { name: executive }) : null,
    stage === 'talking' && !takenBy && executive ? t(language, 'board.with', { name: executive }) : null,
    takenBy ? t(language, 'board.takenBy', { name: takenBy }) : null,
    call.givenBy ? t(language, 'board.givenBy', { name: call.givenBy }) : null,
    call.previous && !call.givenBy ? t(language, 'board.relieved', { name: call.previous }) : null,
    isToWrapUp(call) ? html`<span class="tag warn">${t(language, 'board.toWrapUp')}</span>` : null,
    relayLink(call, stage, language),
  ]
}

/** To hand it on, or to take it over from her who has it. */
function relayLink(call: BoardCall, stage: Stage, language: Language): Html | null {
  if (stage === 'ended' && !isToWrapUp(call)) return null
  const label = t(language, 'board.relayOf', { caller: short(callerOf(call, language)) })
  return html`<a class="relay" href="/console/calls/${call.clientId}/${call.id}/relay" aria-label="${label}">${t(language, 'board.relay')}</a>`
}

export function textRow(text: BoardText, reading: Reading): Html {
  const { language } = reading
  const caller = text.name ?? shownNumber(text.sender) ?? t(language, 'board.unknownCaller')
  const at = `/console/texts/${text.clientId}/${text.id}`
  return html`<li id="x${text.id}"><p class="head"><span><a href="${at}"><bdi>${short(caller)}</bdi></a> <bdi>${text.client}</bdi></span>${ageSince(text.receivedAt, reading)}</p>
<p class="head"><span class="meta"><bdi>${text.beginning}</bdi></span><button class="small outline secondary" form="act" formaction="${at}/seen" aria-label="${t(language, 'board.seenText', { caller: short(caller) })}">${t(language, 'board.seen')}</button></p></li>`
}

export function slipRow(slip: BoardSlip, reading: Reading): Html {
  const { language, now } = reading
  const state = slipStateOf(slip, now)
  const caller = slip.callerName ?? shownNumber(slip.callerNumber) ?? t(language, 'board.withheld')
  return html`<li id="s${slip.id}"><p class="head"><span>${urgentTag(slip.urgency, language)}<a href="/console/slips/${slip.clientId}/${slip.id}"><bdi>${short(caller)}</bdi></a> → <bdi>${slip.recipient}</bdi></span>${ageSince(slip.createdAt, reading)}</p>
<p class="meta">${dotted([slip.client, slip.subject && short(slip.subject), slipWords(state, slip.timeZone, language)])}</p></li>`
}

export const urgentTag = (urgency: string | null, language: Language): Html | null =>
  urgency === 'urgent' ? html`<span class="tag urgent">${t(language, 'board.urgent')}</span> ` : null

function slipWords(state: SlipState, timeZone: string, language: Language): Html {
  switch (state.kind) {
    case 'alert':
      return html`<span class="tag urgent">${t(language, `board.slip.alert.${state.step}`, { name: state.executive })}</span>`
    case 'failed': {
      const why = failureText(language, state.failure)
      return html`<span class="tag urgent">${t(language, 'board.slip.failed', { why })}</span>`
    }
    case 'uncertain':
      return html`<span class="tag warn">${t(language, 'board.slip.uncertain')}</span>`
    case 'later':
      return html`${t(language, 'board.slip.later', { time: timeOfDay(state.at, timeZone, language) })}`
    case 'sending':
    case 'sent':
    case 'delivered':
    case 'inDigest':
      return html`${t(language, `board.slip.${state.kind}`)}`
    default:
      return state satisfies never
  }
}

export function taskRow(task: BoardTask, reading: Reading): Html {
  const { language, now } = reading
  const caller = task.callerName ?? shownNumber(task.callerNumber)
  const later = task.dueAt && task.dueAt > now ? task.dueAt : null
  const when = later
    ? html`<span class="when">${t(language, 'board.dueAt', { time: timeOfDay(later, task.timeZone, language) })}</span>`
    : ageSince(task.dueAt ?? task.createdAt, reading)
  return html`<li id="t${task.id}"><p class="head"><span>${urgentTag(task.urgency, language)}<a href="/console/tasks/${task.clientId}/${task.id}">${t(language, `task.${taskKindOf(task.kind)}`)}${caller && html`${t(language, 'mark.colon')}<bdi>${short(caller)}</bdi>`}</a></span>${when}</p>
<p class="meta">${dotted([task.client, task.executive, task.takenBy && t(language, 'board.takenBy', { name: task.takenBy })])}</p></li>`
}

/** When he is to be rung, and in words where that is late. */
export function callbackRow(one: BoardCallback, reading: Reading): Html {
  const { language, now } = reading
  const who = one.name ?? shownNumber(one.number) ?? t(language, 'board.unknownCaller')
  const isDue = one.dueAt <= now
  const words = one.state === 'undecided' ? 'toDecide' : one.overdueAt <= now ? 'late' : isDue ? 'now' : null
  const when = isDue ? ageSince(one.dueAt, reading) : html`<span class="when">${dueWhen(one, reading)}</span>`
  const tag =
    words &&
    html`<span class="tag ${words === 'late' ? 'urgent' : 'warn'}">${t(language, `callbacks.${words}`)}</span> `
  return html`<li id="b${one.id}"><p class="head"><span>${tag}${urgentTag(one.priority, language)}<a href="/console/callbacks/${one.clientId}/${one.id}"><bdi>${short(who)}</bdi></a></span>${when}</p>
<p class="meta">${dotted([one.client, one.name && shownNumber(one.number), one.tries > 0 && t(language, 'callbacks.tries', { count: one.tries }), one.takenBy && t(language, 'board.takenBy', { name: one.takenBy })])}</p></li>`
}

/** "à 15 h 05"; of another day with its date. */
function dueWhen({ dueAt: at, timeZone }: BoardCallback, { language, now }: Reading): string {
  const isToday = localTime(at, timeZone).today.date === localTime(now, timeZone).today.date
  if (!isToday) return whenInWords({ at, now, timeZone }, language)
  return t(language, 'board.dueAt', { time: timeOfDay(at, timeZone, language) })
}

function callerOf({ name, caller, callerKind }: BoardCall, language: Language): string {
  return name ?? (callerKind === 'withheld' ? null : shownNumber(caller)) ?? t(language, 'board.withheld')
}

const shownNumber = (number: string | null): string | null =>
  number !== null && isPhoneNumber(number) ? formatNational(number) : number

/** A name is one line of the board, not a page of it. */
const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 59)}…` : words)

const ageSince = (since: Date, { now }: Reading): Html =>
  html`<time datetime="${since.toISOString()}" data-age>${age(since, now)}</time>`

/** What is known, with dots between; people's own words keep their own direction. */
const dotted = (parts: readonly (Html | string | null | false | undefined | '')[]): Html[] =>
  parts
    .filter((part) => part !== null && part !== undefined && part !== false && part !== '')
    .map(
      (part, place) =>
        html`${place > 0 && ' · '}${typeof part === 'string' ? html`<bdi>${part}</bdi>` : part}`,
    )
