import type { Viewer } from '../console/console-frame.ts'
import { numberText } from '../console/desk/desk-parts.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import type { PlacedCall } from './find-placed.ts'

type About = { readonly clientId: number; readonly line: string; readonly isOver: boolean }

/** Of a call that she placed: what became of it, from which number, and why. */
export function placedPart(
  { language }: Viewer,
  { clientId, line, isOver }: About,
  placed: PlacedCall,
): Html {
  const { purpose, slipId, outcome } = placed
  const from = { line: numberText(line), purpose: t(language, `outgoing.purpose.${purpose}`) }
  return html`<p class="placed">${isOver && outcome && html`<strong>${t(language, `outgoing.outcome.${outcome}`)}.</strong> `}
<span>${t(language, 'outgoing.from', from)}</span>
${slipId && html`<a href="/console/slips/${clientId}/${slipId}">${t(language, 'outgoing.slip')}</a>`}</p>`
}
