import { bridge } from '../bridge.ts'
import { within } from '../clock.ts'
import { meet } from '../instant-clock.ts'
import type { Member, Queue } from '../queue.ts'
import type { Verb } from '../read-twiml.ts'
import type { Scene } from '../run-flow.ts'
import { runFlow } from '../run-flow.ts'
import type { DialResult } from './dial.ts'
import { resolveUrl, secondsOf } from './target.ts'

const LOOK_AGAIN_SECONDS = 1

/** Takes the one who has waited longest, waiting for one if need be, and connects the two. */
export async function dialQueue(scene: Scene, verb: Verb, noun: Verb): Promise<DialResult> {
  const { board, leg, document } = scene
  const queue = board.queues.get(noun.text)
  if (!queue) return { status: 'failed', child: null, isBridged: false }
  const seconds = secondsOf(verb.attributes.timeout, 30)
  const member = await within(leg.clock, seconds, leg.interrupt.signal, (signal) =>
    nextOf(scene, queue, signal),
  )
  if (!member) return { status: 'no-answer', child: null, isBridged: false }
  const waited = Math.round((board.now().getTime() - member.enqueuedAt.getTime()) / 1000)
  meet(leg.clock, member.leg.clock)
  member.takenBy = { leg, url: noun.attributes.url ?? null }
  member.taken.open()
  try {
    if (noun.attributes.url) {
      const fields = { QueueSid: queue.sid, QueueTime: String(waited), DequeingCallSid: leg.sid }
      const url = resolveUrl(document, noun.attributes.url)
      await runFlow(board, member.leg, { kind: 'step', url, method: 'POST', fields }, 'wait')
    }
    return await bridge(scene, verb, member.leg)
  } finally {
    member.released.open()
  }
}

async function nextOf({ leg }: Scene, queue: Queue, signal: AbortSignal): Promise<Member> {
  for (;;) {
    const member = queue.members.find(({ takenBy }) => takenBy === null)
    if (member) return member
    await leg.clock.sleep(LOOK_AGAIN_SECONDS, signal)
  }
}
