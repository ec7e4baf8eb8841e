import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { dateInWords } from '../i18n/time-in-words.ts'
import { singleLine } from '../plain-text.ts'
import type { AgendaLine } from './agenda-lines.ts'
import type { DigestFacts } from './digest-facts.ts'

const NAME_MAX = 120
export const FONT = 'font-family:Arial,Helvetica,sans-serif;color:#1b1b1b'

/** Each heading with its appointments, for the plain part of the mail. */
export function agendaTexts(facts: DigestFacts): string[] {
  const { language, agenda, links } = facts
  if (agenda.length === 0) return []
  const groups = groupsOf(facts).map(([kind, lines]) =>
    [t(language, `digest.${kind}`), ...lines.map((line) => lineText(line, facts))].join('\n'),
  )
  return [...groups, t(language, 'mail.row', { label: t(language, 'hers.allAgenda'), value: links.agenda })]
}

export function agendaPart(facts: DigestFacts): Html | null {
  const { language, agenda, links } = facts
  if (agenda.length === 0) return null
  return html`${groupsOf(facts).map(([kind, lines]) => groupPart(kind, lines, facts))}
<p style="margin:8px 0"><a href="${links.agenda}" style="color:#0b5394">${t(language, 'hers.allAgenda')}</a></p>`
}

const groupsOf = ({ agenda }: DigestFacts) => [...Map.groupBy(agenda, (line) => line.kind)]

/** "Premier rendez-vous, M. Blanc"; without both for health clients and those who chose links. */
function nameOf({ title, callerName }: AgendaLine, { health, carries, language }: DigestFacts): string {
  if (health || carries === 'link') return t(language, 'digest.appointment')
  const shown = carries === 'everything' ? title : t(language, 'digest.appointment')
  return singleLine([shown, callerName].filter((part) => part !== null).join(', '), NAME_MAX)
}

const startOf = ({ startsAt }: AgendaLine, { timeZone, language }: DigestFacts) =>
  dateInWords(startsAt, timeZone, language)

const lineText = (line: AgendaLine, facts: DigestFacts) =>
  `${line.number === null ? '-' : `${line.number}.`} ${nameOf(line, facts)}, ${startOf(line, facts)}`

function groupPart(kind: AgendaLine['kind'], lines: readonly AgendaLine[], facts: DigestFacts): Html {
  return html`<h2 style="margin:20px 0 4px;font-size:17px;color:#1b1b1b">${t(facts.language, `digest.${kind}`)}</h2>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${lines.map(
  (line) => html`<tr>
<td width="36" valign="top" style="padding:8px 0;font-size:20px;font-weight:bold;${FONT}">${line.number ?? '–'}</td>
<td valign="top" style="padding:8px 0;border-bottom:1px solid #e0e0e0;font-size:16px;line-height:22px;${FONT}">
<bdi>${nameOf(line, facts)}</bdi><br><span style="color:#555555">${startOf(line, facts)}</span></td></tr>
`,
)}</table>
`
}
