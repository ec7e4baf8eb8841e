import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { hiddenFields, type Viewing } from './page-parts.ts'

/** Where her calendar program subscribes; a form of its own, since nothing that she entered above is saved by it. */
export function feedPart({ language, nonce, feedUrl }: Viewing): Html {
  const hint = html`<small id="hint-feed">${t(language, 'settings.feedRenewHint')}</small>`
  return html`<form method="post" class="card" id="feed" aria-labelledby="feed-title">
${hiddenFields({ nonce })}
<h2 id="feed-title">${t(language, 'settings.feed')}</h2>
<p>${t(language, 'settings.feedWhy')}</p>
${feedUrl && addressPart(language, feedUrl)}
<div class="choices stacked">
<button name="choice" value="renewFeed" class="secondary outline"${feedUrl && html` aria-describedby="hint-feed"`}>${t(language, feedUrl ? 'settings.feedRenew' : 'settings.feedMake')}</button>
${feedUrl && hint}
${feedUrl && html`<button name="choice" value="revokeFeed" class="secondary outline">${t(language, 'settings.feedRevoke')}</button>`}
</div>
</form>
`
}

const addressPart = (language: Viewing['language'], feedUrl: string): Html => html`<div class="field">
<label for="feed-url">${t(language, 'settings.feedAddress')}</label>
<input id="feed-url" type="text" value="${feedUrl}" readonly>
</div>
<p><a class="target" href="${feedUrl.replace(/^https?:/, 'webcal:')}">${t(language, 'settings.feedOpen')}</a></p>
`
