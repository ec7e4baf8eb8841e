import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dateInWords } from '../i18n/time-in-words.ts'
import { callerText } from '../messages/caller-text.ts'
import type { FoundMessage } from '../messages/find-message.ts'
import type { Audio } from '../messages/queries.ts'
import { answerPart } from './answer-part.ts'
import { capitalised, headingOf, linkFrame, numberLink, readerOf, type Viewing } from './page-parts.ts'
import { calledBack, correctionPart, numberToCall, takenRows } from './slip-part.ts'

/** One message, for one executive. Addresses in it are relative to `/l/<client>/<token>`. */
export function messagePage(found: FoundMessage, viewing: Viewing): Html {
  const { message, executive } = found
  const { language, timeZone, token } = viewing
  const main = html`
${correctionPart(message, viewing)}
${message.urgency === 'urgent' && html`<p class="urgent">${t(language, 'link.urgent')}</p>`}
<dl class="facts">
<dt>${t(language, 'mail.number')}</dt><dd>${numberLink(numberToCall(message), language)}</dd>
${takenRows(message, executive.id, viewing)}
<dt>${t(language, 'mail.received')}</dt><dd>${dateInWords(message.receivedAt, timeZone, language)}</dd>
${
  message.voicemailSeconds !== null &&
  html`<dt>${t(language, 'mail.duration')}</dt><dd>${t(language, 'mail.seconds', { count: message.voicemailSeconds })}</dd>`
}
</dl>
${audioPart(found.audio, `${token}/audio`, viewing)}
${saidPart(message.body, viewing)}
<section aria-labelledby="answer" class="answer">
<h2 id="answer">${t(language, 'answer.yours')}</h2>
${answerPart({ ...found, executiveId: executive.id }, viewing)}
</section>`
  return linkFrame(viewing, {
    title: t(language, 'link.title'),
    above: readerOf(viewing, found),
    heading: headingOf(language, capitalised(t(language, `mail.${message.kind}`)), calledBack(message)),
    main,
  })
}

/** The sound is fetched when she presses play, so that only what was listened to counts as heard. */
function audioPart(audio: Audio, url: string, { language }: Viewing): Html | null {
  switch (audio.kind) {
    case 'none':
      return null
    case 'lost':
    case 'erased':
      return html`<p role="status">${t(language, `link.${audio.kind}`)}</p>`
    case 'arriving':
      return html`<p role="status">${t(language, 'link.arriving')}</p>
<p><a href="" role="button" class="secondary">${t(language, 'link.reload')}</a></p>`
    case 'here':
      return html`<section aria-labelledby="listen">
<h2 id="listen">${t(language, 'link.listen')}</h2>
<audio controls preload="none" src="${url}" aria-labelledby="listen"></audio>
<p><a class="target" href="${url}" download>${t(language, 'link.save')}</a></p>
</section>`
    default:
      return audio satisfies never
  }
}

function saidPart(body: string | null, { language }: Viewing): Html | null {
  if (!body) return null
  const said = callerText(body)
  return html`<section aria-labelledby="said">
<h2 id="said">${t(language, 'link.text')}</h2>
<blockquote class="said" dir="auto">${said.text}</blockquote>
${said.hasLink && html`<p><strong>${t(language, 'mail.callerLink')}</strong></p>`}
</section>`
}
