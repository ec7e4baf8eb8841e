import { formTokenField, type Viewer } from '../../../console/console-frame.ts'
import { type Html, html } from '../../../html.ts'
import { t } from '../../../i18n/text.ts'
import { whenInWords } from '../../../i18n/time-in-words.ts'
import { clientPath } from '../setup-frame.ts'
import type { InstructionReadings, Reader } from './find-readings.ts'

type About = { readonly clientId: number; readonly key: string; readonly timeZone: string }

/** Which version this is, who has read it, and a button for her who has not. */
export function readingsPart(viewer: Viewer, about: About, found: InstructionReadings): Html {
  const { language, secretary } = viewer
  const mine = found.readers.find(({ secretaryId }) => secretaryId === secretary.id)
  return html`<section class="readings">
<p>${t(language, 'setup.version', { version: found.version })}</p>
${(mine?.version ?? 0) < found.version && readForm(viewer, about, found)}
${found.readers.length > 0 && html`<ul>${found.readers.map((reader) => html`<li><bdi>${reader.name}</bdi>${t(language, 'mark.colon')}${sayReading(viewer, about, found, reader)}</li>`)}</ul>`}
${found.readers.length === 0 && html`<p>${t(language, 'setup.readByNobody')}</p>`}
</section>`
}

const readForm = (viewer: Viewer, { clientId, key }: About, { id, version }: InstructionReadings): Html =>
  html`<form method="post" action="${clientPath(clientId)}/instructions/${key}/read">
${formTokenField(viewer)}<input type="hidden" name="instruction" value="${id}"><input type="hidden" name="version" value="${version}">
<button>${t(viewer.language, 'setup.iHaveRead')}</button></form>`

function sayReading(
  { language, now }: Viewer,
  { timeZone }: About,
  { version }: InstructionReadings,
  reader: Reader,
): string {
  const when = whenInWords({ at: reader.readAt, now, timeZone }, language)
  return reader.version === version
    ? t(language, 'setup.hasRead', { when })
    : t(language, 'setup.hasReadOld', { version: reader.version, when })
}
