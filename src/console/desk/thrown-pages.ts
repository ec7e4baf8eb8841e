import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { timeOfDay } from '../../i18n/time-in-words.ts'
import { formTokenField, type Viewer } from '../console-frame.ts'
import type { Desk } from './desk.ts'
import { addressOf } from './desk-parts.ts'

/** She threw away what she had begun: one step back, for a while. */
export function thrownPart(viewer: Viewer, { thrownAt, client, source }: Desk): Html | null {
  const { language } = viewer
  if (!thrownAt) return null
  const time = timeOfDay(thrownAt, client.timeZone, language)
  return html`<form method="post" action="${addressOf(source)}/restore" class="notice thrown">${formTokenField(viewer)}
${t(language, 'desk.draftThrown', { time })}
<button class="small secondary">${t(language, 'desk.restoreDraft')}</button></form>`
}
