import { pageFrame } from '../console/page-frame.ts'
import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { dateInWords } from '../i18n/time-in-words.ts'
import { callerText } from '../messages/caller-text.ts'
import type { Audio } from '../messages/find-audio.ts'
import type { FoundMessage } from '../messages/find-message.ts'
import { formatNational, isPhoneNumber } from '../phone-number.ts'

/** One message, for one executive. Addresses in it are relative to `/l/<client>/<token>`: it names no token. */
export function messagePage(opened: FoundMessage, audioUrl: string): Html {
  const { message, executive, client } = opened
  const { language } = executive
  const say = (key: 'caller' | 'received' | 'duration') => t(language, `mail.${key}`)
  const main = html`
<header>
${message.urgency === 'urgent' && html`<p class="urgent">${t(language, 'link.urgent')}</p>`}
<h1>${t(language, 'link.title')}</h1>
<p class="kind">${capitalised(t(language, `mail.${message.kind}`))}</p>
<p><bdi>${client.name}</bdi> · ${t(language, 'link.for', { name: executive.name })}</p>
</header>
<dl class="facts">
${message.callerName && html`<dt>${say('caller')}</dt><dd><bdi>${message.callerName}</bdi></dd>`}
<dt>${t(language, 'mail.number')}</dt><dd>${numberOf(message.callerNumber, language)}</dd>
<dt>${say('received')}</dt><dd>${dateInWords(message.receivedAt, client.hours.timeZone, language)}</dd>
${
  message.voicemailSeconds !== null &&
  html`<dt>${say('duration')}</dt><dd>${t(language, 'mail.seconds', { count: message.voicemailSeconds })}</dd>`
}
</dl>
${audioPart(opened.audio, audioUrl, language)}
${saidPart(message.body, language)}`
  return pageFrame({ language, title: t(language, 'link.title'), main })
}

/** Says the same of every link that does not open, and does not know whose it was: hence both languages. */
export const closedLinkPage = (): Html => inBothLanguages('link.closed', 'link.closedWhy')

/** Whatever broke, nothing was changed. */
export const brokenPage = (): Html => inBothLanguages('page.broken', 'page.brokenWhy')

function inBothLanguages(
  title: 'link.closed' | 'page.broken',
  why: 'link.closedWhy' | 'page.brokenWhy',
): Html {
  const main = html`
<h1>${t('fr', title)}</h1>
<p>${t('fr', why)}</p>
<section lang="en">
<h2>${t('en', title)}</h2>
<p>${t('en', why)}</p>
</section>`
  return pageFrame({ language: 'fr', title: t('fr', title), main })
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function numberOf(number: string | null, language: Language): Html | string {
  if (!number || !isPhoneNumber(number)) return t(language, 'mail.withheld')
  return html`<a href="tel:${number}">${formatNational(number)}</a>`
}

function audioPart(audio: Audio, url: string, language: Language): Html | null {
  switch (audio.kind) {
    case 'none':
      return null
    case 'lost':
      return html`<p role="status">${t(language, 'link.lost')}</p>`
    case 'arriving':
      return html`<p role="status">${t(language, 'link.arriving')}</p>
<p><a href="" role="button">${t(language, 'link.reload')}</a></p>`
    case 'here':
      return html`<section aria-labelledby="listen">
<h2 id="listen">${t(language, 'link.listen')}</h2>
<audio controls preload="none" src="${url}" aria-labelledby="listen"></audio>
<p><a href="${url}" download>${t(language, 'link.save')}</a></p>
</section>`
    default:
      return audio satisfies never
  }
}

function saidPart(body: string | null, language: Language): Html | null {
  if (!body) return null
  const said = callerText(body)
  return html`<section aria-labelledby="said">
<h2 id="said">${t(language, 'link.text')}</h2>
<blockquote class="said" dir="auto">${said.text}</blockquote>
${said.hasLink && html`<p><strong>${t(language, 'mail.callerLink')}</strong></p>`}
</section>`
}
