import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { isAtLeast } from '../../secretaries/session.ts'
import { consoleFrame, formTokenField, type KeyHelp, type Viewer } from '../console-frame.ts'
import { callerPart, greetingPart } from './caller-pages.ts'
import { executivesPart, instructionsPart, treatmentPart } from './client-pages.ts'
import type { Desk } from './desk.ts'
import { addressOf, callerText } from './desk-parts.ts'
import { deskHead } from './head-pages.ts'
import { sentSlip } from './sent-slip-pages.ts'
import type { SlipShown } from './shown-slip.ts'
import { slipForm } from './slip-pages.ts'
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
  return ([...ofCall, 's', 'u', 'a', 'k', 'v a', 'Alt+1', 'Esc'] as const).map((key) => [
    key,
    t(language, `desk.key.${key}`),
  ])
}

/** Null: it was sent, and she does not correct it. */
export const slipPart = (viewer: Viewer, desk: Desk, written: SlipShown | null): Html | null => {
  if (written) return slipForm(viewer, desk, written)
  return desk.slip && sentSlip(viewer, desk, desk.slip)
}

/** A call or text that a rule turned away, of which a person may say that it mattered; then a rule is offered. */
function matteredPart(viewer: Viewer, desk: Desk): Html | null {
  const { language } = viewer
  const { source } = desk
  if (source.matteredAt)
    return html`<section class="mattered"><p>✓ ${t(language, 'desk.mattered')} ${ruleOffer(viewer, desk)}</p></section>`
  if (source.disposition !== 'discarded') return null
  return html`<form method="post" action="${addressOf(source)}/mattered" class="mattered">
${formTokenField(viewer)}
<button class="secondary" data-key="m">${t(language, 'desk.thisMattered')} <kbd aria-hidden="true">M</kbd></button>
</form>`
}

/** The form of a rule for this caller, ready for a supervisor to finish. */
function ruleOffer({ language, secretary }: Viewer, { source, caller }: Desk): Html | null {
  if (!isAtLeast(secretary.role, 'supervisor') || caller.kind !== 'number' || !caller.number) return null
  const query = `?caller=${encodeURIComponent(caller.number)}`
  return html`<a href="/console/clients/${source.clientId}/rules/rule${query}">${t(language, 'desk.offerRule')}</a>`
}
