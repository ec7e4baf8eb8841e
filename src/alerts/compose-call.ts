import type { ExecutiveChoices } from '../clients/executive.ts'
import { type Language, t } from '../i18n/text.ts'
import type { MessageKind } from '../messages/tables.ts'
import { spokenNumber } from '../phone-number/spoken-number.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'

/** An urgent message as an executive, or whatever picks up at her number, is told of it aloud. */
export type AlertFacts = {
  /** The client's, whose voice speaks. */
  readonly language: Language
  readonly clientName: string
  /** Of health clients nothing is said but that there is a message (CSP L1110-4). */
  readonly health: boolean
  /** Null where the message cannot be read now: then it is only said for which client it is. */
  readonly message: {
    readonly executiveName: string
    readonly carries: ExecutiveChoices['carries']
    readonly kind: MessageKind
    readonly callerName: string | null
    readonly callerNumber: PhoneNumber | null
  } | null
}

const NAME_MAX = 40

/** What is said before she is asked for a key. Never the caller's own words: a voicemail may be listening. */
export function composeCall({ language, clientName, health, message }: AlertFacts): string {
  const key = t(language, 'voice.alertKey')
  if (health) return `${t(language, 'voice.alert')} ${key}`
  const client = singleLine(clientName, NAME_MAX)
  if (!message) return `${t(language, 'voice.alertClient', { client })} ${key}`
  const name = singleLine(message.executiveName, NAME_MAX)
  const forWhom = t(language, 'voice.alertFor', { name, client })
  return message.carries === 'link' ? `${forWhom} ${key}` : `${forWhom} ${fromWhom(message, language)} ${key}`
}

function fromWhom(
  { kind, callerName, callerNumber }: NonNullable<AlertFacts['message']>,
  language: Language,
): string {
  const what = t(language, `voice.${kind}`)
  const number = callerNumber && spokenNumber(callerNumber, language)
  if (callerName) {
    const named = t(language, 'voice.fromName', { what, name: singleLine(callerName, NAME_MAX) })
    return `${number ? `${named}, ${number}` : named}.`
  }
  return `${number ? t(language, 'voice.fromNumber', { what, number }) : t(language, 'voice.fromWithheld', { what })}.`
}
