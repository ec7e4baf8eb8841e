import { fetchDocument } from '../fetch-document.ts'
import { listen, typeScript, waitForPerson } from '../keys.ts'
import { begin, finish, HungUp, hangUp, hear, isOver, type Leg } from '../leg.ts'
import { notify } from '../notify.ts'
import type { Speech } from '../person.ts'
import type { Verb } from '../read-twiml.ts'
import { type Recording, recordingFields, recordingUrl, startRecording } from '../recording.ts'
import type { Outcome, Scene } from '../run-flow.ts'
import { track } from '../switchboard.ts'
import { actionOf, isTrue, resolveUrl, secondsOf } from './target.ts'

type Wishes = { maxSeconds: number; silenceSeconds: number; finishOnKey: string; isTrimmed: boolean }

/** `digits`: the key that ended it, `hangup`, or nothing after silence or the full length. */
type Take = { seconds: number; digits: string; speech: Speech | null }

/** Records the caller. Nothing recorded: no request to the action, the next verb runs. */
export async function record(scene: Scene, verb: Verb): Promise<Outcome> {
  const { board, leg, document } = scene
  if (isTrue(verb.attributes.playBeep, 'true')) await hear(leg, { kind: 'beep' }, 0.5)
  const recording = startRecording(board, leg, 'RecordVerb')
  report(scene, verb, recording)
  const moment = begin(leg, { kind: 'record' })
  const wishes = wishesOf(verb)
  const take = await takeOf(leg, wishes)
  if (take.speech?.text) moment.text = take.speech.text
  finish(leg, moment)
  keep(recording, take, wishes)
  report(scene, verb, recording)
  if (recording.status === 'absent') {
    leg.interrupt.signal.throwIfAborted()
    return 'next'
  }
  leg.hasRecorded = true
  const action = actionOf(document, verb, {
    RecordingUrl: recordingUrl(board, recording),
    RecordingSid: recording.sid,
    RecordingDuration: String(Math.max(1, Math.round(take.seconds))),
    Digits: take.digits,
  })
  if (!isOver(leg)) return action
  await fetchDocument(board, leg, action)
  throw new HungUp('person')
}

function wishesOf({ attributes }: Verb): Wishes {
  return {
    maxSeconds: secondsOf(attributes.maxLength, 3600),
    silenceSeconds: secondsOf(attributes.timeout, 5),
    finishOnKey: attributes.finishOnKey ?? '1234567890*#',
    isTrimmed: attributes.trim !== 'do-not-trim',
  }
}

/** Speaking, then what comes after it; a hang-up is a result here, and another document still an interruption. */
async function takeOf(leg: Leg, wishes: Wishes): Promise<Take> {
  const startedAt = leg.clock.seconds()
  const take: Take = { seconds: 0, digits: '', speech: null }
  const keys = listen(leg)
  try {
    take.speech = leg.person.byHand ? await speechByHand(leg, wishes.maxSeconds) : leg.person.speaks
    if (leg.person.byHand && take.speech) return { ...take, seconds: take.speech.seconds }
    if (!leg.person.byHand) take.digits = await actOut(leg, wishes, keys)
  } catch (error) {
    if (!(error instanceof HungUp)) throw error
    take.digits = 'hangup'
  } finally {
    keys.close()
  }
  return { ...take, seconds: Math.min(leg.clock.seconds() - startedAt, wishes.maxSeconds) }
}

/** She has the whole length to compose what she says; it ends when she has said it. */
async function speechByHand(leg: Leg, maxSeconds: number): Promise<Speech | null> {
  const { promise, resolve } = Promise.withResolvers<Speech>()
  leg.onSpeech = resolve
  leg.changed()
  try {
    return (await waitForPerson(leg, maxSeconds, promise)) ?? null
  } finally {
    leg.onSpeech = null
    leg.changed()
  }
}

/** A scripted person speaks, then hangs up, presses a key or falls silent; returns the key that ended it. */
async function actOut(leg: Leg, wishes: Wishes, keys: ReturnType<typeof listen>): Promise<string> {
  const { speaks, afterSpeaking, presses } = leg.person
  const spokenSeconds = speaks?.seconds ?? 0
  if (spokenSeconds >= wishes.maxSeconds) {
    await leg.clock.sleep(wishes.maxSeconds, leg.interrupt.signal)
    return ''
  }
  await leg.clock.sleep(spokenSeconds, leg.interrupt.signal)
  if (speaks && afterSpeaking === 'hangsUp') hangUp(leg, 'person')
  leg.interrupt.signal.throwIfAborted()
  if (speaks && afterSpeaking !== 'waits') presses.unshift(afterSpeaking)
  void typeScript(leg)
  const rest = wishes.maxSeconds - spokenSeconds
  const key = await keys.next(wishes.silenceSeconds === 0 ? rest : Math.min(wishes.silenceSeconds, rest))
  return key !== undefined && wishes.finishOnKey.includes(key) ? key : ''
}

function keep(recording: Recording, take: Take, wishes: Wishes): void {
  const spoken = Math.min(take.speech?.seconds ?? 0, take.seconds)
  recording.status = spoken > 0 ? 'completed' : 'absent'
  recording.durationSeconds = Math.max(1, Math.round(wishes.isTrimmed ? spoken : take.seconds))
  recording.text = take.speech?.text ?? ''
  recording.sound = take.speech?.sound ?? null
}

function report({ board, leg, document }: Scene, verb: Verb, recording: Recording): void {
  const { recordingStatusCallback: url, recordingStatusCallbackMethod, ...attributes } = verb.attributes
  const events = (attributes.recordingStatusCallbackEvent ?? 'completed').split(/\s+/)
  if (!url || !events.includes(recording.status)) return
  const webhook = {
    kind: 'recording' as const,
    url: resolveUrl(document, url),
    method: recordingStatusCallbackMethod === 'GET' ? ('GET' as const) : ('POST' as const),
    fields: recordingFields(board, recording),
    about: recording.callSid,
  }
  track(board, leg.clock.during(notify(board, webhook)))
}
