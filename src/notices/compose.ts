import { type Language, t } from '../i18n/text.ts'
import { fitSms } from '../messages/sms-text.ts'
import { singleLine } from '../plain-text.ts'
import type { NoticeKind } from './tables.ts'

export type NoticeFacts = {
  readonly kind: NoticeKind
  /** The client's, since callers know no other. */
  readonly language: Language
  readonly clientName: string
  /** Whoever looks at the caller's telephone is not to learn whose patient he is. */
  readonly health: boolean
  /** Who rings back. */
  readonly executiveName: string | null
}

const nameMax = 60

/** One text to a caller, in the spelling of texts. */
export function composeNotice(facts: NoticeFacts): string {
  const { language, kind } = facts
  const name = singleLine(facts.executiveName ?? '', nameMax)
  const words = t(language, `sms.notice.${kind}`, { name })
  if (facts.health) return fitSms(words.charAt(0).toUpperCase() + words.slice(1), '').text
  const client = singleLine(facts.clientName, nameMax)
  return fitSms(t(language, 'sms.notice.from', { client, words }), '').text
}
