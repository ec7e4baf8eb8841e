import type { ExecutiveChoices } from '../clients/executive.ts'
import { type Language, t } from '../i18n/text.ts'
import { whenInSms, whenInWords } from '../i18n/time-in-words.ts'
import { type Mail, type MailRow, writeMail } from '../messages/mail-page.ts'
import { fitSms } from '../messages/sms-text.ts'
import { formatNational } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import { localTime } from '../rules/local-time.ts'
import type { Callback } from './lock-callback.ts'
import { isStanding } from './states.ts'

export type OutcomeFacts = {
  readonly language: Language
  readonly clientName: string
  readonly health: boolean
  readonly carries: ExecutiveChoices['carries']
  readonly timeZone: string
  readonly now: Date
  readonly callback: Callback
  /** Why she ordered it. */
  readonly why: string | null
  /** All that we ring back for her. */
  readonly link: string
}

/** Whether the callback still stands as this delivery was to tell: it was not opened again meanwhile. */
export const isOutcomeOf = ({ callback }: { callback: Callback }, { repeat }: { repeat: number }): boolean =>
  !isStanding(callback.state) && callback.reopened === repeat

const nameMax = 40
const segmentsMost = 2

/** What happened first, where a lock screen shows it: "Rappelé à 14h10 : M. Blanc. Il a payé." */
export function composeOutcomeSms(facts: OutcomeFacts): string {
  const { language } = facts
  const what = whatOf(facts)
  if (isBare(facts)) return fitSms(t(language, 'sms.callback.bare', { what }), `\n${facts.link}`).text
  const note = noteOf(facts)
  const said = t(language, 'sms.callback.said', { what, who: whoOf(facts, nameMax), note: note ?? '' })
  return fitSms(said, '', segmentsMost).text
}

/** "Rappelé à 14h10", "Pas joint après 3 essais". */
function whatOf({ language, callback, timeZone, now }: OutcomeFacts): string {
  const at = callback.endedAt ?? now
  const time = whenInSms({ at, now, timeZone }, language)
  const isToday = localTime(at, timeZone).today.date === localTime(now, timeZone).today.date
  const when = isToday ? t(language, 'sms.callback.at', { time }) : time
  const reason = callback.endReason ?? 'talked'
  return t(language, `sms.callback.${reason}`, { when, tries: callback.tries })
}

const isBare = ({ health, carries }: OutcomeFacts): boolean => health || carries === 'link'

/** "M. Blanc", "01 99 00 20 02". A number to ring herself where nobody was reached. */
function whoOf({ language, callback: { name, number, endReason } }: OutcomeFacts, max: number): string {
  const shown = number && formatNational(number)
  if (!name) return shown ?? t(language, 'sms.callback.somebody')
  const who = singleLine(name, max)
  return shown && endReason === 'notReached' ? `${who}, ${shown}` : who
}

const noteOf = ({ carries, callback: { endNote } }: OutcomeFacts): string | null =>
  carries === 'everything' && endNote ? singleLine(endNote, 300) : null

export function composeOutcomeMail(facts: OutcomeFacts): Mail {
  const { language, callback, link, timeZone, now } = facts
  const bare = isBare(facts)
  const what = t(language, `mail.callback.${callback.endReason ?? 'talked'}`, { tries: callback.tries })
  const client = facts.health ? null : singleLine(facts.clientName, 120)
  const title = bare ? what : t(language, 'mail.callback.subject', { what, who: whoOf(facts, 120) })
  const row = (label: 'who' | 'number' | 'when' | 'why' | 'note', value: string | null): MailRow[] =>
    value ? [{ label: t(language, `mail.callback.${label}`), value }] : []
  const { number, name, endedAt } = callback
  const personal = [
    ...row('who', name && singleLine(name, 120)),
    ...(number
      ? [{ label: t(language, 'mail.callback.number'), value: formatNational(number), href: `tel:${number}` }]
      : []),
    ...(facts.carries === 'everything' ? row('why', facts.why && singleLine(facts.why, 300)) : []),
    ...row('note', noteOf(facts)),
  ]
  return writeMail({
    ...{ language, client, what, said: null, hint: null },
    subject: client ? t(language, 'mail.subject', { client, what: title }) : title,
    rows: [
      ...row('when', whenInWords({ at: endedAt ?? now, now, timeZone }, language)),
      ...(bare ? [] : personal),
    ],
    action: { label: t(language, 'mail.callback.open'), href: link },
  })
}
