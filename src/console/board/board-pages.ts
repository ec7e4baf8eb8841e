import type { SecoursOn } from '../../floor/secours/secours-bar.ts'
import { type Html, html } from '../../html.ts'
import { type TextKey, t } from '../../i18n/text.ts'
import { liveStrip } from '../../service-levels/live-pages.ts'
import { consoleFrame, formTokenField, type Viewer } from '../console-frame.ts'
import { callbackRow, callRow, type Reading, slipRow, taskRow, textRow } from './board-rows-pages.ts'
import type { Board } from './find-board.ts'
import type { BoardCallback } from './find-board-callbacks.ts'
import type { BoardCall } from './find-board-calls.ts'
import type { BoardSlip } from './find-board-slips.ts'
import type { BoardTask } from './find-board-tasks.ts'
import type { BoardText } from './find-board-texts.ts'
import { isToWrapUp, type Stage, stageOf } from './stage.ts'

/** The buttons of the board belong to the form beside it, so that the board itself is the same for all who see it. */
export function boardPage(viewer: Viewer, board: Board, secours: SecoursOn | null): Html {
  const { language } = viewer
  return consoleFrame(viewer, {
    title: t(language, 'board.title'),
    at: 'board',
    styles: ['board.css'],
    scripts: ['board.js'],
    secours,
    keys: [
      ['j k', t(language, 'board.keyNext')],
      ['t', t(language, 'board.keyRelay')],
    ],
    main: html`<h1 class="unseen">${t(language, 'board.title')}</h1>
<form id="act" method="post">${formTokenField(viewer)}</form>
${boardWriter({ language, now: board.now })(board)}`,
  })
}

export type BoardWriter = (board: Board) => Html

/**
 * What the stream brings again and again: the whole board, as it stands. A row that several boards of one moment have
 * in common is written once.
 */
export function boardWriter(reading: Reading): BoardWriter {
  const callRows = once((call: BoardCall) => callRow(call, reading))
  const callbackRows = once((one: BoardCallback) => callbackRow(one, reading))
  const taskRows = once((task: BoardTask) => taskRow(task, reading))
  const slipRows = once((slip: BoardSlip) => slipRow(slip, reading))
  const textRows = once((text: BoardText) => textRow(text, reading))
  return (board) => {
    const { live, ended } = stagesOf(board)
    return boardPart(
      reading,
      {
        calls: live.map(callRows),
        tasks: board.tasks.map(taskRows),
        callbacks: board.callbacks.map(callbackRows),
        slips: board.slips.map(slipRows),
        texts: board.texts.map(textRows),
        ended: ended.map(callRows),
        onDuty: board.onDuty.map(({ name }) => html`<li><bdi>${name}</bdi></li>`),
      },
      liveStrip(board.levels, reading),
    )
  }
}

function once<Row extends object>(write: (row: Row) => Html): (row: Row) => Html {
  const written = new Map<Row, Html>()
  return (row) => {
    const known = written.get(row) ?? write(row)
    written.set(row, known)
    return known
  }
}

/** Calls that nobody looks after stand first, those that are to be wrapped up before all that is over. */
function stagesOf({ calls }: Board) {
  const stages = Map.groupBy(calls, stageOf)
  const inStage = (stage: Stage) => stages.get(stage) ?? []
  return {
    live: [...inStage('ringing'), ...inStage('queued'), ...inStage('waiting'), ...inStage('talking')],
    ended: inStage('ended').sort((a, b) => Number(isToWrapUp(b)) - Number(isToWrapUp(a))),
  }
}

type Panel = 'calls' | 'callbacks' | 'tasks' | 'slips' | 'texts' | 'ended' | 'onDuty'

function boardPart(reading: Reading, rows: Record<Panel, readonly Html[]>, strip: Html | null): Html {
  const panel = (name: Panel, nothing: TextKey & `board.n${string}`) =>
    panelOf(name, rows[name], t(reading.language, nothing), reading)
  return html`<div id="board" data-now="${reading.now.toISOString()}">
${strip}
<div class="column">
${panel('calls', 'board.noCalls')}
${panel('callbacks', 'board.noCallbacks')}
${panel('tasks', 'board.noTasks')}
</div>
<div class="column">
${panel('texts', 'board.noTexts')}
${panel('slips', 'board.noSlips')}
</div>
<div class="column">
${panel('ended', 'board.noEnded')}
${panel('onDuty', 'board.nobodyOnDuty')}
</div>
</div>`
}

function panelOf(name: Panel, rows: readonly Html[], nothing: string, { language }: Reading): Html {
  return html`<section id="${name}" class="panel" tabindex="-1" aria-labelledby="${name}-title">
<h2 id="${name}-title">${t(language, `board.${name}`)} <span class="count">${rows.length}</span></h2>
${rows.length === 0 ? html`<p class="quiet">${nothing}</p>` : html`<ul class="rows">${rows}</ul>`}
</section>`
}
