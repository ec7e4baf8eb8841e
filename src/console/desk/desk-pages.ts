import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { consoleFrame, type KeyHelp, type Viewer } from '../console-frame.ts'
import { callerPart, greetingPart } from './caller-pages.ts'
import { executivesPart, instructionsPart, treatmentPart } from './client-pages.ts'
import type { Desk } from './desk.ts'
import { addressOf, callerText } from './desk-parts.ts'
import { deskHead } from './head-pages.ts'
import { matteredPart } from './mattered-pages.ts'
import { sentSlip } from './sent-slip-pages.ts'
import type { SlipShown } from './shown-slip.ts'
import { slipForm } from './slip-pages.ts'
import { thrownPart } from './thrown-pages.ts'
import { wrapUpPart } from './wrap-up-pages.ts'

/** One screen while she speaks: at the left what she must know, at the right what she writes. */
export function deskPage(viewer: Viewer, desk: Desk, written: SlipShown | null): Html {
  const { language } = viewer
  const { source, client } = desk
  const main = html`<div class="call-page" data-client="${source.clientId}" data-address="${addressOf(source)}">
<p id="call-news" class="unseen" role="status"></p>
${deskHead(viewer, desk)}
<p id="not-yours" class="notice warn" role="alert" hidden>${t(language, 'desk.notYours')}</p>
<div class="columns">
<div class="know">
${greetingPart(viewer, desk)}
<div class="twins">
${callerPart(viewer, desk)}
<div class="of-client">
${instructionsPart(viewer, desk)}
${executivesPart(viewer, desk)}
</div>
</div>
${treatmentPart(viewer, desk)}
${matteredPart(viewer, desk)}
</div>
<div class="write">
${thrownPart(viewer, desk)}
${slipPart(viewer, desk, written)}
${wrapUpPart(viewer, desk)}
</div>
</div>
<a class="to-slip" href="#slip">${t(language, desk.slip && !written ? 'desk.toSentSlip' : 'desk.toSlip')}</a>
</div>`
  return consoleFrame(viewer, {
    title: `${callerText(desk, language)}, ${client.name}`,
    main,
    at: source.kind === 'call' ? 'calls' : 'texts',
    scripts: ['call.js'],
    styles: ['call.css'],
    keys: deskKeys(viewer, desk),
  })
}

function deskKeys({ language }: Viewer, { source }: Desk): KeyHelp[] {
  const ofCall = source.call ? (['t', 'x x'] as const) : []
  return ([...ofCall, 's', 'u', 'a', 'k', 'v a', 'r', 'Alt+1', 'Esc'] as const).map((key) => [
    key,
    t(language, `desk.key.${key}`),
  ])
}

/** Null: it was sent, and she does not correct it. */
export const slipPart = (viewer: Viewer, desk: Desk, written: SlipShown | null): Html | null => {
  if (written) return slipForm(viewer, desk, written)
  return desk.slip && sentSlip(viewer, desk, desk.slip)
}
