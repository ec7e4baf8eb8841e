import { never, withinLimit } from './clock.ts'
import { orGoOn } from './go-on.ts'
import { answer, begin, finish, hangUp, type Leg, stopRinging } from './leg.ts'
import { notify } from './notify.ts'
import type { Verb } from './read-twiml.ts'
import { type Recording, recordingFields, recordingUrl, startRecording } from './recording.ts'
import type { Scene } from './run-flow.ts'
import { track } from './switchboard.ts'
import type { DialResult } from './verbs/dial.ts'
import { resolveUrl, secondsOf } from './verbs/target.ts'

/** Twilio's default for a conversation, in seconds. */
const LONGEST = 14400

/** Connects both sides until one of them hangs up, or the time limit is reached. */
export async function bridge(scene: Scene, verb: Verb, child: Leg): Promise<DialResult> {
  const { board, leg } = scene
  const isRecorded = (verb.attributes.record ?? 'do-not-record') !== 'do-not-record'
  const recording = isRecorded ? startRecording(board, leg, 'DialVerb') : null
  try {
    await talkTogether(scene, child, secondsOf(verb.attributes.timeLimit, LONGEST))
  } finally {
    if (child.parentSid === leg.sid && !child.wentOn) hangUp(child, 'exchange')
    if (recording) finishRecording(scene, verb, recording)
  }
  return {
    status: 'completed',
    child,
    isBridged: true,
    ...(recording ? { recordingUrl: recordingUrl(board, recording) } : {}),
  }
}

async function talkTogether({ board, leg }: Scene, other: Leg, longestSeconds: number): Promise<void> {
  answer(leg)
  stopRinging(leg)
  const sides = [leg, other].map((side) => ({ side, moment: begin(side, { kind: 'talk' }) }))
  leg.bridgedTo = other
  other.bridgedTo = leg
  leg.wasBridged = true
  other.wasBridged = true
  for (const { side } of sides) leaveAfterTalking(side)
  try {
    await withinLimit(leg.clock, longestSeconds, leg.interrupt.signal, (signal) =>
      Promise.race([orGoOn(board, other, other.ended.done), never(signal)]),
    )
  } finally {
    for (const { side, moment } of sides) finish(side, moment)
  }
}

/** A scripted person hangs up when she has said what she had to say. */
function leaveAfterTalking(leg: Leg): void {
  if (leg.person.talkSeconds === null) return
  leg.clock.sleep(leg.person.talkSeconds, leg.interrupt.signal).then(
    () => hangUp(leg, 'person'),
    () => undefined,
  )
}

function finishRecording({ board, leg, document }: Scene, verb: Verb, recording: Recording): void {
  const talk = leg.timeline.findLast((moment) => moment.kind === 'talk')
  recording.status = 'completed'
  recording.durationSeconds = Math.round((talk?.toSeconds ?? 0) - (talk?.fromSeconds ?? 0))
  const url = verb.attributes.recordingStatusCallback
  if (!url) return
  const webhook = {
    kind: 'recording' as const,
    url: resolveUrl(document, url),
    method: 'POST' as const,
    fields: recordingFields(board, recording),
    about: leg.sid,
  }
  track(board, leg.clock.during(notify(board, webhook)))
}
