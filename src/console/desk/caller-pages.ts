import { conversationsPart } from '../../call-recordings/conversation-pages.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import { cutText } from '../../plain-text.ts'
import type { Viewer } from '../console-frame.ts'
import type { Desk, DeskCaller, Earlier } from './desk.ts'
import { addressOf, keycap, nameHtml, numberLink, wordsHtml } from './desk-parts.ts'

/** Whom to greet as, word for word, in the language of those who call; of a text, what it says. */
export function greetingPart({ language }: Viewer, { client, source }: Desk): Html {
  if (source.body !== null)
    return html`<section class="greet" aria-label="${t(language, 'desk.textBody')}">${wordsHtml(source.body)}</section>`
  const key = source.call?.direction === 'outbound' ? 'desk.sayRinging' : 'desk.sayAnswering'
  const words = t(client.language, key, { client: cutText(client.name, 120) })
  return html`<section class="greet">
<h2>${t(language, 'desk.say')}</h2>
<p class="say" lang="${client.language}" dir="auto">${words}</p>
</section>`
}

/** The caller, his number, his tags, and what became of his last calls. */
export function callerPart(viewer: Viewer, desk: Desk): Html {
  const { language } = viewer
  const { caller, source } = desk
  return html`<section class="caller">
<h2>${t(language, source.call?.direction === 'outbound' ? 'desk.called' : 'desk.caller')}</h2>
<p class="who">${whoHtml(caller, language)}${contactLink(desk, language)}</p>
${caller.contact && contactFacts(caller.contact, language)}
${bookingLink(desk, language)}
${audio(viewer, desk)}
${desk.source.conversations && conversationsPart(viewer, { address: addressOf(desk.source), timeZone: desk.client.timeZone }, desk.source.conversations)}
${earlierPart(viewer, desk)}
</section>`
}

function whoHtml({ kind, name, number }: DeskCaller, language: Language): Html {
  const shown = number && kind !== 'withheld' ? numberLink(number) : t(language, 'mail.withheld')
  const own = kind === 'own' && html` <small>${t(language, 'desk.ownNumber')}</small>`
  return name
    ? html`<strong>${nameHtml(name)}</strong> ${shown}${own}`
    : html`<strong>${shown}</strong>${own}`
}

const contactLink = ({ caller, source }: Desk, language: Language): Html | null =>
  caller.contact &&
  html` <a class="aside" href="/console/contacts/${source.clientId}/${caller.contact.id}">${t(language, 'desk.contact')}</a>`

/** For whoever wants an appointment; his name and number go with him. */
const bookingLink = ({ source: { clientId, kind, id } }: Desk, language: Language): Html =>
  html`<p class="line"><a href="${`/console/clients/${clientId}/book?${kind}=${id}`}" data-key="r">${t(language, 'desk.book')} ${keycap('r')}</a>
<a class="aside" href="${`/console/agenda?client=${clientId}`}">${t(language, 'agendaNav.calendar')}</a>
<a class="aside" href="${`/console/clients/${clientId}/book/elsewhere?${kind}=${id}`}">${t(language, 'agendaNav.elsewhere')}</a>
<a class="aside" href="${`/console/clients/${clientId}/waiting?${kind}=${id}`}">${t(language, 'agendaNav.waiting')}</a>
<a class="aside" href="/console/clients/${clientId}/absences">${t(language, 'agendaNav.absences')}</a></p>`

function contactFacts(
  { company, tags, executiveName }: NonNullable<DeskCaller['contact']>,
  language: Language,
): Html {
  return html`<p class="about">
${company && nameHtml(company)}
${tags.map((tag) => html`<span class="tag">${nameHtml(tag, 40)}</span>`)}
${executiveName && html`<span>${t(language, 'desk.followedBy', { name: executiveName })}</span>`}
</p>`
}

/** The voicemail, to be heard here. */
function audio({ language }: Viewer, { source }: Desk): Html | null {
  if (source.audio.kind === 'none') return null
  if (source.audio.kind !== 'here') return html`<p>${t(language, `link.${source.audio.kind}`)}</p>`
  return html`<p class="audio"><audio controls preload="none" src="${addressOf(source)}/audio" aria-label="${t(language, 'desk.voicemail')}"></audio></p>`
}

function earlierPart(viewer: Viewer, { caller, client, source }: Desk): Html {
  const { language, now } = viewer
  if (caller.earlier.length === 0) return html`<p class="quiet">${t(language, 'desk.noEarlier')}</p>`
  const { timeZone } = client
  return html`<h3>${t(language, 'desk.earlier')}</h3>
<ul class="earlier">${caller.earlier.map(
    (one) => html`<li>
<a href="${addressOf({ ...one, clientId: source.clientId })}">${whenInWords({ at: one.at, now, timeZone }, language)}</a>
<span>${whatHappened(one, language)}</span>
</li>`,
  )}</ul>`
}

/** "SMS, message pour Me Roux : Bail (Me Roux rappelle)" */
function whatHappened({ kind, disposition, outcome, slip }: Earlier, language: Language): Html {
  const how = outcome ? t(language, `desk.outcome.${outcome}`) : dispositionText(kind, disposition, language)
  if (!slip) return html`${how}`
  const said = slip.word
    ? t(language, `desk.word.${slip.word}`, { name: slip.recipientName })
    : t(language, 'desk.word.none')
  return html`${how}, ${t(language, 'desk.slipFor', { name: slip.recipientName })}${slip.about && html` <q><bdi>${cutText(slip.about, 70)}</bdi></q>`}
<em>${said}</em>`
}

const known = [
  'forwarded',
  'messageTaken',
  'voicemail',
  'discarded',
  'abandoned',
  'answered',
  'missed',
  'reached',
  'notReached',
  'order',
  'optOut',
  'optIn',
] as const

export function dispositionText(
  kind: 'call' | 'text',
  disposition: string | null,
  language: Language,
): string {
  const key = known.find((one) => one === disposition)
  return key
    ? t(language, `desk.disposition.${key}`)
    : t(language, kind === 'text' ? 'desk.text' : 'desk.callUnderWay')
}
