import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { Colleague } from '../../secretaries/find-colleagues.ts'
import { isAtLeast } from '../../secretaries/session.ts'
import { consoleFrame, formTokenField, type Viewer } from '../console-frame.ts'
import type { Desk, DeskHandling } from './desk.ts'
import { addressOf, callerText, keycap, nameHtml } from './desk-parts.ts'
import { heldText } from './head-pages.ts'

export type Relay = {
  readonly desk: Desk
  readonly colleagues: readonly Colleague[]
  /** Who was quicker, where that is why nothing was changed. */
  readonly problem: string | null
}

/** Who has the call, since when, and who is to have it: one press each. */
export function relayPage(viewer: Viewer, { desk, colleagues, problem }: Relay): Html {
  const { language } = viewer
  const { source, client } = desk
  const caller = callerText(desk, language)
  const title = t(language, 'desk.relayTitle')
  const main = html`<p><a href="${addressOf(source)}">← ${t(language, 'desk.relayBack')}</a></p>
<h1>${title} <small><bdi>${caller}</bdi>, ${nameHtml(client.name, 80)}</small></h1>
${problem && html`<p class="notice warn" role="alert">${problem}</p>`}
<div class="relay">
${holderPart(viewer, desk)}
${givePart(viewer, desk, colleagues)}
</div>`
  return consoleFrame(viewer, {
    title: `${title}, ${caller}`,
    main,
    at: 'calls',
    styles: ['call.css'],
  })
}

const isHers = ({ secretary }: Viewer, by: DeskHandling | null | undefined) =>
  by?.secretaryId === secretary.id && !by.wrappedUpAt

/** Who has it; where that is not herself, she takes it with one more press. */
function holderPart(viewer: Viewer, desk: Desk): Html {
  const { language } = viewer
  const by = desk.source.call?.handling
  const held = by ? heldText(viewer, desk) : t(language, 'desk.heldByNobody')
  return html`<section class="panel"><p class="held">${held}</p>
${
  !isHers(viewer, by) &&
  html`<form method="post" action="${addressOf(desk.source)}/relieve">${formTokenField(viewer)}${fromField(desk)}
${by && html`<p class="meta">${t(language, 'desk.relieveWhat', { name: by.secretaryName })}</p>`}
<button data-key="t">${t(language, by ? 'desk.relieve' : 'desk.take')} ${keycap('t')}</button>
</form>`
}</section>`
}

/** Whom the page showed as having it: where that is another by now, nothing is changed. */
const fromField = ({ source }: Desk): Html =>
  html`<input type="hidden" name="from" value="${source.call?.handling?.secretaryId ?? ''}">`

/** Keys of the colleagues, in their order. */
const keys = 'abcdefhijklop'

function givePart(viewer: Viewer, desk: Desk, colleagues: readonly Colleague[]): Html {
  const { language, secretary } = viewer
  const by = desk.source.call?.handling
  if (by && !isHers(viewer, by) && !isAtLeast(secretary.role, 'supervisor'))
    return html`<p class="meta">${t(language, 'desk.onlyHolder', { name: by.secretaryName })}</p>`
  const others = colleagues.filter(({ id }) => id !== by?.secretaryId)
  if (others.length === 0) return html`<p class="meta">${t(language, 'desk.nobodyToGive')}</p>`
  return html`<section class="panel" aria-labelledby="give"><h2 id="give">${t(language, 'desk.giveTo')}</h2>
<form method="post" action="${addressOf(desk.source)}/give">${formTokenField(viewer)}${fromField(desk)}
<ul class="rows">${others.map(({ id, name, worksForClient }, place) => {
    const key = keys[place]
    return html`<li><button class="small" name="to" value="${id}"${key && html` data-key="${key}"`}><bdi>${name}</bdi> ${key && keycap(key)}</button>${
      !worksForClient && html` <small>${t(language, 'desk.giveOutside')}</small>`
    }</li>`
  })}</ul>
<p class="meta">${t(language, 'desk.giveWhat')}</p>
</form></section>`
}
