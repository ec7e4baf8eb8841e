import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'

const defined = [
  ...(['offered', 'inTime', 'later', 'abandoned', 'short', 'voicemail', 'callback'] as const),
  ...(['answerSeconds', 'longestSeconds', 'talkSeconds', 'heldSeconds', 'wrapUpSeconds'] as const),
]

/** What each figure means, as levels.ts has it. */
export function definitions(language: Language, timeZone: string | null): Html {
  return html`<details class="panel levels-definitions"><summary>${t(language, 'levels.howCounted')}</summary>
<dl class="facts">${defined.map((name) => html`<dt>${t(language, `levels.column.${name}`)}</dt><dd>${t(language, `levels.def.${name}`)}</dd>`)}</dl>
${timeZone && html`<p class="meta">${t(language, 'levels.zone', { zone: timeZone })}</p>`}</details>`
}
