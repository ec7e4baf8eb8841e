import { acknowledge } from '../messages/acknowledge-message.ts'
import { findAcknowledgement } from '../messages/acknowledgement.ts'
import type { Acknowledgement } from '../messages/tables.ts'
import { answerAppointment } from './answer-appointment.ts'
import type { Answering } from './answering.ts'
import type { Result } from './carry-out.ts'
import type { LineCommand } from './command.ts'
import { findLine, type Line } from './find-line.ts'
import type { Reply } from './reply.ts'
import { saidLine } from './said-line.ts'

/** As long as this after it was settled, another word on it is meant; later it is taken for a slip of the finger. */
const changeableMs = 24 * 60 * 60 * 1000

/** Her word on one line. Nothing is guessed: what it cannot mean is said and left undone. */
export async function answerLine(answering: Answering, { kind, line: number }: LineCommand): Promise<Result> {
  const line = await findLine(answering, { kind, line: number })
  if (line === 'unclear') return nothing({ kind: 'unclear' })
  if (line === 'unknown') return nothing({ kind: 'unknownLine', number: number ?? 0 })
  if (line.subject.kind === 'appointment') return answerAppointment(answering, line, { kind })
  switch (kind) {
    case 'approve':
    case 'decline':
    case 'cancelAppointment':
      return nothing({ kind: 'notWaiting', line: await saidLine(answering, line), asked: kind })
    case 'acknowledge':
      return acknowledgeLine(answering, line, 'received')
    case 'secretaryCalls':
    case 'executiveCalls':
      return acknowledgeLine(answering, line, kind)
    default:
      return kind satisfies never
  }
}

const nothing = (reply: Reply): Result => ({ reply, done: [] })

async function acknowledgeLine(answering: Answering, line: Line, word: Acknowledgement): Promise<Result> {
  const { tx, answer } = answering
  const said = await saidLine(answering, line)
  const { clientId, executiveId } = line
  const messageId = line.subject.id
  const standing = await findAcknowledgement(tx, { clientId, executiveId, messageId })
  if (standing?.answer === word) return nothing({ kind: 'alreadySaid', line: said, answer: word })
  if (standing && standing.at > answer.receivedAt) return nothing({ kind: 'overtaken' })
  const settledAt = standing ? standing.doneAt : line.closedAt
  if (settledAt && (!standing || answer.receivedAt.getTime() - settledAt.getTime() > changeableMs))
    return nothing({ kind: 'closed', line: said })
  const { actId, before } = await acknowledge(
    tx,
    {
      ...{ clientId, messageId, executiveId, answer: word, via: answer.via },
      ...{ actor: { kind: 'executive', id: executiveId }, authority: `answer ${answer.id}` },
    },
    answer.receivedAt,
  )
  const reply = { kind: 'acknowledged', line: said, answer: word, replaced: before?.answer ?? null } as const
  return { reply, done: actId ? [{ clientId, actId }] : [] }
}
