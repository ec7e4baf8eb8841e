import type { Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import { isAtLeast } from '../../secretaries/session.ts'

export type SecoursOn = { readonly since: Date; readonly by: string }

/** After that it was probably forgotten. */
const longHours = 3
const hourMs = 3_600_000

/** Who turned it on and since when, and whether that is long ago. */
export function saySecours({ since, by }: SecoursOn, { language, now }: { language: Language; now: Date }) {
  const when = whenInWords({ at: since, now, timeZone: agencyTimeZone }, language)
  const isLong = now.getTime() - since.getTime() > longHours * hourMs
  return { said: t(language, 'secours.since', { when, by }), isLong }
}

/**
 * That mode secours is on, and how it ends: above every page, filled in and hidden by floor-news.js as it is turned.
 * `on` is what a page knows that shows calls, so that it stands there without scripts too.
 */
export function secoursBar(viewer: Viewer, on: SecoursOn | null, tokenField: Html): Html {
  const { language } = viewer
  const now = on && saySecours(on, viewer)
  return html`<section id="secours-now" class="notice urgent secours" role="status"${!now && html` hidden`}>
<p><strong>${t(language, 'secours.isOn')}</strong> <span class="said">${now?.said}</span>
<strong class="long"${!now?.isLong && html` hidden`}>${t(language, 'secours.long')}</strong></p>
${isAtLeast(viewer.secretary.role, 'supervisor') && html`<form method="post" action="/console/secours/off">${tokenField}<button>${t(language, 'secours.turnOff')}</button></form>`}
</section>`
}
