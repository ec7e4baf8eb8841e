import { consoleFrame, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dateInWords } from '../i18n/time-in-words.ts'
import type { FoundSlip } from './find-slip.ts'
import { slipFacts, slipText } from './slip-parts-pages.ts'

/** The slip alone, on one page of paper. */
export function printPage(viewer: Viewer, slip: FoundSlip): Html {
  const { language, now } = viewer
  const title = t(language, 'search.print.note', { client: slip.client.name })
  return consoleFrame(viewer, {
    title,
    at: 'slips',
    styles: ['search.css'],
    scripts: ['print.js'],
    main: html`<p class="line no-print"><a href="/console/slips/${slip.message.clientId}/${slip.message.id}">${t(language, 'search.print.back')}</a>
<button type="button" class="small" data-prints hidden>${t(language, 'search.print.now')}</button></p>
<article class="panel sheet"><h1><bdi>${title}</bdi></h1>${slipFacts(viewer, slip)}${slipText(viewer, slip)}
<p class="meta">${t(language, 'search.print.printed', { when: dateInWords(now, slip.client.hours.timeZone, language) })}</p></article>`,
  })
}
