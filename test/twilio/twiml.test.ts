import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { defaultAnswering } from '../../src/answering/answering.ts'
import { composeStretch, enterConference } from '../../src/answering/compose-wait.ts'
import {
  type CallPlace,
  enqueue,
  firstAnswer,
  speech,
  talkLimitSeconds,
  thanks,
} from '../../src/calls/answer.ts'
import type { VoiceAnswer } from '../../src/calls/voice-answer.ts'
import { whisper } from '../../src/calls/whisper.ts'
import { takeMessageSchema } from '../../src/rules/rule.ts'
import { replyTwiml, voiceTwiml } from '../../src/twilio/twiml.ts'
import { aClient } from '../calls/a-client.ts'
import { tel } from '../rules/demo-clients.ts'

const parser = new XMLParser({ preserveOrder: true, trimValues: false })

/** The names of all elements, outside in: `Response(Gather(Say),Hangup)`. */
function verbsOf(xml: string): string {
  expect(XMLValidator.validate(xml)).toBe(true)
  return namesOf(parser.parse(xml)).replace(/^\?xml,/, '')
}
const namesOf = (nodes: Record<string, unknown>[]): string =>
  nodes
    .flatMap((node) => Object.entries(node).filter(([name]) => name !== ':@' && name !== '#text'))
    .map(([name, inner]) => name + (Array.isArray(inner) && namesOf(inner) ? `(${namesOf(inner)})` : ''))
    .join(',')

/** The same elements with the same attributes, in whatever order these are written. */
const nodesOf = (xml: string) => attributeParser.parse(xml)
const attributeParser = new XMLParser({ preserveOrder: true, ignoreAttributes: false })

/** Anything at all: markup, controls, halves of emoji, what XML forbids. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((codes) => String.fromCharCode(...codes)),
  fc.constantFrom(
    '</Say><Dial>+33899001122</Dial>',
    '<![CDATA[',
    ']]>',
    '&#0;',
    '&lt;',
    '\u0000\u000b\ufffe\ud800',
    '<?x?>',
    '--',
  ),
)

const place = (client = aClient()): CallPlace => ({
  client,
  stepUrl: (step) => `https://p.test/${step}?a=1&b=2`,
})
const musicUrl = 'https://p.test/music.wav'
/** The first stretch of a minute. */
const waits = {
  queueSeconds: 0,
  leftSeconds: 60,
  isBack: false,
  canBeRungBack: true,
  recording: null,
  nextUrl: null,
}
const line = { number: tel('+33199001001'), diversion: 'onNoAnswer' } as const

describe('whatever somebody wrote, the caller hears it and nothing else happens', () => {
  const says = (what: string, expected: string, answer: (text: string) => VoiceAnswer) =>
    test(what, () => {
      fc.assert(
        fc.property(anything, (text) => {
          expect(verbsOf(voiceTwiml(answer(text)))).toBe(expected)
        }),
      )
    })
  const message = takeMessageSchema.parse({ kind: 'takeMessage' })
  says('in a rule’s greeting', 'Response(Say,Record)', (greeting) =>
    firstAnswer({ ...message, greeting }, place(), line),
  )
  says('in a client’s greeting', 'Response(Say,Record)', (greeting) =>
    firstAnswer(message, place(aClient({ greeting, health: true })), line),
  )
  says('in a client’s name', 'Response(Say,Record)', (name) =>
    firstAnswer(message, place(aClient({ name })), line),
  )
  says('in an announcement', 'Response(Say,Hangup)', (announcement) =>
    firstAnswer({ kind: 'discard', how: 'announce', announcement }, place(), line),
  )
  says('in a caller’s name, whispered', 'Response(Gather(Say),Hangup)', (callerName) =>
    whisper(aClient(), { callerKind: 'number', caller: null, callerName }, 'https://p.test/accepted'),
  )
  says('in a client’s name, whispered', 'Response(Gather(Say),Hangup)', (name) =>
    whisper(aClient({ name }), null, 'https://p.test/accepted'),
  )
  says('to an executive whom we rang, twice', 'Response(Gather(Say),Gather(Say),Hangup)', (text) => ({
    ...{ kind: 'ask', speech: speech(aClient(), text), keyUrl: 'https://p.test/key', keySeconds: 6 },
  }))
  says('before a dial', 'Response(Say,Dial(Number))', (text) => ({
    ...{ kind: 'dial', speech: speech(aClient(), text), callerId: line.number, number: tel('+33199001101') },
    ...{
      ringSeconds: 12,
      talkLimitSeconds: 7200,
      screenUrl: 'https://p.test/screen',
      endedUrl: 'https://p.test/e',
    },
  }))

  says('before he waits', 'Response(Say,Enqueue)', (text) => enqueue(place(), speech(aClient(), text)))
  says('in the words of those who wait', 'Response(Gather(Say))', (waitingWords) =>
    composeStretch(
      {
        ...place(aClient({ answering: { ...defaultAnswering, waitingWords: `a${waitingWords}` } })),
        musicUrl,
      },
      { ...waits, queueSeconds: 10 },
    ),
  )
  says('in the name of a client whose callers wait', 'Response(Gather(Say),Redirect)', (name) =>
    composeStretch(
      { ...place(aClient({ name })), musicUrl },
      { ...waits, nextUrl: 'https://p.test/wait?a=1&b=2' },
    ),
  )

  test('in the answer to a text', () => {
    fc.assert(
      fc.property(anything, (body) => {
        expect(verbsOf(replyTwiml(body))).toBe('Response(Message)')
      }),
    )
  })
})

test('a whisper and its key stay within ten seconds, whatever the names', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.string({ maxLength: 300 }), (name, callerName) => {
      const answer = whisper(aClient({ name }), { callerKind: 'withheld', caller: null, callerName }, 'x')
      if (answer.kind !== 'whisper') return expect.fail(answer.kind)
      expect(answer.keySeconds).toBeGreaterThanOrEqual(2)
      expect(answer.speech.text.length / 15 + answer.keySeconds).toBeLessThanOrEqual(10)
    }),
  )
})

test('a dial is the first verb where it may be, so that nobody pays for ringing', () => {
  const dial = firstAnswer(
    {
      ...{ kind: 'forward', to: 'morel', ringSeconds: 20, screen: true },
      otherwise: takeMessageSchema.parse({ kind: 'takeMessage' }),
    },
    place(),
    { ...line, diversion: 'always' },
  )
  expect(voiceTwiml(dial)).toContain(
    '<Response><Dial action="https://p.test/dial-ended?a=1&amp;b=2" method="POST"',
  )
  expect(voiceTwiml(dial)).toMatch(
    /callerId="\+33199001001" timeout="20" timeLimit="7200" answerOnBridge="true"/,
  )
})

test.each([
  [{ kind: 'reject', busy: true } as const, '<Response><Reject reason="busy"/></Response>'],
  [{ kind: 'reject', busy: false } as const, '<Response><Reject/></Response>'],
  [{ kind: 'bridge' } as const, '<Response/>'],
  [{ kind: 'hangUp' } as const, '<Response><Hangup/></Response>'],
])('%j', (answer, xml) => {
  expect(voiceTwiml(answer)).toContain(xml)
})

test('French is spoken as French and English as English, in the voice that was chosen', () => {
  expect(voiceTwiml(thanks(null))).toContain('<Say language="fr-FR">')
  const hart = aClient({ language: 'en', voice: 'Polly.Amy-Neural' })
  expect(voiceTwiml(thanks(hart))).toContain('<Say language="en-GB" voice="Polly.Amy-Neural">Thank you')
})

/** Twilio's own builder of documents. */
const { VoiceResponse } = twilio.twiml

test('what callers hear who wait or speak with people is what Twilio’s own builder writes', () => {
  const { stepUrl } = place()
  const queue = new VoiceResponse()
  queue.enqueue(
    {
      ...{ action: stepUrl('queue-left'), method: 'POST' },
      ...{ waitUrl: stepUrl('wait'), waitUrlMethod: 'POST' },
    },
    'client-7',
  )
  expect(nodesOf(voiceTwiml(enqueue(place(), null)))).toEqual(nodesOf(queue.toString()))

  const silent = new VoiceResponse()
  const keys = { action: stepUrl('wait-key'), method: 'POST', numDigits: 1, timeout: 2, finishOnKey: '' }
  silent.gather(keys).play(musicUrl)
  const stretch = composeStretch({ ...place(), musicUrl }, { ...waits, queueSeconds: 20 })
  expect(nodesOf(voiceTwiml(stretch))).toEqual(nodesOf(silent.toString()))

  const leave = new VoiceResponse()
  leave.leave()
  expect(nodesOf(voiceTwiml({ kind: 'leave' }))).toEqual(nodesOf(leave.toString()))
})

test.each([
  ['caller', { startConferenceOnEnter: true, endConferenceOnExit: true }],
  ['secretary', { startConferenceOnEnter: true, endConferenceOnExit: false }],
] as const)('the room of a call as its %s comes to it', (party, expected) => {
  const { stepUrl } = place()
  const room = new VoiceResponse()
  const left = stepUrl(party === 'caller' ? 'conference-left' : 'leg-ended')
  room.dial({ action: left, method: 'POST', timeLimit: talkLimitSeconds }).conference(
    {
      ...expected,
      ...{ beep: 'false', waitUrl: musicUrl, waitMethod: 'GET' },
      ...{ statusCallback: stepUrl('conference'), statusCallbackMethod: 'POST' },
      statusCallbackEvent: ['start', 'end', 'join', 'leave', 'hold', 'mute'],
    },
    'call-7',
  )
  const answer = enterConference({ stepUrl, musicUrl }, '7', party)
  expect(nodesOf(voiceTwiml(answer))).toEqual(nodesOf(room.toString()))
})

test('music is played only where he has time for it, and for a key after it', () => {
  const wait = fc.record({
    queueSeconds: fc.integer({ min: 0, max: 80 }),
    leftSeconds: fc.integer({ min: 1, max: 80 }),
    isBack: fc.boolean(),
    canBeRungBack: fc.boolean(),
    recording: fc.constant(null),
    nextUrl: fc.constant(null),
  })
  const words = fc.option(fc.string({ minLength: 1, maxLength: 500 }))
  fc.assert(
    fc.property(wait, words, (now, waitingWords) => {
      const client = aClient({ answering: { ...defaultAnswering, waitingWords } })
      const stretch = composeStretch({ ...place(client), musicUrl }, now)
      const spokenSeconds = (stretch.speech?.text.length ?? 0) / 15
      expect(stretch.keySeconds).toBeGreaterThanOrEqual(1)
      if (stretch.musicUrl)
        expect(spokenSeconds + 8 + stretch.keySeconds).toBeLessThanOrEqual(now.leftSeconds)
    }),
  )
})
