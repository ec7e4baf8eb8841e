import { type Html, html } from '../../html.ts'
import { type TextKey, t } from '../../i18n/text.ts'
import { consoleFrame, formTokenField, type Viewer } from '../console-frame.ts'
import { callRow, type Reading, slipRow, taskRow, textRow } from './board-rows-pages.ts'
import type { Board } from './find-board.ts'
import { isToWrapUp, type Stage, stageOf } from './stage.ts'

/** The buttons of the board belong to the form beside it, so that the board itself is the same for all who see it. */
export function boardPage(viewer: Viewer, board: Board): Html {
  const { language } = viewer
  return consoleFrame(viewer, {
    title: t(language, 'board.title'),
    at: 'board',
    styles: ['board.css'],
    scripts: ['board.js'],
    keys: [['j k', t(language, 'board.keyNext')]],
    main: html`<h1 class="unseen">${t(language, 'board.title')}</h1>
<form id="act" method="post">${formTokenField(viewer)}</form>
${boardPart(board, { language, now: board.now })}`,
  })
}

/** What the stream brings again and again: the whole board, as it stands. */
export function boardPart(board: Board, reading: Reading): Html {
  const stages = Map.groupBy(board.calls, stageOf)
  const inStage = (stage: Stage) => stages.get(stage) ?? []
  const live = [...inStage('ringing'), ...inStage('waiting'), ...inStage('talking')]
  const ended = [...inStage('ended')].sort((a, b) => Number(isToWrapUp(b)) - Number(isToWrapUp(a)))
  const rows = {
    calls: live.map((call) => callRow(call, reading)),
    tasks: board.tasks.map((task) => taskRow(task, reading)),
    slips: board.slips.map((slip) => slipRow(slip, reading)),
    texts: board.texts.map((text) => textRow(text, reading)),
    ended: ended.map((call) => callRow(call, reading)),
    onDuty: board.onDuty.map(({ name }) => html`<li><bdi>${name}</bdi></li>`),
  }
  const panel = (name: keyof typeof rows, nothing: TextKey & `board.n${string}`) =>
    panelOf(name, rows[name], t(reading.language, nothing), reading)
  return html`<div id="board" data-now="${reading.now.toISOString()}">
<div class="column">
${panel('calls', 'board.noCalls')}
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

function panelOf(
  name: 'calls' | 'tasks' | 'slips' | 'texts' | 'ended' | 'onDuty',
  rows: readonly Html[],
  nothing: string,
  { language }: Reading,
): Html {
  return html`<section id="${name}" class="panel" tabindex="-1" aria-labelledby="${name}-title">
<h2 id="${name}-title">${t(language, `board.${name}`)} <span class="count">${rows.length}</span></h2>
${rows.length === 0 ? html`<p class="quiet">${nothing}</p>` : html`<ul class="rows">${rows}</ul>`}
</section>`
}
