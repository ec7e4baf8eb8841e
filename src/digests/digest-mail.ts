import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { dateInWords, whenInWords } from '../i18n/time-in-words.ts'
import { callerText } from '../messages/caller-text.ts'
import type { Mail } from '../messages/mail-page.ts'
import { wishInWords } from '../messages/taken-facts.ts'
import { formatNational } from '../phone-number.ts'
import { cutText, singleLine } from '../plain-text.ts'
import type { DigestFacts, DigestLine } from './digest-facts.ts'
import { agendaPart, agendaTexts, FONT } from './digest-mail-agenda.ts'

const NAME_MAX = 120
const EXCERPT_MAX = 200

/**
 * The digest as an e-mail. Tables and inline styles, since Outlook lays out nothing else reliably and Gmail drops
 * style sheets. Both parts say the same.
 */
export function composeDigestMail(facts: DigestFacts): Mail {
  return { subject: subjectOf(facts), text: textPart(facts), html: htmlPart(facts).toString() }
}

function subjectOf({ language, clientName, health, lines, agenda }: DigestFacts): string {
  const what = whatOf(agenda, lines.length, language)
  const urgent = lines.some((line) => line.kind === 'urgent')
  const subject = health
    ? what
    : t(language, 'digest.subject', { client: singleLine(clientName, NAME_MAX), what })
  return urgent ? t(language, 'mail.subjectUrgent', { subject }) : subject
}

function whatOf(agenda: DigestFacts['agenda'], messages: number, language: Language): string {
  const questions = agenda.filter(({ kind }) => kind === 'question').length
  const said = [
    messages > 0 && t(language, 'digest.open', { count: messages }),
    questions > 0 && t(language, 'digest.questions', { count: questions }),
  ].filter((part) => part !== false)
  if (said.length > 0) return said.join(', ')
  return t(language, agenda.length > 0 ? 'digest.onlyTomorrow' : 'digest.nothing')
}

const titleOf = ({ language, dueAt, timeZone }: DigestFacts) =>
  t(language, 'digest.title', { when: dateInWords(dueAt, timeZone, language) })

/** The lines under a heading for each kind, in the order they were numbered. */
const groupsOf = ({ lines }: DigestFacts) => [...Map.groupBy(lines, (line) => line.kind)]

/** "Message vocal de M. Blanc". */
function whoOf({ what: kind, callerName, callerNumber }: DigestLine, facts: DigestFacts): string {
  const { language, health, carries } = facts
  if (health || carries === 'link') return t(language, 'sms.digestMessage')
  const what = capitalised(t(language, `mail.${kind}`))
  if (callerName) return t(language, 'digest.line', { what, name: singleLine(callerName, NAME_MAX) })
  if (callerNumber) return t(language, 'digest.lineNumber', { what, number: formatNational(callerNumber) })
  return t(language, 'digest.lineWithheld', { what })
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const whenOf = ({ at }: DigestLine, { dueAt, timeZone, language }: DigestFacts) =>
  whenInWords({ at, now: dueAt, timeZone }, language)

/** What he said, where she chose that mails carry it. */
function excerptOf(line: DigestLine, { health, carries, language }: DigestFacts): string | null {
  if (health || carries !== 'everything') return null
  const said = [wishInWords(line, 'mail', language), line.body && callerText(line.body).text]
  return cutText(said.filter(Boolean).join(' · '), EXCERPT_MAX) || null
}

function countsOf({ language, counts: { discarded, forwarded, inYourName } }: DigestFacts): string[] {
  return [
    discarded > 0 && t(language, 'digest.discarded', { count: discarded }),
    forwarded > 0 && t(language, 'digest.forwarded', { count: forwarded }),
    inYourName > 0 && t(language, 'digest.inYourName', { count: inYourName }),
  ].filter((part) => part !== false)
}

/** Only the ways that lead back to us. */
function howToOf(facts: DigestFacts): string {
  return [howToMessages(facts), howToQuestions(facts)].filter(Boolean).join(' ')
}

function howToQuestions({ language, agenda, answerable, takesReplies }: DigestFacts): string {
  const number = agenda.find((line) => line.kind === 'question' && line.number !== null)?.number
  return number && (answerable || takesReplies) ? t(language, 'digest.howToQuestion', { number }) : ''
}

function howToMessages({ language, lines, answerable, takesReplies }: DigestFacts): string {
  const number = lines.find((line) => line.number !== null)?.number
  if (lines.length === 0) return ''
  if (!number || (!answerable && !takesReplies)) return t(language, 'digest.howToLink')
  const by = answerable && takesReplies ? 'both' : answerable ? 'sms' : 'email'
  return t(language, 'digest.howTo', { by: t(language, `digest.answerBy.${by}`), number })
}

function textPart(facts: DigestFacts): string {
  const { language, links, clientName, health } = facts
  const groups = groupsOf(facts).map(([kind, lines]) =>
    [t(language, `digest.${kind}`), ...lines.map((line) => textLine(line, facts))].join('\n'),
  )
  const row = (label: string, value: string) => t(language, 'mail.row', { label, value })
  const blocks = [
    [health ? '' : singleLine(clientName, NAME_MAX), titleOf(facts)].filter(Boolean).join('\n'),
    ...groups,
    ...agendaTexts(facts),
    countsOf(facts).join('\n'),
    row(t(language, 'digest.openPage'), links.digest),
    howToOf(facts),
    [
      row(t(language, 'digest.availability'), links.availability),
      row(t(language, 'digest.settings'), links.settings),
    ].join('\n'),
    t(language, 'digest.why'),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function textLine(line: DigestLine, facts: DigestFacts): string {
  const number = line.number === null ? '-' : `${line.number}.`
  const excerpt = excerptOf(line, facts)
  const head = `${number} ${whoOf(line, facts)}, ${whenOf(line, facts)}`
  return excerpt ? `${head}\n   ${excerpt.replaceAll('\n', ' ')}` : head
}

const LINK = 'color:#0b5394'

function htmlPart(facts: DigestFacts): Html {
  const { language, links, clientName, health } = facts
  const howTo = howToOf(facts)
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light"><title>${subjectOf(facts)}</title></head>
<body style="margin:0;padding:0;background:#f2f2f2">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f2f2f2"><tr>
<td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff"
 style="max-width:600px"><tr><td style="padding:20px;font-size:16px;line-height:24px;${FONT}">
${!health && html`<h1 style="margin:0;font-size:20px;line-height:28px;${FONT}"><bdi>${clientName}</bdi></h1>`}
<p style="margin:0 0 8px;color:#555555">${titleOf(facts)}</p>
${groupsOf(facts).map(([kind, lines]) => groupPart(kind, lines, facts))}
${agendaPart(facts)}
${countsOf(facts).map((said) => html`<p style="margin:8px 0">${said}</p>`)}
${buttonPart(links.digest, t(language, 'digest.openPage'))}
${howTo !== '' && html`<p style="margin:16px 0;color:#555555">${howTo}</p>`}
<p style="margin:16px 0 0;font-size:14px;color:#555555">
<a href="${links.availability}" style="${LINK}">${t(language, 'digest.availability')}</a> ·
<a href="${links.settings}" style="${LINK}">${t(language, 'digest.settings')}</a></p>
<p style="margin:4px 0 0;font-size:14px;color:#555555">${t(language, 'digest.why')}</p>
</td></tr></table></td></tr></table>
</body>
</html>
`
}

function groupPart(kind: DigestLine['kind'], lines: readonly DigestLine[], facts: DigestFacts): Html {
  const colour = kind === 'urgent' ? '#a61b1b' : '#1b1b1b'
  return html`<h2 style="margin:20px 0 4px;font-size:17px;color:${colour}">${t(facts.language, `digest.${kind}`)}</h2>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${lines.map((line) => linePart(line, facts))}</table>
`
}

function linePart(line: DigestLine, facts: DigestFacts): Html {
  const excerpt = excerptOf(line, facts)
  const callable = line.callerNumber && !facts.health && facts.carries !== 'link'
  return html`<tr>
<td width="36" valign="top" style="padding:8px 0;font-size:20px;font-weight:bold;${FONT}">${line.number ?? '–'}</td>
<td valign="top" style="padding:8px 0;border-bottom:1px solid #e0e0e0;font-size:16px;line-height:22px;${FONT}">
<bdi>${whoOf(line, facts)}</bdi><br><span style="color:#555555">${whenOf(line, facts)}</span>
${
  callable &&
  html`<br><a href="tel:${line.callerNumber}" style="${LINK}">${formatNational(line.callerNumber)}</a>`
}
${excerpt && html`<br><span dir="auto" style="white-space:pre-wrap">${excerpt}</span>`}
</td></tr>
`
}

function buttonPart(href: string, label: string): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:20px 0"><tr>
<td bgcolor="#0b5394" style="border-radius:6px"><a href="${href}"
 style="display:inline-block;padding:12px 20px;font-size:16px;color:#ffffff;text-decoration:none">${label}</a></td>
</tr></table>
`
}
