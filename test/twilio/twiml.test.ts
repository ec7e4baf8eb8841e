import fc from 'fast-check'
import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js'
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import { expect, test } from 'vitest'
import type { Speech } from '../../src/calls/voice-answer.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'
import { stripControls } from '../../src/plain-text.ts'
import { replyTwiml, voiceTwiml } from '../../src/twilio/twiml.ts'

const number = (text: string) => {
  const parsed = parsePhoneNumber(text)
  if (!parsed) throw new Error(`${text} is not a number`)
  return parsed
}

/** Anything may stand in a greeting: markup, quotes, control characters, half an emoji. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'&<>"\'\t\n\r;é&amp; \u0000\u{1F600}') }),
)
const speech: fc.Arbitrary<Speech> = fc.record({
  text,
  language: fc.constantFrom('fr', 'en'),
  voice: fc.constantFrom(null, 'Polly.Lea-Neural'),
})
const url = fc.webUrl({ withQueryParameters: true })

const twilioSays = (speaker: Pick<VoiceResponse, 'say'>, { text, language, voice }: Speech) =>
  speaker.say(
    { language: language === 'fr' ? 'fr-FR' : 'en-GB', ...(voice ? { voice } : {}) },
    stripControls(text),
  )

test('a voicemail is written as Twilio’s own builder writes it', () => {
  fc.assert(
    fc.property(speech, url, url, (greeting, recordedUrl, statusUrl) => {
      const response = new VoiceResponse()
      twilioSays(response, greeting)
      response.record({
        action: recordedUrl,
        method: 'POST',
        maxLength: 180,
        timeout: 8,
        playBeep: true,
        recordingStatusCallback: statusUrl,
        recordingStatusCallbackMethod: 'POST',
        recordingStatusCallbackEvent: ['completed', 'absent'],
      })
      const ours = voiceTwiml({ kind: 'voicemail', greeting, maxSeconds: 180, recordedUrl, statusUrl })
      expect(ours).toBe(response.toString())
    }),
  )
})

test('a forward is written as Twilio’s own builder writes it', () => {
  fc.assert(
    fc.property(fc.option(speech), fc.option(url), url, (spokenFirst, screenUrl, endedUrl) => {
      const response = new VoiceResponse()
      if (spokenFirst) twilioSays(response, spokenFirst)
      response
        .dial({
          action: endedUrl,
          method: 'POST',
          callerId: '+33199001001',
          timeout: 20,
          timeLimit: 7200,
          ...(spokenFirst ? {} : { answerOnBridge: true }),
        })
        .number(screenUrl ? { url: screenUrl, method: 'POST' } : {}, '+33199001101')
      const ours = voiceTwiml({
        kind: 'dial',
        speech: spokenFirst,
        callerId: number('+33199001001'),
        number: number('+33199001101'),
        ringSeconds: 20,
        talkLimitSeconds: 7200,
        screenUrl,
        endedUrl,
      })
      expect(ours).toBe(response.toString())
    }),
  )
})

test('a whisper and an announcement are written as Twilio’s own builder writes them', () => {
  fc.assert(
    fc.property(speech, url, (said, keyUrl) => {
      const whisper = new VoiceResponse()
      const gather = { action: keyUrl, method: 'POST', numDigits: 1, timeout: 5, finishOnKey: '' }
      twilioSays(whisper.gather(gather), said)
      whisper.hangup()
      expect(voiceTwiml({ kind: 'whisper', speech: said, keyUrl, keySeconds: 5 })).toBe(whisper.toString())

      const announcement = new VoiceResponse()
      twilioSays(announcement, said)
      announcement.hangup()
      expect(voiceTwiml({ kind: 'announce', speech: said })).toBe(announcement.toString())
    }),
  )
})

test('the short answers are written as Twilio’s own builder writes them', () => {
  const busy = new VoiceResponse()
  busy.reject({ reason: 'busy' })
  const rejected = new VoiceResponse()
  rejected.reject({})
  const over = new VoiceResponse()
  over.hangup()
  expect(voiceTwiml({ kind: 'reject', busy: true })).toBe(busy.toString())
  expect(voiceTwiml({ kind: 'reject', busy: false })).toBe(rejected.toString())
  expect(voiceTwiml({ kind: 'hangUp' })).toBe(over.toString())
  expect(voiceTwiml({ kind: 'bridge' })).toBe(new VoiceResponse().toString())
})

test('a reply to a text is written as Twilio’s own builder writes it', () => {
  fc.assert(
    fc.property(text, (body) => {
      const response = new MessagingResponse()
      response.message(stripControls(body))
      expect(replyTwiml(body)).toBe(response.toString())
    }),
  )
  expect(replyTwiml(null)).toBe(new MessagingResponse().toString())
})
