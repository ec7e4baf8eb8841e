import { never, unlessAborted } from '../clock.ts'
import { type DocumentRequest, fetchDocument } from '../fetch-document.ts'
import { begin, finish, hangUp, type Leg } from '../leg.ts'
import type { Verb } from '../read-twiml.ts'
import type { Switchboard } from '../switchboard.ts'
import { pause, play, say } from '../verbs/speak.ts'
import { resolveUrl } from '../verbs/target.ts'
import type { Conference, Participant } from './conference.ts'

/** Hears what there is to hear until she is out; rejects when her leg is taken out of it. */
export async function attendConference(
  board: Switchboard,
  conference: Conference,
  participant: Participant,
): Promise<void> {
  const { leg } = participant
  const left = new AbortController()
  let mayTire = leg.person.talkSeconds !== null
  try {
    while (participant.presence === 'joined') {
      const isTalking = conference.status === 'in-progress' && !participant.held
      if (isTalking && mayTire) tireOfTalking(leg, left.signal)
      mayTire &&= !isTalking
      const signal = AbortSignal.any([participant.turn.signal, leg.interrupt.signal])
      const turn = isTalking ? talk(leg, signal) : wait(board, conference, participant, signal)
      await turn.catch((error) => {
        if (!signal.aborted) throw error
      })
      leg.interrupt.signal.throwIfAborted()
    }
  } finally {
    left.abort(new Error('left the conference'))
  }
}

async function talk(leg: Leg, signal: AbortSignal): Promise<void> {
  leg.wasBridged = true
  const moment = begin(leg, { kind: 'talk' })
  await never(signal).finally(() => finish(leg, moment))
}

/** A scripted person hangs up when she has said what she had to say. */
function tireOfTalking(leg: Leg, left: AbortSignal): void {
  const signal = AbortSignal.any([left, leg.interrupt.signal])
  leg.clock.sleep(leg.person.talkSeconds ?? 0, signal).then(
    () => hangUp(leg, 'person'),
    () => undefined,
  )
}

/** On hold, or before it begins: music, then silence. */
async function wait(
  board: Switchboard,
  conference: Conference,
  participant: Participant,
  signal: AbortSignal,
): Promise<void> {
  const { leg, waitMusic, holdMusic } = participant
  const music = conference.status === 'init' ? waitMusic : holdMusic
  const moment = begin(leg, { kind: 'hold' })
  try {
    if (music) await playMusic(board, leg, music, signal)
    await never(signal)
  } finally {
    finish(leg, moment)
  }
}

async function playMusic(
  board: Switchboard,
  leg: Leg,
  request: DocumentRequest,
  signal: AbortSignal,
): Promise<void> {
  const document = await unlessAborted(signal, fetchDocument(board, leg, request))
  for (const verb of document.verbs) {
    if (verb.name === 'Redirect') {
      // At an instant pace a document that leads back to itself would be asked for without end.
      if (leg.clock.pace === 'instant') return
      return playMusic(board, leg, { ...request, url: resolveUrl(document, verb.text) }, signal)
    }
    await playVerb(board, leg, verb, signal)
  }
}

async function playVerb(board: Switchboard, leg: Leg, verb: Verb, signal: AbortSignal): Promise<void> {
  if (verb.name === 'Say') await say(leg, verb, signal)
  else if (verb.name === 'Play') await play(leg, verb, signal)
  else if (verb.name === 'Pause') await pause(leg, verb, signal)
  else board.alerts.push({ code: 12200, about: leg.sid, detail: `<${verb.name}> is not allowed on hold` })
}
