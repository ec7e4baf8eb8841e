import { z } from 'zod'
import type { Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { whenInWords } from '../i18n/time-in-words.ts'
import type { FoundSlip } from './find-slip.ts'
import { wordDiff } from './word-diff.ts'

const words = z.string().nullish()
/** What of a kept revision is compared; it was written down as the row stood then. */
const contentSchema = z.object({
  callerName: words,
  company: words,
  callbackNumber: words,
  urgency: words,
  subject: words,
  body: words,
  wishWhen: words,
})

const said = (content: unknown): string => {
  const { subject, body, ...others } = contentSchema.catch({}).parse(content)
  return [...Object.values(others), subject, body].filter((one) => one).join('\n')
}

/** Every version but the first, as what changed in it. */
export function versionsOf(
  { language, now }: Viewer,
  { message, revisions, names, client }: FoundSlip,
): Html | null {
  if (revisions.length === 0) return null
  const all = [
    ...revisions.map(({ revision, content, authorId, writtenAt }) => ({
      revision,
      text: said(content),
      authorId,
      at: writtenAt,
    })),
    { revision: message.revision, text: said(message), authorId: message.authorId, at: null },
  ]
  const rows = all.slice(1).map((one, place) => {
    const author = one.authorId ? names.get(one.authorId) : undefined
    const changes = wordDiff(all[place]?.text ?? '', one.text)
    return html`<li><p class="line"><strong>${t(language, 'search.slip.revision', { number: one.revision })}</strong>
<span class="meta">${t(language, 'search.slip.written', { name: author ?? t(language, 'search.slip.software') })}${one.at ? html`, ${whenInWords({ at: one.at, now, timeZone: client.hours.timeZone }, language)}` : html`, ${t(language, 'search.slip.current')}`}</span></p>
<p class="words-said was" dir="auto">${changes.map(({ kind, text }) => {
      if (kind === 'gone') return html`<del>${text}</del>`
      return kind === 'new' ? html`<ins>${text}</ins>` : text
    })}</p></li>`
  })
  return html`<section class="panel"><h2>${t(language, 'search.slip.revisions')}</h2><ul class="rows">${rows}</ul></section>`
}
