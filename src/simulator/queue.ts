import { hourOf, type Latch, type Leg } from './leg.ts'
import type { FormFields } from './signature.ts'
import type { Switchboard } from './switchboard.ts'

export type Member = {
  leg: Leg
  enqueuedAt: Date
  /** Opened by whoever takes the caller out of the queue. */
  taken: Latch
  takenBy: { leg: Leg; url: string | null } | null
  /** Opened when their conversation is over. */
  released: Latch
}

export type Queue = { sid: string; name: string; maxSize: number; members: Member[] }

export function queueNamed(board: Switchboard, name: string): Queue {
  const known = board.queues.get(name)
  if (known) return known
  const queue = { sid: board.makeSid('QU'), name, maxSize: 1000, members: [] }
  board.queues.set(name, queue)
  return queue
}

export function queueFields(queue: Queue, member: Member): FormFields {
  const waited = Math.round((hourOf(member.leg.clock).getTime() - member.enqueuedAt.getTime()) / 1000)
  return {
    QueueSid: queue.sid,
    QueueTime: String(waited),
    QueuePosition: String(queue.members.indexOf(member) + 1),
    AvgQueueTime: String(waited),
    CurrentQueueSize: String(queue.members.length),
    MaxQueueSize: String(queue.maxSize),
  }
}
