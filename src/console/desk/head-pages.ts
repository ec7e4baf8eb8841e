import { listenButtons } from '../../answering/listening/listening-pages.ts'
import type { CallListening } from '../../answering/listening/read-listening.ts'
import { promiseLink } from '../../callbacks/promise-link.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { timeOfDay, whenInWords } from '../../i18n/time-in-words.ts'
import { placedPart } from '../../outgoing/placed-pages.ts'
import { ringButton } from '../../outgoing/ring-pages.ts'
import { formTokenField, type Viewer } from '../console-frame.ts'
import type { Desk, DeskCall } from './desk.ts'
import { addressOf, callerText, keycap, nameHtml } from './desk-parts.ts'

/** The part that follows the call: how far it is, for how long, and who looks after it. */
export function deskHead(viewer: Viewer, desk: Desk): Html {
  const { source, client } = desk
  const { language } = viewer
  const what = source.call?.direction === 'outbound' ? 'outbound' : source.kind
  return html`<header id="head" class="head" data-state="${source.call?.state ?? 'text'}" data-say="${stateText(viewer, desk)}. ${heldText(viewer, desk)}">
<h1>${t(language, `desk.heading.${what}`)} <bdi>${callerText(desk, language)}</bdi> <small>${nameHtml(client.name, 80)}</small></h1>
<p class="state">${stateMark(source.call)} ${stateText(viewer, desk)}${timer(viewer, desk)}</p>
${source.call?.placed && placedPart(viewer, { ...source, isOver: source.call.state === 'over' }, source.call.placed)}
${ringBack(viewer, desk)}
${source.call && handling(viewer, desk, source.call)}
${source.call && listeningPart(viewer, source.call.listening, client.timeZone)}
${callbackPart(viewer, desk)}
</header>`
}

/** Once it is over; whose number is the client's own is rung as well. */
function ringBack(viewer: Viewer, { source, caller }: Desk): Html | null {
  const isOver = source.call === null || source.call.state === 'over'
  const { kind, number } = caller
  if (!isOver || !number || (kind !== 'number' && kind !== 'own')) return null
  return ringButton(viewer, { clientId: source.clientId, number, words: 'callBack', purpose: 'callback' })
}

/** Whose number is known can be promised a call. */
function callbackPart(viewer: Viewer, { source, caller }: Desk): Html | null {
  const { clientId, call, id } = source
  if (!caller.number || (call && call.state !== 'over')) return null
  const about = { clientId, number: caller.number, name: caller.name }
  return promiseLink(viewer, call ? { ...about, callId: id } : about)
}

/** A shape beside the words, so that the colour alone says nothing. */
const stateMark = (call: DeskCall | null): Html =>
  html`<span class="mark" aria-hidden="true">${call ? marks[call.state] : '✉'}</span>`

const marks = { arriving: '◔', ringing: '◑', queued: '◕', talking: '●', recording: '◉', over: '■' } as const

function stateText({ language, now }: Viewer, { source, client }: Desk): string {
  const { call, at } = source
  const { timeZone } = client
  const when = whenInWords({ at, now, timeZone }, language)
  if (!call) return t(language, 'desk.received', { when })
  if (call.loggedBy) return t(language, 'desk.logged', { name: call.loggedBy, when })
  if (call.placed && call.state === 'ringing') return t(language, 'desk.state.rung')
  if (call.state !== 'over') return t(language, `desk.state.${call.state}`)
  const ended = call.endedAt && timeOfDay(call.endedAt, timeZone, language)
  return ended ? t(language, 'desk.endedAt', { time: ended, when }) : t(language, 'desk.over', { when })
}

/** Runs in the browser from what the server's clock said; without scripts it stands still. */
function timer({ now, language }: Viewer, { source }: Desk): Html | null {
  const { call, at } = source
  if (!call || call.loggedBy) return null
  const end = call.endedAt ?? (call.state === 'over' ? at : now)
  const seconds = Math.max(0, Math.round((end.getTime() - at.getTime()) / 1000))
  const since =
    call.state === 'over' ? null : html` data-since="${at.toISOString()}" data-now="${now.toISOString()}"`
  return html` <span class="timer" role="timer" aria-label="${t(language, 'desk.timer')}"${since}>${clock(seconds)}</span>`
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** What a supervisor can do in it; and for everybody who has done so. */
function listeningPart(viewer: Viewer, { offered, took }: CallListening, timeZone: string): Html {
  const { language } = viewer
  const said = took.map(({ name, from, until }) => {
    const [begun, over] = [timeOfDay(from, timeZone, language), timeOfDay(until, timeZone, language)]
    return html`<p class="meta">${t(language, 'listening.took', { name, from: begun, until: over })}</p>`
  })
  return html`${offered && listenButtons(viewer, offered)}${said}`
}

/** Who looks after it, and the way to hand it on or to relieve her. */
function handling(viewer: Viewer, desk: Desk, { handling: by }: DeskCall): Html {
  const { language, secretary } = viewer
  const address = addressOf(desk.source)
  if (!by)
    return html`<form method="post" action="${address}/take" class="by" data-replaces="head">
${formTokenField(viewer)}
<button data-key="t">${t(language, 'desk.take')} ${keycap('t')}</button>
<a href="${address}/relay">${t(language, 'desk.relay')}</a>
</form>`
  const held = heldText(viewer, desk)
  if (by.wrappedUpAt) return html`<p class="by">✓ ${held}</p>`
  const isHers = by.secretaryId === secretary.id
  return html`<p class="by ${isHers ? 'mine' : 'other'}">${isHers ? '✓' : '⚠'} <span>${held}</span>
<a href="${address}/relay" data-key="t">${t(language, isHers ? 'desk.relay' : 'desk.relieve')} ${keycap('t')}</a></p>`
}

/** "Benoît s'en occupe depuis 14 h 05, confié par Claire"; empty while nobody does. */
export function heldText({ language, secretary }: Viewer, { source, client }: Desk): string {
  const by = source.call?.handling
  if (!by) return ''
  const name = by.secretaryName
  if (by.wrappedUpAt) return t(language, 'desk.wrappedUpBy', { name })
  const time = timeOfDay(by.takenAt, client.timeZone, language)
  const held =
    by.secretaryId === secretary.id ? t(language, 'desk.mine') : t(language, 'desk.takenBy', { name, time })
  if (by.givenBy) return t(language, 'desk.givenBy', { held, name: by.givenBy })
  return by.relieved ? t(language, 'desk.relieved', { held, name: by.relieved }) : held
}
