import { type CallPlace, speech, talkLimitSeconds } from '../calls/answer.ts'
import type { Conference, Speech, Wait } from '../calls/voice-answer.ts'
import type { Client } from '../clients/client.ts'
import { type Language, t } from '../i18n/text.ts'
import { mayHear } from './listening/listening.ts'

/** How long a stretch of the wait lasts at most, unless the client's own words do: then it is seen again what comes next. */
const stretchSeconds = 10
/** Of the music, as `music.ts` makes it. */
const musicSeconds = 8
/** After what is said or played a key may still come. */
const keySeconds = 2

/** As voices read French and English. */
const lettersASecond = 15

export type WaitPlace = Pick<CallPlace, 'client' | 'stepUrl'> & { readonly musicUrl: string }

type Recording =
  | { readonly kind: 'toBeTold'; readonly announcement: string }
  | { readonly kind: 'told' | 'refused' }

export type WaitNow = {
  /** How long he has been in the queue, as the exchange counts. */
  readonly queueSeconds: number
  /** Until he goes on to the voicemail. */
  readonly leftSeconds: number
  /** He has spoken with somebody before, or was greeted when he was rung at a telephone: he is not greeted again. */
  readonly isBack: boolean
  readonly canBeRungBack: boolean
  /** `toBeTold`: he has not heard the words yet. `told`: he may still refuse. `refused`: he did just now. */
  readonly recording: Recording | null
  readonly nextUrl: string | null
}

/**
 * One stretch of the wait. The first greets him in the client's name, tells him where somebody may listen, and says
 * which keys there are; then music and
 * words take turns. Pure.
 */
export function composeStretch(place: WaitPlace, now: WaitNow): Wait {
  const said = wordsNow(place, now)
  const spokenSeconds = said.length / lettersASecond
  const left = Math.max(1, Math.floor(now.leftSeconds - spokenSeconds))
  const plays = said === '' || spokenSeconds + musicSeconds <= stretchSeconds
  const music = plays && left > musicSeconds + keySeconds
  return {
    kind: 'wait',
    speech: said ? speech(place.client, said) : null,
    musicUrl: music ? place.musicUrl : null,
    keySeconds: music || said ? keySeconds : Math.min(left, stretchSeconds),
    keyUrl: place.stepUrl('wait-key'),
    nextUrl: now.nextUrl,
  }
}

function wordsNow({ client }: WaitPlace, now: WaitNow): string {
  const turn = Math.floor(now.queueSeconds / stretchSeconds)
  const { language, answering } = client
  const keys = keysInWords(language, answering.offersCallback && now.canBeRungBack, now.recording)
  if (now.recording?.kind === 'refused') return t(language, 'voice.recordingRefused')
  const announced = now.recording?.kind === 'toBeTold' ? `${now.recording.announcement} ` : ''
  if (turn === 0 && !now.isBack) {
    return `${firstWords(client)} ${announced}${keys}`
  }
  if (announced) return `${announced}${keys}`
  if (turn % 2 === 0) return ''
  const words = answering.waitingWords ?? t(language, 'voice.queueStill')
  return words.length / lettersASecond < now.leftSeconds ? `${words} ${keys}` : ''
}

/** He is greeted in the client's name, and told where somebody may listen. */
export function firstWords(client: Client): string {
  const { health, language, name } = client
  const greeting = t(language, health ? 'voice.queueHealth' : 'voice.queue', { client: name })
  return mayHear(client, 'listen') ? `${greeting} ${t(language, 'voice.mayBeHeard')}` : greeting
}

function keysInWords(language: Language, offersCallback: boolean, recording: Recording | null): string {
  const keys = t(language, offersCallback ? 'voice.queueKeys' : 'voice.queueKey')
  return recording?.kind === 'told' ? `${keys} ${t(language, 'voice.recordingKey')}` : keys
}

/** Whether the time that is left is enough for these words, at the pace of a voice. */
export const fitsIn = (words: string, seconds: number): boolean => words.length / lettersASecond < seconds

export const conferenceName = (callId: string): string => `call-${callId}`

/** He, or she who answers him, comes to the conference of his call. */
export function enterConference(
  { stepUrl, musicUrl }: Pick<WaitPlace, 'stepUrl' | 'musicUrl'>,
  callId: string,
  party: Conference['party'],
): Conference {
  return {
    kind: 'conference',
    name: conferenceName(callId),
    party,
    musicUrl,
    talkLimitSeconds,
    statusUrl: stepUrl('conference'),
    leftUrl: stepUrl(party === 'caller' ? 'conference-left' : 'leg-ended'),
  }
}

/** Before he waits once more. */
export const takenUpAgain = ({ client }: Pick<WaitPlace, 'client'>): Speech =>
  speech(client, t(client.language, 'voice.queueBack'))

/** He wished to be called back: said once it is written down. */
export const promiseCallback = ({ client }: Pick<WaitPlace, 'client'>) => ({
  kind: 'announce' as const,
  speech: speech(client, t(client.language, 'voice.callbackPromised')),
})
