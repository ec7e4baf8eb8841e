import { callFields } from '../call-fields.ts'
import { never, unlessAborted } from '../clock.ts'
import { fetchDocument } from '../fetch-document.ts'
import { standStill, standsStill } from '../keys.ts'
import { begin, finish, HungUp, hangUp, hourOf, type Leg, latch, Redirected } from '../leg.ts'
import { notify } from '../notify.ts'
import { type Member, type Queue, queueFields, queueNamed } from '../queue.ts'
import type { Verb } from '../read-twiml.ts'
import { type Outcome, runFlow, type Scene } from '../run-flow.ts'
import { track } from '../switchboard.ts'
import { untilCut } from '../until-cut.ts'
import { actionOf, resolveUrl } from './target.ts'

/** Nobody listens to waiting music for longer; it also bounds a queue that no one ever empties. */
const PATIENCE_SECONDS = 600

type QueueResult = 'bridged' | 'hangup' | 'leave' | 'queue-full' | 'redirected' | 'redirected-from-bridged'

/** Holds the caller until somebody dials the queue, she leaves it, or hangs up. */
export async function enqueue(scene: Scene, verb: Verb): Promise<Outcome> {
  const { board, leg } = scene
  const queue = queueNamed(board, verb.text || (verb.attributes.name ?? 'default'))
  const member: Member = {
    leg,
    enqueuedAt: hourOf(leg.clock),
    taken: latch(),
    takenBy: null,
    released: latch(),
  }
  if (queue.members.length >= queue.maxSize) return after(scene, verb, queue, member, 'queue-full')
  queue.members.push(member)
  const moment = begin(leg, { kind: 'queue' })
  try {
    return await after(scene, verb, queue, member, await waitInQueue(scene, verb, queue, member))
  } catch (error) {
    if (error instanceof HungUp && verb.attributes.action) {
      await fetchDocument(board, leg, actionOf(scene.document, verb, resultFields(queue, member, 'hangup')))
    }
    if (error instanceof Redirected) tellRedirected(scene, verb, queue, member)
    throw error
  } finally {
    finish(leg, moment)
    leave(queue, member)
  }
}

/** Only told: the document that took over is the one that runs. */
function tellRedirected({ board, leg, document }: Scene, verb: Verb, queue: Queue, member: Member): void {
  if (!verb.attributes.action) return
  const result = member.takenBy ? 'redirected-from-bridged' : 'redirected'
  const request = actionOf(document, verb, resultFields(queue, member, result))
  const fields = { ...callFields(board, leg), ...request.fields }
  track(board, leg.clock.during(notify(board, { ...request, fields, about: leg.sid })))
}

function leave(queue: Queue, member: Member): void {
  queue.members = queue.members.filter((other) => other !== member)
}

async function after(
  { document }: Scene,
  verb: Verb,
  queue: Queue,
  member: Member,
  result: QueueResult,
): Promise<Outcome> {
  return verb.attributes.action ? actionOf(document, verb, resultFields(queue, member, result)) : 'next'
}

function resultFields(queue: Queue, member: Member, result: QueueResult) {
  const { QueueSid = '', QueueTime = '' } = queueFields(queue, member)
  return { QueueResult: result, QueueSid, QueueTime }
}

async function waitInQueue(scene: Scene, verb: Verb, queue: Queue, member: Member): Promise<QueueResult> {
  const { leg } = scene
  const { signal } = leg.interrupt
  const cut = new AbortController()
  const taken = member.taken.done.then(() => {
    cut.abort(new Error('taken out of the queue'))
    return 'bridged' as const
  })
  if (leg.clock.pace === 'instant' && !leg.person.byHand) void loseAt(leg, PATIENCE_SECONDS)
  const music = untilCut(leg, cut.signal, () => listenToMusic(scene, verb, queue, member))
  const result = await unlessAborted(signal, Promise.race([taken, music]))
  if (result === 'leave') return 'leave'
  leave(queue, member)
  await unlessAborted(signal, member.released.done)
  return 'bridged'
}

function loseAt(leg: Leg, seconds: number): Promise<void> {
  return leg.clock.sleep(seconds, leg.interrupt.signal).then(
    () => (leg.bridgedTo ? undefined : hangUp(leg, 'person')),
    () => undefined,
  )
}

/** The waiting document is asked for again each time it ends; somebody acting by hand says when that is. */
async function listenToMusic(scene: Scene, verb: Verb, queue: Queue, member: Member): Promise<'leave'> {
  const { board, leg, document } = scene
  const { waitUrl, waitUrlMethod } = verb.attributes
  if (!waitUrl) return never(leg.interrupt.signal)
  const url = resolveUrl(document, waitUrl)
  const method = waitUrlMethod === 'GET' ? ('GET' as const) : ('POST' as const)
  for (;;) {
    const stood = leg.standstills
    const request = { kind: 'step' as const, url, method, fields: queueFields(queue, member) }
    const end = await runFlow(board, leg, request, 'wait')
    if (end === 'left') return 'leave'
    leg.interrupt.signal.throwIfAborted()
    if (leg.standstills === stood && standsStill(leg)) await standStill(leg, 0, never(leg.interrupt.signal))
  }
}
