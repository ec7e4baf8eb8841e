import { type Language, t } from '../i18n/text.ts'
import { spokenNumber } from '../phone-number/spoken-number.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { cutText, singleLine } from '../plain-text.ts'

/** At 15 characters a second, six seconds: the caller hears it ring meanwhile. */
const WHISPER_MAX = 90
/** Beside a number, which takes up to six seconds by itself and is never cut. */
const CLIENT_BESIDE_NUMBER_MAX = 20

export type Whisper = {
  readonly language: Language
  readonly clientName: string
  readonly callerName: string | null
  readonly callerNumber: PhoneNumber | null
}

/** What the executive hears before she takes a call: for whom, from whom, press 1. */
export function whisperText({ language, clientName, callerName, callerNumber }: Whisper): string {
  const client = said(language, clientName)
  if (callerName) return whisperNames(language, client, said(language, callerName))
  if (!callerNumber) {
    const rest = t(language, 'voice.whisperWithheld', { client: '' }).length
    return t(language, 'voice.whisperWithheld', { client: shortened(client, WHISPER_MAX - rest) })
  }
  const number = spokenNumber(callerNumber, language)
  return t(language, 'voice.whisperNumber', { client: shortened(client, CLIENT_BESIDE_NUMBER_MAX), number })
}

export type Greeting = {
  readonly language: Language
  readonly clientName: string
  readonly health: boolean
  /** The client's own words, or those of the rule, in place of ours. */
  readonly own: string | null
}

/** Spoken before the beep. A health client's always says what to do in an emergency, its own words included. */
export function greetingText({ language, clientName, health, own }: Greeting): string {
  const client = said(language, clientName)
  if (!own) return t(language, health ? 'voice.greetingHealth' : 'voice.greeting', { client })
  const words = singleLine(own, 500)
  return health && !/\b15\b/.test(words) ? `${words} ${t(language, 'voice.emergency')}` : words
}

function whisperNames(language: Language, client: string, caller: string): string {
  const budget = WHISPER_MAX - t(language, 'voice.whisperName', { client: '', caller: '' }).length
  const half = Math.floor(budget / 2)
  const callerCut = shortened(caller, Math.max(half, budget - client.length))
  const clientCut = shortened(client, budget - callerCut.length)
  return t(language, 'voice.whisperName', { client: clientCut, caller: callerCut })
}

function said(language: Language, name: string): string {
  return t(language, 'voice.name', { name: singleLine(name, 80) })
}

/** Cut where a voice can stop: not after "et". */
function shortened(name: string, max: number): string {
  const cut = cutText(name, max, '')
  return cut === name ? name : cut.replace(/[\s,]+(?:et|and|de|du|des|la|le|les|of|the)?$/iu, '')
}
