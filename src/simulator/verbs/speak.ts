import { hear, type Leg } from '../leg.ts'
import { spokenSeconds } from '../person.ts'
import type { Verb } from '../read-twiml.ts'
import type { Outcome } from '../run-flow.ts'
import { secondsOf } from './target.ts'

/** The exchange does not fetch the sound of a `<Play>`; it lets this much time pass. */
const PLAY_SECONDS = 5

/** Twilio's own limit for `loop="0"`, which means for ever. */
const MOST_LOOPS = 1000

export async function say(leg: Leg, verb: Verb, signal?: AbortSignal): Promise<Outcome> {
  const { language = 'en-US', voice = 'man' } = verb.attributes
  for (let turn = 0; turn < loopsOf(verb); turn += 1) {
    await hear(leg, { kind: 'say', text: verb.text, language, voice }, spokenSeconds(verb.text), signal)
  }
  return 'next'
}

export async function play(leg: Leg, verb: Verb, signal?: AbortSignal): Promise<Outcome> {
  for (let turn = 0; turn < loopsOf(verb); turn += 1) {
    await hear(leg, { kind: 'play', text: verb.text }, PLAY_SECONDS, signal)
  }
  return 'next'
}

/** Before the call is answered, a pause is heard as more ringing. */
export async function pause(leg: Leg, verb: Verb, signal = leg.interrupt.signal): Promise<Outcome> {
  const seconds = secondsOf(verb.attributes.length, 1)
  if (leg.answeredAtSeconds === null) await leg.clock.sleep(seconds, signal)
  else await hear(leg, { kind: 'pause' }, seconds, signal)
  return 'next'
}

function loopsOf(verb: Verb): number {
  const loops = secondsOf(verb.attributes.loop, 1)
  return loops === 0 ? MOST_LOOPS : loops
}
