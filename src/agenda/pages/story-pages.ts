import type { Viewer } from '../../console/console-frame.ts'
import { nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import { momentText } from './agenda-times.ts'
import { authorityText } from './agenda-words.ts'
import type { AppointmentShown } from './appointment-pages.ts'
import type { Told } from './find-story.ts'

const verbs = [
  ...(['reserved', 'proposed', 'confirmed', 'declined', 'moved', 'cancelled', 'held'] as const),
  ...(['missed', 'released', 'restored', 'noted'] as const),
]
const ways = [
  ...(['console', 'link', 'software', 'sms', 'email', 'page', 'call'] as const),
  ...(['invitation', 'calendar', 'secretary'] as const),
]

/** Who did what to it, when, how and by what right. */
export function storyPart(viewer: Viewer, { story, found }: AppointmentShown): Html {
  const { language } = viewer
  const { timeZone } = found.appointment
  return html`<section class="panel"><h2>${t(language, 'agenda.story')}</h2>
<ol class="rows">${story.map((told) => html`<li class="row">${toldLine(viewer, told, timeZone)}</li>`)}</ol></section>`
}

function toldLine({ language, now }: Viewer, told: Told, timeZone: string): Html {
  const { at, verb, from, to, reason, authority, undoes, via } = told
  const known = verbs.find((one) => verb === `appointment.${one}`)
  const isMoved = known === 'moved' && from && to && from.getTime() !== to.getTime()
  return html`<span class="line"><span>${undoes && html`${t(language, 'agenda.undone')} `}${known ? t(language, `agenda.did.${known}`) : verb}</span>
<strong>${whoText(told, language)}</strong> <span class="meta push">${whenInWords({ at, now, timeZone }, language)}</span></span>
${isMoved && html`<p class="meta">${momentText(from, timeZone, language)} → ${momentText(to, timeZone, language)}</p>`}
${reason && html`<p class="meta"><q>${nameHtml(reason, 500)}</q></p>`}
<p class="meta">${wayText(via, language)}${authority && html` ${authorityText(authority, language)}`}</p>`
}

const whoText = ({ who }: Told, language: Language): Html =>
  who.name ? nameHtml(who.name, 80) : html`${t(language, `agenda.who.${who.kind}`)}`

function wayText(via: string | null, language: Language): string {
  const known = ways.find((way) => way === via)
  return known ? t(language, `agenda.via.${known}`) : ''
}
