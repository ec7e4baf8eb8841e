import { formTokenField, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dayInWords, whenInWords } from '../i18n/time-in-words.ts'
import type { Conversation, Conversations } from './find-conversations.ts'

type Place = { readonly address: string; readonly timeZone: string }

/** On the page of a call: what was recorded of it, to be heard or erased by those who may; that he refused. */
export function conversationsPart(
  viewer: Viewer,
  place: Place,
  { refused, all }: Conversations,
): Html | null {
  if (all.length === 0 && !refused) return null
  const { language } = viewer
  return html`<section class="conversations" aria-labelledby="conversations">
<h3 id="conversations">${t(language, 'recording.desk.title')}</h3>
${refused && html`<p>${t(language, 'recording.desk.refused')}</p>`}
${all.map((one) => conversationHtml(viewer, place, one))}
</section>`
}

function conversationHtml(viewer: Viewer, place: Place, one: Conversation): Html {
  const { language } = viewer
  return html`<div class="conversation">
<p>${aboutOf(viewer, place, one)}</p>
${soundOf(viewer, place, one)}
${
  one.mayErase &&
  html`<details><summary>${t(language, 'recording.desk.erase')}</summary>
<form method="post" action="${place.address}/conversations/${one.id}/erase">${formTokenField(viewer)}
<p>${t(language, 'recording.desk.eraseAbout')}</p>
<button class="small urgent">${t(language, 'recording.desk.eraseYes')}</button></form></details>`
}
</div>`
}

function aboutOf({ language, now }: Viewer, { timeZone }: Place, one: Conversation): string {
  if (one.kind === 'gone' && one.provedGoneAt) {
    const when = whenInWords({ at: one.provedGoneAt, now, timeZone }, language)
    return t(language, 'recording.desk.gone', { when })
  }
  const length = t(language, 'recording.desk.length', {
    minutes: Math.floor(one.seconds / 60),
    seconds: one.seconds % 60,
  })
  if (!one.purpose || !one.until || one.kind === 'leaving') return length
  const purpose = t(language, `recording.purpose.${one.purpose}`)
  const date = dayInWords(one.until, timeZone, language)
  return `${length} · ${t(language, 'recording.desk.until', { purpose, date })}`
}

function soundOf({ language }: Viewer, { address }: Place, one: Conversation): Html | null {
  if (one.kind === 'gone') return null
  if (one.kind !== 'here') return html`<p>${t(language, `recording.desk.${one.kind}`)}</p>`
  if (!one.mayListen) return html`<p>${t(language, 'recording.desk.notYours')}</p>`
  return html`<p class="audio"><audio controls preload="none" src="${address}/conversations/${one.id}/audio" aria-label="${t(language, 'recording.desk.title')}"></audio></p>`
}
