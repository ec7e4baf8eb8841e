import { bridge } from '../bridge.ts'
import { talkedSeconds } from '../call-fields.ts'
import { within } from '../clock.ts'
import { fetchDocument } from '../fetch-document.ts'
import { orGoOn } from '../go-on.ts'
import {
  answer,
  HungUp,
  hangUp,
  type Leg,
  Redirected,
  startRinging,
  stopRinging,
  unlessInterrupted,
} from '../leg.ts'
import type { Verb } from '../read-twiml.ts'
import { ringTelephone } from '../ring-telephone.ts'
import type { Outcome, Scene } from '../run-flow.ts'
import { runFlow } from '../run-flow.ts'
import { ATTENDED, dialConference } from './dial-conference.ts'
import { dialQueue } from './dial-queue.ts'
import { mayShow, nounsOf, placeChild, type Target } from './dial-targets.ts'
import { actionOf, isTrue, resolveUrl, secondsOf } from './target.ts'

export type DialResult = {
  status: string
  child: Leg | null
  /** `null` where nobody is bridged: in a conference. */
  isBridged: boolean | null
  recordingUrl?: string
  /** Fields of their own, such as a queue's. */
  fields?: Record<string, string>
}

/**
 * Rings others and connects the first that answers. With an `action`, what follows it never runs. Who is redirected from
 * here has the action asked for as well, and what it answers is not run (Twilio's changelog of 2021-05-24, "Changes to
 * <Dial> behavior").
 */
export async function dial(scene: Scene, verb: Verb): Promise<Outcome> {
  const { board, leg, document } = scene
  const keepsRinging = isTrue(verb.attributes.answerOnBridge, 'false') && scene.isFirst
  const conference = verb.children.find((child) => child.name === 'Conference')
  if (!keepsRinging || conference) answer(leg)
  if (!conference) startRinging(leg)
  let result: DialResult
  try {
    result = await (conference ? dialConference(scene, verb, conference) : connect(scene, verb))
  } catch (error) {
    const isAsked =
      error instanceof Redirected || (error instanceof HungUp && board.trouble.actionAfterHangUp)
    if (verb.attributes.action && isAsked)
      await fetchDocument(
        board,
        leg,
        actionOf(document, verb, fieldsOf(conference ? ATTENDED : cutShort(scene))),
      )
    throw error
  }
  if (leg.answeredAtSeconds !== null) stopRinging(leg)
  return verb.attributes.action ? actionOf(document, verb, fieldsOf(result)) : 'next'
}

/** How far it had come when the caller hung up. */
function cutShort({ board, leg }: Scene): DialResult {
  const child = [...board.calls.values()].findLast(({ parentSid }) => parentSid === leg.sid) ?? null
  if (!child || child.answeredAtSeconds === null) return { status: 'no-answer', child, isBridged: false }
  return { status: 'completed', child, isBridged: child.wasBridged }
}

function fieldsOf({ status, child, isBridged, recordingUrl, fields }: DialResult): Record<string, string> {
  return {
    DialCallStatus: status,
    ...(isBridged === null ? {} : { DialBridged: String(isBridged) }),
    ...(child === null ? {} : { DialCallSid: child.sid }),
    ...(child === null || child.answeredAtSeconds === null
      ? {}
      : { DialCallDuration: String(Math.round(talkedSeconds(child))) }),
    ...(recordingUrl === undefined ? {} : { RecordingUrl: recordingUrl }),
    ...fields,
  }
}

async function connect(scene: Scene, verb: Verb): Promise<DialResult> {
  const { board, leg } = scene
  const queue = verb.children.find((child) => child.name === 'Queue')
  if (queue) return dialQueue(scene, verb, queue)
  const targets = nounsOf(scene, verb)
  const callerId = verb.attributes.callerId ?? leg.from
  if (targets.length === 0) return { status: 'failed', child: null, isBridged: false }
  if (!mayShow(board, leg, callerId)) {
    board.alerts.push({ code: 13214, about: leg.sid, detail: 'callerId is not ours to show' })
    return { status: 'failed', child: null, isBridged: false }
  }
  const turns = isTrue(verb.attributes.sequential, 'false') ? targets.map((target) => [target]) : [targets]
  let result: DialResult = { status: 'no-answer', child: null, isBridged: false }
  for (const turn of turns) {
    result = await connectOneOf(scene, verb, turn, callerId)
    if (result.child?.answeredAtSeconds != null) return result
  }
  return result
}

async function connectOneOf(
  scene: Scene,
  verb: Verb,
  targets: Target[],
  callerId: string,
): Promise<DialResult> {
  const { board, leg } = scene
  const children = targets.map((target) => placeChild(board, leg, target, callerId))
  const giveUp = () => {
    for (const child of children) if (!child.wentOn) hangUp(child, 'exchange')
  }
  leg.interrupt.signal.addEventListener('abort', giveUp, { once: true })
  try {
    const seconds = secondsOf(verb.attributes.timeout, 30)
    const winner = await within(leg.clock, seconds, leg.interrupt.signal, (signal) =>
      firstToAnswer(board, children, signal),
    )
    for (const child of children) if (child !== winner) hangUp(child, 'exchange', 'no-answer')
    if (!winner) return { status: statusOf(children), child: children.at(-1) ?? null, isBridged: false }
    return await talk(scene, verb, winner, targets[children.indexOf(winner)])
  } finally {
    giveUp()
    leg.interrupt.signal.removeEventListener('abort', giveUp)
  }
}

/** `null` when all have said no; nobody else rings once one has picked up. */
async function firstToAnswer(
  board: Scene['board'],
  children: Leg[],
  signal: AbortSignal,
): Promise<Leg | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Leg | null>()
  const rings = children.map(async (child) => {
    if ((await ringTelephone(board, child, signal)) === 'answered') resolve(child)
  })
  Promise.all(rings).then(() => resolve(null), reject)
  return promise
}

function statusOf(children: Leg[]): string {
  const statuses = children.map((child) => child.status)
  return statuses.includes('busy') ? 'busy' : (statuses.at(-1) ?? 'no-answer')
}

/** The called side may be asked first; only if it stays on the line is it bridged. */
async function talk(scene: Scene, verb: Verb, child: Leg, target: Target | undefined): Promise<DialResult> {
  const { board, leg, document } = scene
  if (target?.url) {
    const url = resolveUrl(document, target.url)
    const request = { kind: 'step' as const, url, method: target.method, fields: {} }
    await unlessInterrupted(leg, orGoOn(board, child, runFlow(board, child, request, 'whisper')))
  }
  if (child.wentOn || child.endedAtSeconds !== null) return { status: 'completed', child, isBridged: false }
  return bridge(scene, verb, child)
}
