import { type Language, t } from '../i18n/text.ts'
import { spokenNumber } from '../phone-number/spoken-number.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { cutText, singleLine } from '../plain-text.ts'

/** At 15 characters a second, six seconds: the caller hears it ring meanwhile. */
const WHISPER_MAX = 90
/** A number is never cut and takes up to six seconds by itself, so the client's name gives way, down to this. */
const WITH_NUMBER_MAX = 105
const CLIENT_MIN = 12

type Whisper = {
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
  const room = WITH_NUMBER_MAX - t(language, 'voice.whisperNumber', { client: '', number }).length
  return t(language, 'voice.whisperNumber', { client: shortened(client, Math.max(CLIENT_MIN, room)), number })
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
