import { consoleFrame, formTokenField, type Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { whenInWords } from '../i18n/time-in-words.ts'
import { agencyTimeZone } from '../secretaries/agency-time-zone.ts'
import type { Switches } from './switch.ts'

/** Those that the owner turns here; the others stand where they are needed. */
export const shownSwitches = ['outgoingStopped', 'singleFigures'] as const
type Shown = (typeof shownSwitches)[number]

/** What holds for the whole agency: each switch with who turned it and since when. */
export function agencyPage(viewer: Viewer, switches: Switches): Html {
  const { language } = viewer
  const main = html`<h1>${t(language, 'agency.title')}</h1>
${shownSwitches.map((name) => switchPanel(viewer, name, switches))}`
  return consoleFrame(viewer, { title: t(language, 'agency.title'), at: 'agency', main })
}

function switchPanel(viewer: Viewer, name: Shown, switches: Switches): Html {
  const { language } = viewer
  const isOn = switches[name] !== undefined
  return html`<section class="panel" id="${name}" aria-labelledby="${name}-title">
<h2 id="${name}-title">${t(language, `agency.${name}`)}</h2>
<p>${t(language, `agency.${name}.does`)}</p>
<p class="line">${standing(viewer, name, switches)}</p>
<form method="post" action="/console/agency/switches/${name}">${formTokenField(viewer)}
<input type="hidden" name="on" value="${isOn ? 'no' : 'yes'}">
<button class="small${isOn ? ' secondary' : ''}">${t(language, `agency.${name}.${isOn ? 'off' : 'on'}`)}</button></form>
</section>`
}

function standing({ language, now }: Viewer, name: Shown, switches: Switches): Html {
  const turned = switches[name]
  if (!turned) return html`<span class="tag">${t(language, `agency.${name}.isOff`)}</span>`
  const when = whenInWords({ at: turned.since, now, timeZone: agencyTimeZone }, language)
  return html`<span class="tag warn">${t(language, `agency.${name}.isOn`)}</span>
<span class="meta">${t(language, 'agency.turnedBy', { name: turned.by, when })}</span>`
}
