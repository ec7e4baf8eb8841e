import { screenSeconds, speech, talkLimitSeconds } from '../../calls/answer.ts'
import type { Ring, VoiceAnswer } from '../../calls/voice-answer.ts'
import type { Client } from '../../clients/client.ts'
import { type Language, t } from '../../i18n/text.ts'
import { type PhoneNumber, whyNotDiallable } from '../../phone-number.ts'
import { cutText, singleLine } from '../../plain-text.ts'
import { firstWords, type WaitPlace } from '../compose-wait.ts'

/** A telephone of the agency that a call may ring at, and who answers it. */
export type AgencyTelephone = {
  readonly secretaryId: string
  readonly number: PhoneNumber
  readonly language: Language
  /** One of those that ring in mode secours. */
  readonly emergencyId?: string
}

export type Ringing = {
  readonly callerId: PhoneNumber
  readonly telephones: readonly AgencyTelephone[]
  /** Until the voicemail is due. */
  readonly leftSeconds: number
  /** He has not heard a word yet. */
  readonly greets: boolean
}

/** Most mailboxes answer after that. */
const longestRingSeconds = 20
const shortestRingSeconds = 5
const spokenNameMax = 60

/** Who is asked for by a step's address, since the exchange says only which call it was. */
export const telephoneQuery = ({
  secretaryId,
  language,
  emergencyId,
}: Omit<AgencyTelephone, 'number'>): string =>
  `?at=${secretaryId}&lang=${language}${emergencyId ? `&secours=${emergencyId}` : ''}`

/** The numbers that may be rung: asked at each call, since what was allowed may not be now. */
export const ringable = (telephones: readonly AgencyTelephone[]): AgencyTelephone[] =>
  telephones.filter(({ number }) => !whyNotDiallable(number))

/** He hears ringing until somebody has pressed the key; none of his own keys count meanwhile. Pure. */
export function composeRing({ client, stepUrl }: WaitPlace, ringing: Ringing): Ring {
  const seconds = Math.min(longestRingSeconds, Math.floor(ringing.leftSeconds))
  return {
    kind: 'ring',
    speech: ringing.greets ? speech(client, firstWords(client)) : null,
    callerId: ringing.callerId,
    telephones: ringing.telephones.map((one) => ({
      number: one.number,
      screenUrl: stepUrl('ring-screen') + telephoneQuery(one),
    })),
    ringSeconds: Math.max(shortestRingSeconds, seconds),
    talkLimitSeconds,
    endedUrl: stepUrl('ring-ended'),
  }
}

/** As long as a telephone rings, for one who was not asked for by anybody's station. */
export const secoursRinging = (
  callerId: PhoneNumber,
  telephones: readonly AgencyTelephone[],
  greets = false,
): Ringing => ({ callerId, telephones, leftSeconds: longestRingSeconds, greets })

/** For which client she answers, and which key takes the call: a mailbox presses none. */
export function whisperClient(client: Client, language: Language, keyUrl: string): VoiceAnswer {
  const name = cutText(singleLine(client.name, 200), spokenNameMax, '')
  const text = t(language, 'voice.ringWhisper', { client: name })
  const left = screenSeconds - Math.ceil(text.length / lettersASecond)
  const keySeconds = Math.min(5, Math.max(3, left))
  return { kind: 'whisper', speech: inLanguage(client, language, text), keyUrl, keySeconds }
}

const lettersASecond = 15

export const sayTaken = (client: Client, language: Language): VoiceAnswer => ({
  kind: 'announce',
  speech: inLanguage(client, language, t(language, 'voice.ringTaken')),
})

/** The client's own voice speaks its own language only. */
const inLanguage = (client: Client, language: Language, text: string) =>
  speech(client.language === language ? client : { language, voice: null }, text)
