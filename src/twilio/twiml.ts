import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js'
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import type { Speech, VoiceAnswer } from '../calls/voice-answer.ts'
import { stripControls } from '../plain-text.ts'

/** TwiML for one answer. Every address in it is absolute; everything spoken is escaped by the SDK. */
export function voiceTwiml(answer: VoiceAnswer): string {
  const response = new VoiceResponse()
  write(response, answer)
  return response.toString()
}

/** The answer to a text: one text back, or none. */
export function replyTwiml(body: string | null): string {
  const response = new MessagingResponse()
  if (body !== null) response.message(stripControls(body))
  return response.toString()
}

function write(response: VoiceResponse, answer: VoiceAnswer): void {
  switch (answer.kind) {
    case 'reject':
      response.reject(answer.busy ? { reason: 'busy' } : {})
      break
    case 'announce':
      say(response, answer.speech)
      response.hangup()
      break
    case 'dial':
      writeDial(response, answer)
      break
    case 'voicemail':
      writeVoicemail(response, answer)
      break
    case 'whisper':
      writeWhisper(response, answer)
      break
    case 'bridge':
      break
    case 'hangUp':
      response.hangup()
      break
    default:
      answer satisfies never
  }
}

/** `answerOnBridge` works only where Dial is the first verb: the caller is not billed before somebody answers. */
function writeDial(response: VoiceResponse, answer: Extract<VoiceAnswer, { kind: 'dial' }>): void {
  if (answer.speech) say(response, answer.speech)
  const dial = response.dial({
    action: answer.endedUrl,
    method: 'POST',
    callerId: answer.callerId,
    timeout: answer.ringSeconds,
    timeLimit: answer.talkLimitSeconds,
    ...(answer.speech ? {} : { answerOnBridge: true }),
  })
  dial.number(answer.screenUrl ? { url: answer.screenUrl, method: 'POST' } : {}, answer.number)
}

function writeVoicemail(response: VoiceResponse, answer: Extract<VoiceAnswer, { kind: 'voicemail' }>): void {
  say(response, answer.greeting)
  response.record({
    action: answer.recordedUrl,
    method: 'POST',
    maxLength: answer.maxSeconds,
    timeout: 8,
    playBeep: true,
    recordingStatusCallback: answer.statusUrl,
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed', 'absent'],
  })
}

function writeWhisper(response: VoiceResponse, answer: Extract<VoiceAnswer, { kind: 'whisper' }>): void {
  const gather = response.gather({
    action: answer.keyUrl,
    method: 'POST',
    numDigits: 1,
    timeout: answer.keySeconds,
    finishOnKey: '',
  })
  say(gather, answer.speech)
  response.hangup()
}

type Speaker = Pick<VoiceResponse, 'say'>

const say = (speaker: Speaker, { text, language, voice }: Speech): void => {
  speaker.say(
    { language: language === 'fr' ? 'fr-FR' : 'en-GB', ...(voice ? { voice } : {}) },
    stripControls(text),
  )
}
