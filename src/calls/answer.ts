import type { Client, ClientExecutive, Line } from '../clients/client.ts'
import { t } from '../i18n/text.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { Action, Discard, Forward, TakeMessage } from '../rules/rule.ts'
import { greetingOf } from './greeting.ts'
import { rungNumber } from './rung-number.ts'
import type { Dial, Enqueue, Speech, VoiceAnswer, Voicemail } from './voice-answer.ts'

/** What every step of one call needs besides the decision: whose call it is, and where its steps are. */
export type CallPlace = {
  client: Client
  stepUrl: (step: CallStep) => string
  /** Of whom the voicemail says that she is not to be had. */
  absent?: ClientExecutive | null
  /** Somebody of the agency could answer him: he waits for her. */
  isAttended?: boolean
}
export type CallStep = 'screen' | 'accepted' | 'dial-ended' | 'recorded' | 'recording' | LiveCallStep
/** Those of a caller who waits for a secretary, or speaks with one. */
type LiveCallStep =
  | 'wait'
  | 'wait-key'
  | 'queue-left'
  | 'join'
  | 'conference'
  | 'conference-left'
  | 'back'
  | 'leg-ended'
  | 'broke-off'
  | 'transfer'
  | 'transfer-screen'
  | 'transfer-key'
  | 'transfer-ended'
  | 'ring'
  | 'ring-screen'
  | 'ring-key'
  | 'ring-ended'
  | 'ring-join'
type RungLine = Pick<Line, 'number' | 'diversion'>

/** Bounds that hold whatever the rules add up to (seconds). */
export const screenSeconds = 10
const longestRingSeconds = 15
export const talkLimitSeconds = 2 * 60 * 60
const voicemailSeconds = 180

/** What the caller hears first, by the decision. A forward to a number that there is none of, or that may not be rung, goes on at once. */
export function firstAnswer(action: Action, place: CallPlace, line: RungLine): VoiceAnswer {
  switch (action.kind) {
    case 'forward': {
      const number = rungNumber(place.client, place.client.executives.get(action.to)?.number)
      return number ? dial(number, action, place, line) : otherwiseAnswer(action.otherwise, place)
    }
    case 'takeMessage':
      return messageAnswer(action, place)
    case 'discard':
      return refuse(action, place.client, { kind: 'reject', busy: action.how === 'busy' })
    default:
      return action satisfies never
  }
}

/** By a person where one could come, else by the voicemail. */
const messageAnswer = (action: TakeMessage, place: CallPlace): VoiceAnswer =>
  action.by === 'secretary' && place.isAttended ? enqueue(place) : voicemail(action, place)

/** What the caller hears when the one we rang was not put through. A call that has rung can only be ended. */
export const otherwiseAnswer = (otherwise: Forward['otherwise'], place: CallPlace): VoiceAnswer =>
  otherwise.kind === 'takeMessage'
    ? messageAnswer(otherwise, place)
    : refuse(otherwise, place.client, { kind: 'hangUp' })

/**
 * On a line diverted on no answer the caller has heard the client's own telephone ring: where ours would ring
 * for more than 15 s on top, a sentence comes first and a new stretch of ringing begins.
 */
export function dial(
  number: PhoneNumber,
  { ringSeconds, screen }: { ringSeconds: number; screen: boolean },
  { client, stepUrl }: CallPlace,
  line: RungLine,
): Dial {
  const stretch = ringSeconds + (screen ? screenSeconds : 0)
  const speakFirst = line.diversion === 'onNoAnswer' && stretch > longestRingSeconds
  return {
    kind: 'dial',
    speech: speakFirst ? speech(client, t(client.language, 'voice.wait')) : null,
    callerId: line.number,
    number,
    ringSeconds,
    talkLimitSeconds,
    screenUrl: screen ? stepUrl('screen') : null,
    endedUrl: stepUrl('dial-ended'),
  }
}

export const enqueue = ({ client, stepUrl }: CallPlace, speech: Speech | null = null): Enqueue => ({
  kind: 'enqueue',
  speech,
  queue: `client-${client.clientId}`,
  waitUrl: stepUrl('wait'),
  leftUrl: stepUrl('queue-left'),
})

export const voicemail = (action: Pick<TakeMessage, 'greeting'>, place: CallPlace): Voicemail => ({
  kind: 'voicemail',
  greeting: speech(place.client, greetingOf(place.client, action.greeting, place.absent ?? null)),
  maxSeconds: voicemailSeconds,
  recordedUrl: place.stepUrl('recorded'),
  statusUrl: place.stepUrl('recording'),
})

function refuse(action: Discard, client: Client, silently: VoiceAnswer): VoiceAnswer {
  if (action.how !== 'announce') return silently
  return {
    kind: 'announce',
    speech: speech(client, action.announcement ?? t(client.language, 'voice.discarded')),
  }
}

/** Also said to a caller whose client this process does not know. */
export const thanks = (client: Client | null): VoiceAnswer => ({
  kind: 'announce',
  speech: speech(client ?? { language: 'fr', voice: null }, t(client?.language ?? 'fr', 'voice.thanks')),
})

export const speech = ({ language, voice }: Pick<Client, 'language' | 'voice'>, text: string): Speech => ({
  text,
  language,
  voice,
})
