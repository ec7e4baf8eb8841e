import { fetchDocument } from '../fetch-document.ts'
import { begin, finish, HungUp, hangUp, hourOf, type Leg, latch, unlessInterrupted } from '../leg.ts'
import { type Member, type Queue, queueFields, queueNamed } from '../queue.ts'
import type { Verb } from '../read-twiml.ts'
import { type Outcome, runFlow, type Scene } from '../run-flow.ts'
import { actionOf, resolveUrl } from './target.ts'

/** Nobody listens to waiting music for longer; it also bounds a queue that no one ever empties. */
const PATIENCE_SECONDS = 600

type QueueResult = 'bridged' | 'hangup' | 'leave' | 'queue-full'

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
    throw error
  } finally {
    finish(leg, moment)
    leave(queue, member)
  }
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
  const taken = member.taken.done.then(() => 'bridged' as const)
  const standsStill = leg.person.byHand && leg.clock.pace === 'instant'
  if (leg.clock.pace === 'instant' && !standsStill) void loseAt(leg, PATIENCE_SECONDS)
  const music = standsStill ? leg.clock.during(taken) : listenToMusic(scene, verb, queue, member)
  const result = await unlessInterrupted(leg, Promise.race([taken, music]))
  if (result === 'leave') return 'leave'
  leave(queue, member)
  await unlessInterrupted(leg, member.released.done)
  return 'bridged'
}

function loseAt(leg: Leg, seconds: number): Promise<void> {
  return leg.clock.sleep(seconds, leg.interrupt.signal).then(
    () => (leg.bridgedTo ? undefined : hangUp(leg, 'person')),
    () => undefined,
  )
}

/** The waiting document is asked for again each time it ends. */
async function listenToMusic(scene: Scene, verb: Verb, queue: Queue, member: Member): Promise<'leave'> {
  const { board, leg, document } = scene
  const { waitUrl, waitUrlMethod } = verb.attributes
  while (member.takenBy === null) {
    if (!waitUrl) {
      await leg.clock.sleep(PATIENCE_SECONDS, leg.interrupt.signal)
      continue
    }
    const url = resolveUrl(document, waitUrl)
    const method = waitUrlMethod === 'GET' ? 'GET' : 'POST'
    const request = { kind: 'step' as const, url, method, fields: queueFields(queue, member) } as const
    const end = await runFlow(board, leg, request, 'wait')
    if (end === 'left') return 'leave'
    leg.interrupt.signal.throwIfAborted()
  }
  return new Promise<never>(() => {})
}
