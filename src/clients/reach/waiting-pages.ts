import { formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { dateInWords } from '../../i18n/time-in-words.ts'
import { formatNational, isPhoneNumber } from '../../phone-number.ts'
import type { WaitingNumber } from './find-waiting.ts'

type Shown = {
  readonly clientId: number
  readonly timeZone: string
  readonly mayChange: boolean
  readonly waiting: readonly WaitingNumber[]
}

/** Which numbers no call is put through to yet, until when, what happens meanwhile, and the second person's button. */
export function waitingPart(viewer: Viewer, { clientId, timeZone, mayChange, waiting }: Shown): Html | null {
  const { language } = viewer
  if (waiting.length === 0) return null
  return html`<section class="notice wrong" aria-labelledby="waiting"><h2 id="waiting">${t(language, 'reach.waiting')}</h2>
${waiting.map(
  (number) => html`<p>${said(viewer, number, timeZone)}</p>
${mayChange && confirmForm(viewer, clientId, number)}`,
)}</section>`
}

function said({ language }: Viewer, waiting: WaitingNumber, timeZone: string): Html {
  const { executive, after, before, effectiveAt, settled, changedBy } = waiting
  const words = { name: executive?.name ?? t(language, 'reach.emergency'), number: shown(after) }
  const when = effectiveAt ? dateInWords(effectiveAt, timeZone, language) : ''
  return html`<bdi>${settled === 'refused' ? t(language, 'reach.refusedAt', words) : t(language, 'reach.waitsAt', { ...words, when })}</bdi>
${before ? t(language, 'reach.meanwhile', { number: shown(before) }) : t(language, 'reach.meanwhileNone')}
${changedBy && html`<bdi>${t(language, 'reach.setBy', { name: changedBy })}</bdi>`}`
}

function confirmForm(viewer: Viewer, clientId: number, { id, changedById }: WaitingNumber): Html {
  const { language, secretary } = viewer
  if (changedById === secretary.id) return html`<p class="hint">${t(language, 'reach.notYours')}</p>`
  return html`<form method="post" action="/console/clients/${clientId}/numbers/${id}/confirm">${formTokenField(viewer)}
<button class="secondary">${t(language, 'reach.confirm')}</button></form>`
}

const shown = (number: string | null) =>
  number && isPhoneNumber(number) ? formatNational(number) : (number ?? '')
