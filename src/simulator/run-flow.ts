import { type DocumentRequest, fetchDocument } from './fetch-document.ts'
import { answer, type Document, HungUp, hangUp, isOver, type Leg, Redirected, takeOver } from './leg.ts'
import type { Verb } from './read-twiml.ts'
import type { Switchboard } from './switchboard.ts'
import { dial } from './verbs/dial.ts'
import { enqueue } from './verbs/enqueue.ts'
import { gather } from './verbs/gather.ts'
import { record } from './verbs/record.ts'
import { sendFromCall } from './verbs/send-from-call.ts'
import { pause, play, say } from './verbs/speak.ts'
import { resolveUrl } from './verbs/target.ts'

/** `whisper`: on the called side before it is bridged. `wait`: music for somebody in a queue. */
type Flow = 'call' | 'whisper' | 'wait'

/** What a verb leaves to do. */
export type Outcome = 'next' | 'hangUp' | 'leave' | DocumentRequest

export type Scene = { board: Switchboard; leg: Leg; document: Document; flow: Flow; isFirst: boolean }

const ALLOWED: Record<Flow, string[]> = {
  call: [
    ...['Say', 'Play', 'Pause', 'Gather', 'Record', 'Dial', 'Enqueue', 'Redirect', 'Reject', 'Hangup'],
    ...['Leave', 'Sms', 'Message'],
  ],
  whisper: ['Say', 'Play', 'Pause', 'Gather', 'Redirect', 'Hangup'],
  wait: ['Say', 'Play', 'Pause', 'Gather', 'Redirect', 'Hangup', 'Leave'],
}

/**
 * Runs document after document until one ends. `done`: it ran out of verbs; `left`: a `<Leave>`; `over`: the
 * leg was hung up by either side.
 */
export async function runFlow(
  board: Switchboard,
  leg: Leg,
  start: DocumentRequest | Document,
  flow: Flow,
): Promise<'done' | 'left' | 'over'> {
  let next: DocumentRequest | Document = start
  const { signal } = leg.interrupt
  while (!isOver(leg)) {
    try {
      const document: Document = 'verbs' in next ? next : await fetchDocument(board, leg, next)
      // The call may have gone elsewhere while this side flow asked for its document.
      if (flow !== 'call') signal.throwIfAborted()
      const outcome = await runVerbs(board, leg, document, flow)
      if (outcome === 'next') return 'done'
      if (outcome === 'leave') return 'left'
      if (outcome === 'hangUp') hangUp(leg, 'exchange')
      else next = outcome
    } catch (error) {
      if (error instanceof Redirected && flow === 'call') next = takeOver(leg, error.target)
      else if (!(error instanceof HungUp)) throw error
    }
  }
  return 'over'
}

async function runVerbs(board: Switchboard, leg: Leg, document: Document, flow: Flow): Promise<Outcome> {
  let isFirst = true
  for (const verb of document.verbs) {
    leg.interrupt.signal.throwIfAborted()
    const outcome = await runVerb({ board, leg, document, flow, isFirst }, verb)
    if (outcome !== 'next') return outcome
    isFirst = false
  }
  leg.interrupt.signal.throwIfAborted()
  return 'next'
}

async function runVerb(scene: Scene, verb: Verb): Promise<Outcome> {
  const { board, leg, flow } = scene
  if (!ALLOWED[flow].includes(verb.name)) {
    board.alerts.push({ code: 12200, about: leg.sid, detail: `<${verb.name}> is not allowed in a ${flow}` })
    return 'next'
  }
  if (verb.name === 'Reject') return reject(leg, verb)
  if (!staysUnanswered(verb)) answer(leg)
  switch (verb.name) {
    case 'Say':
      return say(leg, verb)
    case 'Play':
      return play(leg, verb)
    case 'Pause':
      return pause(leg, verb)
    case 'Gather':
      return gather(scene, verb)
    case 'Record':
      return record(scene, verb)
    case 'Dial':
      return dial(scene, verb)
    case 'Enqueue':
      return enqueue(scene, verb)
    case 'Redirect':
      return redirect(scene, verb)
    case 'Leave':
      return 'leave'
    case 'Sms':
    case 'Message':
      return sendFromCall(scene, verb)
    default:
      return 'hangUp'
  }
}

/** A pause before anything else keeps ringing; a `<Dial>` decides itself. */
function staysUnanswered({ name }: Verb): boolean {
  return name === 'Dial' || name === 'Pause'
}

/** Only before anything answered the call; later it is no more than a hang-up. */
function reject(leg: Leg, verb: Verb): Outcome {
  if (leg.answeredAtSeconds !== null) return 'hangUp'
  leg.wasRejected = true
  hangUp(leg, 'exchange', verb.attributes.reason === 'busy' ? 'busy' : 'no-answer')
  return 'hangUp'
}

function redirect({ document }: Scene, verb: Verb): Outcome {
  const method = verb.attributes.method === 'GET' ? 'GET' : 'POST'
  return { kind: 'step', url: resolveUrl(document, verb.text), method, fields: {} }
}
