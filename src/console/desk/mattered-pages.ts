import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { rulesAddress } from '../../rules/editor/rule-address.ts'
import { isAtLeast } from '../../secretaries/session.ts'
import { formTokenField, type Viewer } from '../console-frame.ts'
import type { Desk } from './desk.ts'
import { addressOf } from './desk-parts.ts'

/** A call or text that a rule turned away, of which a person may say that it mattered; then a rule is offered. */
export function matteredPart(viewer: Viewer, desk: Desk): Html | null {
  const { language } = viewer
  const { source } = desk
  if (source.matteredAt)
    return html`<section class="mattered"><p>✓ ${t(language, 'desk.mattered')}</p>
${offerPart(viewer, desk)}
${ruleForm(viewer, desk)}</section>`
  if (source.disposition !== 'discarded') return null
  return html`<form method="post" action="${addressOf(source)}/mattered" class="mattered">
${formTokenField(viewer)}
<button class="secondary" data-key="m">${t(language, 'desk.thisMattered')} <kbd aria-hidden="true">M</kbd></button>
</form>`
}

/** An exception for this caller, to be tried and published by a supervisor. */
function offerPart(viewer: Viewer, { source, ruleOffer }: Desk): Html | null {
  const { language, secretary } = viewer
  if (ruleOffer === 'offered') {
    const words = t(language, 'desk.ruleOffered')
    const rules = rulesAddress(source.clientId)
    return isAtLeast(secretary.role, 'supervisor')
      ? html`<p><a href="${rules}">${words}</a></p>`
      : html`<p>${words}</p>`
  }
  if (ruleOffer !== 'possible') return null
  return html`<form method="post" action="${addressOf(source)}/offer-rule">${formTokenField(viewer)}
<button class="small secondary" data-key="m">${t(language, 'desk.offerException')} <kbd aria-hidden="true">M</kbd></button>
</form>`
}

/** The form of a rule for this caller, ready for a supervisor to finish. */
function ruleForm({ language, secretary }: Viewer, { source, caller, ruleOffer }: Desk): Html | null {
  if (!isAtLeast(secretary.role, 'supervisor') || ruleOffer === 'offered') return null
  if (caller.kind !== 'number' || !caller.number) return null
  const query = `?caller=${encodeURIComponent(caller.number)}`
  return html`<p><a href="${rulesAddress(source.clientId)}/rule${query}">${t(language, 'desk.offerRule')}</a></p>`
}
