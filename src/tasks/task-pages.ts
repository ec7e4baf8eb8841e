import { consoleFrame, formTokenField, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { timeOfDay, whenInWords } from '../i18n/time-in-words.ts'
import { localTime } from '../rules/local-time.ts'
import type { FoundTask } from './find-task.ts'
import { taskAboutPart } from './task-about-pages.ts'
import { taskKindOf } from './task-kinds.ts'

/** One thing to do: what, why, about what, and what came of it so far. */
export function taskPage(viewer: Viewer, found: FoundTask, problem: TaskProblem | null): Html {
  const { language } = viewer
  const kind = taskKindOf(found.task.kind)
  const title = t(language, `task.${kind}`)
  return consoleFrame(viewer, {
    title: `${title}, ${found.client}`,
    at: 'board',
    main: html`<p><a href="/console">← ${t(language, 'console.back')}</a></p>
<h1>${title} <small><bdi>${found.client}</bdi></small></h1>
${problem && html`<p class="notice warn" role="alert">${t(language, `task.problem.${problem}`)}</p>`}
<p class="notice">${t(language, `task.${kind}.do`)}</p>
<div class="columns">
<div>
${taskAboutPart(found, viewer)}
</div>
<div>
${found.task.doneAt ? donePart(found, viewer) : toDoPart(found, viewer)}
${storyPart(found, viewer)}
</div>
</div>`,
  })
}

export type TaskProblem = 'takenByAnother' | 'noTime' | 'pastTime'

function donePart({ task, doneBy, timeZone }: FoundTask, viewer: Viewer): Html {
  const { language, now } = viewer
  const when = task.doneAt ? whenInWords({ at: task.doneAt, now, timeZone }, language) : ''
  const name = doneBy ?? t(language, 'task.software')
  return html`<section class="panel"><h2>${t(language, 'task.isDone')}</h2>
<p>${t(language, 'task.doneBy', { name, when })}</p>
${
  task.doneById &&
  html`<form method="post" action="${addressOf(task)}/reopen">${formTokenField(viewer)}<button class="small outline">${t(language, 'task.reopen')}</button></form>`
}</section>`
}

const addressOf = ({ clientId, id }: FoundTask['task']): string => `/console/tasks/${clientId}/${id}`

function toDoPart(found: FoundTask, viewer: Viewer): Html {
  const { language } = viewer
  const { task } = found
  const at = addressOf(task)
  const isTrial = taskKindOf(task.kind) === 'callback' || task.dueAt !== null
  return html`<section class="panel" aria-labelledby="todo"><h2 id="todo">${t(language, 'task.whatCameOfIt')}</h2>
${takePart(found, viewer)}
<form method="post" action="${at}/done" data-ctrl-enter>${formTokenField(viewer)}
<label>${t(language, 'task.note')}<textarea name="note" rows="3" maxlength="2000"></textarea></label>
<button>${t(language, isTrial ? 'task.reached' : 'task.done')} <kbd>${t(language, 'keys.ctrlEnter')}</kbd></button>
<fieldset class="line"><legend>${t(language, 'task.inVain')}</legend>
<label>${t(language, 'task.tryAgainAt')} <input type="datetime-local" name="again" value="${inHalfAnHour(found, viewer)}"></label>
<button class="small secondary" formaction="${at}/tried">${t(language, 'task.tried')}</button></fieldset>
</form></section>`
}

function takePart({ task, takenBy }: FoundTask, viewer: Viewer): Html {
  const { language, secretary } = viewer
  if (task.takenById === secretary.id) return html`<p class="meta">${t(language, 'task.yours')}</p>`
  return html`<form method="post" action="${addressOf(task)}/take" class="line">${formTokenField(viewer)}
<input type="hidden" name="from" value="${task.takenById ?? ''}">
${takenBy && html`<span class="meta">${t(language, 'board.takenBy', { name: takenBy })}</span>`}
<button class="small outline" data-key="t">${t(language, takenBy ? 'task.takeOver' : 'task.take')} <kbd>t</kbd></button></form>`
}

const halfAnHourMs = 30 * 60_000

function inHalfAnHour({ timeZone }: FoundTask, { now }: Viewer): string {
  const { today, time } = localTime(new Date(now.getTime() + halfAnHourMs), timeZone)
  return `${today.date}T${time}`
}

const verbs = {
  'task.taken': 'taken',
  'task.done': 'done',
  'task.tried': 'tried',
  'task.reopened': 'reopened',
} as const
const isKnown = (verb: string): verb is keyof typeof verbs => Object.hasOwn(verbs, verb)

function storyPart({ story, timeZone }: FoundTask, { language, now }: Viewer): Html | null {
  if (story.length === 0) return null
  return html`<section class="panel"><h2>${t(language, 'task.story')}</h2><ul class="rows">${story.map(
    ({
      at,
      verb,
      by,
      note,
      again,
    }) => html`<li><p class="line"><span>${isKnown(verb) ? t(language, `task.was.${verbs[verb]}`) : verb}</span>
<span class="meta"><bdi>${by}</bdi> · ${whenInWords({ at, now, timeZone }, language)}</span></p>
${again && html`<p class="meta">${t(language, 'task.againAt', { time: timeOfDay(new Date(again), timeZone, language) })}</p>`}
${note && html`<p class="meta"><bdi>${note}</bdi></p>`}</li>`,
  )}</ul></section>`
}
