import { t } from '../i18n/text.ts'
import { momentsInSms, whenInSms } from '../i18n/time-in-words.ts'
import { fitSms, type SmsText } from '../messages/sms-text.ts'
import { formatNational } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import type { AgendaLine } from './agenda-lines.ts'
import type { DigestFacts, DigestLine } from './digest-facts.ts'
import type { StoredLine } from './tables.ts'

/** An open message, as far as its place in a digest depends on it. */
export type OpenMessage = {
  readonly messageId: string
  readonly kind: StoredLine['kind']
  readonly at: Date
}

const order = [
  'urgent',
  'message',
  'callbackWanted',
  'callback',
  'missedCall',
] as const satisfies StoredLine['kind'][]

/** Most important first, and of each kind the one that waits longest. */
export function orderLines<T extends OpenMessage>(open: readonly T[]): T[] {
  return open.toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.at.getTime() - b.at.getTime(),
  )
}

const NAME_MAX = 40
/** Three segments of GSM-7. `fitSms` has the last word where a name forces another alphabet. */
const ROOM = 3 * 153

/** As many lines as three segments hold; the link, last, opens them all. */
export function composeDigestSms(facts: DigestFacts): SmsText {
  const { language, lines, agenda, links } = facts
  const time = whenInSms({ at: facts.dueAt, now: facts.dueAt, timeZone: facts.timeZone }, language)
  const client = singleLine(facts.clientName, NAME_MAX)
  const head = t(language, 'sms.digest', { client, time })
  const tail = [...countsLine(facts), ...answerLine(facts)]
  const ending = `\n${links.digest}`
  const said = [
    ...lines.map((line) => smsLine(line, facts)),
    ...agenda.map((line) => agendaSmsLine(line, facts)),
  ]
  const room = ROOM - [head, ...tail].join('\n').length - ending.length - 30
  const fitting = countFitting(said, room)
  const more = said.length - fitting
  const shown = [
    head,
    ...said.slice(0, fitting),
    ...(more > 0 ? [t(language, 'sms.digestMore', { count: more })] : []),
    ...tail,
  ]
  return fitSms(shown.join('\n'), ending)
}

function countFitting(lines: readonly string[], room: number): number {
  let left = room
  const cut = lines.findIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return cut === -1 ? lines.length : cut
}

/** "3. URGENT Message vocal de M. Blanc, 14h05"; without names for health clients and those who chose links. */
function smsLine(line: DigestLine, facts: DigestFacts): string {
  const { language, timeZone, dueAt } = facts
  const time = whenInSms({ at: line.at, now: dueAt, timeZone }, language)
  return t(language, 'sms.digestLine', { number: line.number, what: marked(line, facts), time })
}

function marked(line: DigestLine, facts: DigestFacts): string {
  const { language } = facts
  const what = isBare(facts) ? t(language, 'sms.digestMessage') : whoInSms(line, facts)
  if (line.kind === 'urgent') return t(language, 'sms.digestUrgent', { what })
  if (line.kind === 'callbackWanted') return t(language, 'sms.digestWanted', { what })
  return line.kind === 'callback' ? t(language, 'sms.digestCallback', { what }) : what
}

/** "5. RDV à valider, jeudi 19/11 à 15h00, M. Blanc". */
function agendaSmsLine({ number, kind, startsAt, callerName }: AgendaLine, facts: DigestFacts): string {
  const { language, timeZone } = facts
  const when = momentsInSms([startsAt], timeZone, language)
  const who = isBare(facts) || !callerName ? '' : `, ${singleLine(callerName, NAME_MAX)}`
  return t(language, `sms.digest.${kind}`, { number, when, who })
}

const isBare = ({ health, carries }: DigestFacts) => health || carries === 'link'

function whoInSms({ what: kind, callerName, callerNumber }: DigestLine, { language }: DigestFacts): string {
  const what = t(language, `sms.${kind}`)
  if (callerName) return t(language, 'sms.fromName', { what, name: singleLine(callerName, NAME_MAX) })
  if (callerNumber) return t(language, 'sms.fromNumber', { what, number: formatNational(callerNumber) })
  return t(language, 'sms.fromWithheld', { what })
}

/** "2 filtrés, 1 transféré"; says so when there is nothing at all. */
function countsLine({ language, lines, agenda, counts }: DigestFacts): string[] {
  const said = [
    counts.discarded > 0 && t(language, 'sms.digestDiscarded', { count: counts.discarded }),
    counts.forwarded > 0 && t(language, 'sms.digestForwarded', { count: counts.forwarded }),
    counts.inYourName > 0 && t(language, 'sms.digestInYourName', { count: counts.inYourName }),
  ].filter((part) => part !== false)
  if (said.length > 0) return [said.join(', ')]
  return lines.length + agenda.length === 0 ? [t(language, 'sms.digestNothing')] : []
}

function answerLine({ language, lines, agenda, answerable }: DigestFacts): string[] {
  if (!answerable) return []
  const number = lines.find((line) => line.number !== null)?.number
  const question = agenda.find((line) => line.kind === 'question' && line.number !== null)?.number
  return [
    ...(number ? [t(language, 'sms.replyHint', { number })] : []),
    ...(question ? [t(language, 'sms.questionHint', { number: question })] : []),
  ]
}
