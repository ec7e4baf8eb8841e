import { listeningBar, listeningTold } from '../answering/listening/listening-pages.ts'
import type { Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import type { Standing } from './station.ts'
import { marks } from './station-marks.ts'

type Looker = Pick<Viewer, 'language'>

/** How she stands, in the head of every page; station.js fills it in. Without scripts it leads to her station. */
export function stationHead({ language }: Looker): Html {
  return html`<div class="station-head" id="station"${Object.entries(marks).map(([standing, mark]) => words(language, standing, mark))} data-open="${t(language, 'station.openSoftphone')}" data-pause="${t(language, 'station.to.pause')}" data-available="${t(language, 'station.to.available')}" data-ready="${t(language, 'callBar.ready')}" data-missed="${t(language, 'station.missed')}">
<a href="/console/station" title="${t(language, 'station.head')}"><span class="mark" aria-hidden="true">○</span> <span class="word">${t(language, 'station.head')}</span> <span class="timer" role="timer"></span></a>
<button type="button" class="small secondary" hidden><span class="label"></span> <kbd>p</kbd></button>
</div>`
}

const words = (language: Looker['language'], standing: string, mark: string): Html => {
  const key = standings.find((one) => one === standing)
  return html` data-word-${standing.toLowerCase()}="${key ? t(language, `standing.${key}`) : ''}" data-mark-${standing.toLowerCase()}="${mark}"`
}

const standings: readonly Standing[] = ['busy', 'rung', 'off', 'pause', 'unreachable', 'wrapUp', 'free']

/** What rings at her and what she is in, on every page; empty until station.js has heard of it. */
export function stationBars({ language }: Looker): Html {
  return html`<div id="ring-news" class="unseen" aria-live="assertive"></div>
${listeningTold({ language })}
<section id="ring" class="ring" aria-label="${t(language, 'ring.title')}" data-announce="${t(language, 'ring.announce')}" data-announce-elsewhere="${t(language, 'ring.announceElsewhere')}" data-withheld="${t(language, 'ring.withheld')}" data-taken="${t(language, 'ring.taken')}" data-taken-by="${t(language, 'ring.takenBy')}" data-failed="${t(language, 'ring.failed')}" hidden>
<p class="whom"><span class="mark" aria-hidden="true">${marks.rung}</span> <strong class="client"></strong> <span class="timer" role="timer"></span></p>
<p class="says" data-words="${t(language, 'ring.says', { greeting: '{greeting}' })}"></p>
<p class="from"><bdi class="caller"></bdi> <bdi class="number"></bdi></p>
<p class="elsewhere" hidden>${t(language, 'ring.elsewhere')}</p>
<p class="acts"><button type="button" class="small" data-does="answer">${t(language, 'ring.answer')} <kbd>F9</kbd></button>
<button type="button" class="small secondary" data-does="decline">${t(language, 'ring.decline')}</button></p>
</section>
<section id="call-bar" class="call-bar" aria-label="${t(language, 'callBar.title')}"${(['connecting', 'dialling', 'talking', 'held', 'reconnecting', 'muted'] as const).map((word) => html` data-${word}="${t(language, `callBar.${word}`)}"`)} data-gone="${t(language, 'callBar.windowGone')}" data-away="${t(language, 'transfer.away')}" hidden>
<p class="state"><span class="mark" aria-hidden="true">${marks.busy}</span> <strong class="word"></strong> <span class="timer" role="timer"></span></p>
<p class="whom"><a class="slip" href="/console"><bdi class="client"></bdi> · <bdi class="caller"></bdi></a> <span class="byTelephone" hidden>${t(language, 'callBar.byTelephone')}</span></p>
${listeningBar({ language })}
${executivePart(language)}
${recordingPart(language)}
<p class="acts"><button type="button" class="small secondary" data-does="mute" aria-pressed="false" data-off="${t(language, 'callBar.mute')}" data-on="${t(language, 'callBar.unmute')}"><span class="label">${t(language, 'callBar.mute')}</span> <kbd>F8</kbd></button>
<button type="button" class="small secondary" data-does="hold" aria-pressed="false" data-off="${t(language, 'callBar.hold')}" data-on="${t(language, 'callBar.resume')}"><span class="label">${t(language, 'callBar.hold')}</span> <kbd>${t(language, 'softphone.shift')} F8</kbd></button>
<button type="button" class="small urgent" data-does="hangUp">${t(language, 'callBar.hangUp')} <kbd>${t(language, 'softphone.shift')} F9</kbd></button></p>
${parkedPart(language)}
</section>
<p id="call-told" class="call-told" role="status" hidden></p>`
}

/** Whether they are recorded; recording-bar.js fills it in. */
const recordingPart = (
  language: Looker['language'],
): Html => html`<div class="recording" role="group" aria-label="${t(language, 'recording.bar.title')}"${(['on', 'paused', 'pausing', 'waits', 'failed', 'refused'] as const).map((word) => html` data-${word}="${t(language, `recording.bar.${word}`)}"`)} hidden>
<p role="status"><span class="mark" aria-hidden="true">●</span> <strong class="word"></strong></p>
<p class="acts"><button type="button" class="small secondary" data-does="pauseRecording" aria-pressed="false" data-off="${t(language, 'recording.bar.pause')}" data-on="${t(language, 'recording.bar.resume')}"><span class="label">${t(language, 'recording.bar.pause')}</span> <kbd>F7</kbd></button>
<button type="button" class="small secondary" data-does="refuseRecording">${t(language, 'recording.bar.refuse')}</button></p>
</div>`

/** Whom she holds beside the call that she is in. */
const parkedPart = (language: Looker['language']): Html => html`<div class="parked" hidden>
<p><strong>${t(language, 'callBar.parked')}</strong> <span class="timer" role="timer"></span> <a class="slip" href="/console"><bdi class="client"></bdi> · <bdi class="caller"></bdi></a></p>
<p class="acts"><button type="button" class="small" data-does="takeUp">${t(language, 'callBar.takeUp')} <kbd>${t(language, 'softphone.shift')} F7</kbd></button>
<button type="button" class="small secondary" data-does="hangUpParked">${t(language, 'callBar.hangUpParked')}</button></p>
</div>`

/** The executive who was rung for the call: how she stands, and what can be done about it. */
const executivePart = (language: Looker['language']): Html => html`<div class="consulted" hidden>
<p role="status" class="executive"${told.map((word) => html` data-${word.toLowerCase()}="${t(language, `transfer.${word}`)}"`)}></p>
<p class="acts"><button type="button" class="small secondary" data-does="bringIn">${t(language, 'transfer.bringIn')}</button>
<button type="button" class="small secondary" data-does="handOver">${t(language, 'transfer.handOver')}</button>
<button type="button" class="small" data-does="comeBack">${t(language, 'transfer.comeBack')} <kbd>${t(language, 'softphone.shift')} F8</kbd></button></p>
</div>`

const told = [
  ...(['rings', 'there', 'together', 'left', 'busy', 'noAnswer', 'failed', 'notAccepted'] as const),
  ...(['notNow', 'noNumber', 'notAllowed', 'refusedNumber', 'away'] as const),
]
