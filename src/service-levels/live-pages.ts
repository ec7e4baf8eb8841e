import { age } from '../console/board/age.ts'
import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { figuresOf } from './levels.ts'
import type { LiveLevels } from './live-levels.ts'
import { share } from './shown.ts'

/** A line over the board and on the floor: who waits, and how it goes today. Nothing where nobody was to wait today. */
export function liveStrip(
  { today, waiting, waitingSince }: LiveLevels,
  { language, now }: { readonly language: Language; readonly now: Date },
): Html | null {
  const { offered, inTimeShare, abandonedShare } = figuresOf(today)
  if (offered === 0 && waiting === 0 && today.short === 0) return null
  const longest =
    waitingSince &&
    html`<time datetime="${waitingSince.toISOString()}" data-age>${age(waitingSince, now)}</time>`
  const abandoned =
    abandonedShare !== null && html` <span class="meta">${share(abandonedShare, language)}</span>`
  return html`<ul class="levels-strip" id="levels" aria-label="${t(language, 'levels.strip')}">
<li${waiting > 0 && html` class="waits"`}><strong>${waiting}</strong> ${t(language, 'levels.waitingNow')}${longest && html` · ${t(language, 'levels.longestNow')} <strong>${longest}</strong>`}</li>
<li><strong>${share(inTimeShare, language)}</strong> ${t(language, 'levels.inTimeToday')} <span class="meta">${t(language, 'levels.ofOffered', { answered: today.inTime, offered })}</span></li>
<li><strong>${today.abandoned}</strong> ${t(language, 'levels.abandonedToday')}${abandoned}</li>
</ul>`
}
