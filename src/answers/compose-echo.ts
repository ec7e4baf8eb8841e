import type { Availability } from '../clients/set-availability.ts'
import { type Language, t } from '../i18n/text.ts'
import { momentsInSms, whenInSms } from '../i18n/time-in-words.ts'
import { fitSms } from '../messages/sms-text.ts'
import type { Reply, SaidLine, UndoneReply } from './reply.ts'

export type EchoSetting = { readonly language: Language; readonly now: Date; readonly timeZone: string }

/** What was done, a line each, and how to take it back: fit for a text, and for pages and e-mails as well. */
export function composeEcho(replies: readonly Reply[], setting: EchoSetting): string {
  const said = [...new Set(replies.map((reply) => sentence(reply, setting)))]
  const canBeUndone = replies.some(isUndoable)
  if (canBeUndone) said.push(t(setting.language, 'sms.echoUndo'))
  return fitSms(said.join('\n'), '').text
}

const isUndoable = (reply: Reply) =>
  reply.kind === 'acknowledged' ||
  reply.kind === 'availabilitySet' ||
  (reply.kind === 'appointment' && !reply.again) ||
  (reply.kind === 'appointmentNoted' && reply.how === 'promised')

function sentence(reply: Reply, setting: EchoSetting): string {
  const { language } = setting
  switch (reply.kind) {
    case 'acknowledged':
      return acknowledged(reply, language)
    case 'alreadySaid':
      return t(language, 'sms.echoAlready', { ...of(reply.line, language), ...word(reply, language) })
    case 'closed':
      return t(language, 'sms.echoClosed', of(reply.line, language))
    case 'unknownLine':
      return t(language, 'sms.echoUnknownLine', reply)
    case 'notWaiting':
      return t(
        language,
        reply.asked === 'cancelAppointment' ? 'sms.echoNoAppointment' : 'sms.echoNoQuestion',
        of(reply.line, language),
      )
    case 'availabilitySet':
      return t(language, 'sms.echoStatusSet', { status: status(reply.availability, setting) })
    case 'availability':
      return t(language, 'sms.echoStatus', { status: status(reply.availability, setting) })
    case 'appointment':
      return t(language, `sms.echo.${reply.became}`, {
        ...{ ...of(reply.line, language, 'sms.echoAppointment'), again: reply.again },
        when: when(reply, setting),
      })
    case 'timeTaken':
      return t(language, 'sms.echoTaken', {
        ...{ ...of(reply.line, language, 'sms.echoAppointment'), when: when(reply, setting) },
      })
    case 'appointmentPast':
      return t(language, 'sms.echoPast', of(reply.line, language, 'sms.echoAppointment'))
    case 'appointmentNoted':
      return noted(reply, language)
    case 'undone':
      return [...new Set(reply.undone.map((undone) => takenBack(undone, setting)))].join('\n')
    case 'overtaken':
    case 'nothingToUndo':
    case 'changedSince':
    case 'help':
    case 'unclear':
      return t(language, `sms.echo.${reply.kind}`)
    default:
      return reply satisfies never
  }
}

function acknowledged(reply: Extract<Reply, { kind: 'acknowledged' }>, language: Language): string {
  const { line, answer, replaced } = reply
  const named = of(line, language)
  if (replaced === 'executiveCalls' && answer === 'received') return t(language, 'sms.echoFinished', named)
  const what = t(language, 'sms.echoSaid', { ...named, ...word(reply, language) })
  const finish = answer === 'executiveCalls' && line.number !== null
  const more = [
    ...(replaced ? [t(language, 'sms.echoReplaced', word({ answer: replaced }, language))] : []),
    ...(finish ? [t(language, 'sms.echoFinish', { number: line.number })] : []),
  ]
  return [what, ...more].join(' ')
}

function noted(
  { line, noted: answer, how }: Extract<Reply, { kind: 'appointmentNoted' }>,
  language: Language,
) {
  const values = { ...of(line, language, 'sms.echoAppointment'), ...word({ answer }, language) }
  const said = t(language, how === 'again' ? 'sms.echoAlready' : 'sms.echoSaid', values)
  return how === 'numberless' ? `${said} ${t(language, 'sms.echoNoNumber')}` : said
}

function takenBack(undone: UndoneReply, setting: EchoSetting): string {
  const { language } = setting
  switch (undone.kind) {
    case 'acknowledged': {
      const what = t(language, 'sms.echoUndone', { ...of(undone.line, language), ...word(undone, language) })
      if (!undone.before) return what
      return `${what} ${t(language, 'sms.echoHolds', word({ answer: undone.before }, language))}`
    }
    case 'availabilitySet':
      return t(language, 'sms.echoStatusUndone', { status: status(undone.before, setting) })
    case 'appointment':
      return t(language, 'sms.echoAppointmentUndone', {
        ...of(undone.line, language, 'sms.echoAppointment'),
        state: t(language, `sms.appointment.${undone.state}`),
        when: when(undone, setting),
      })
    case 'callback':
      return t(language, 'sms.echoUndone', {
        ...of(undone.line, language, 'sms.echoAppointment'),
        ...word({ answer: 'secretaryCalls' }, language),
      })
    case 'other':
      return t(language, 'sms.echoOtherUndone')
    default:
      return undone satisfies never
  }
}

/** "3 (M. Blanc)", "3", "M. Blanc". */
function of(
  { number, who }: SaidLine,
  language: Language,
  nameless: 'sms.echoMessage' | 'sms.echoAppointment' = 'sms.echoMessage',
): { line: string } {
  if (number === null) return { line: who ?? t(language, nameless) }
  return { line: who === null ? String(number) : `${number} (${who})` }
}

const when = ({ startsAt }: { startsAt: Date }, { timeZone, language }: EchoSetting): string =>
  momentsInSms([startsAt], timeZone, language)

const word = (
  { answer }: { answer: Extract<Reply, { kind: 'acknowledged' }>['answer'] },
  language: Language,
): { answer: string } => ({ answer: t(language, `sms.answer.${answer}`) })

function status(availability: Availability | null, { language, now, timeZone }: EchoSetting): string {
  const { state, until } = availability ?? { state: 'available', until: null }
  const what = t(language, `sms.status.${state}`)
  if (!until) return what
  return t(language, 'sms.statusUntil', { what, until: whenInSms({ at: until, now, timeZone }, language) })
}
