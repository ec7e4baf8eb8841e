import { findStored, setAvailability } from '../clients/set-availability.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { moveAppointment } from './answer-appointment.ts'
import { answerLine } from './answer-line.ts'
import type { Answering } from './answering.ts'
import type { Command } from './command.ts'
import type { Reply } from './reply.ts'
import { undoLastAnswer } from './undo-last-answer.ts'

export type Result = {
  readonly reply: Reply
  /** What her next "erreur" takes back. */
  readonly done: readonly { clientId: number; actId: string }[]
  /** What follows from it at once, beside the echo. */
  readonly deliveries?: readonly DeliveryRef[]
}

export function carryOut(answering: Answering, command: Command): Promise<Result> | Result {
  switch (command.kind) {
    case 'undo':
      return undoLastAnswer(answering)
    case 'help':
      return { reply: { kind: 'help' }, done: [] }
    case 'tellAvailability':
      return tellAvailability(answering)
    case 'available':
      return sayAvailable(answering, null)
    case 'away':
      return sayAvailable(answering, { state: 'away', until: command.until })
    case 'move':
      return moveAppointment(answering, command)
    default:
      return answerLine(answering, command)
  }
}

async function tellAvailability({ tx, executive, answer }: Answering): Promise<Result> {
  const stored = await findStored(tx, executive)
  const hasEnded = stored?.until && stored.until <= answer.receivedAt
  return { reply: { kind: 'availability', availability: hasEnded ? null : stored }, done: [] }
}

async function sayAvailable(
  answering: Answering,
  availability: { state: 'away'; until: Date } | null,
): Promise<Result> {
  const { tx, executive, hats, answer } = answering
  const stored = await findStored(tx, executive)
  if (stored && stored.saidAt > answer.receivedAt) return { reply: { kind: 'overtaken' }, done: [] }
  const actor = { kind: 'executive', id: executive.id } as const
  const done = await setAvailability(tx, hats, availability, actor, answer.receivedAt)
  return { reply: { kind: done.length > 0 ? 'availabilitySet' : 'availability', availability }, done }
}
