import { and, eq } from 'drizzle-orm'
import { digests } from '../digests/tables.ts'
import type { Answering } from './answering.ts'
import type { LineCommand } from './command.ts'
import { findNumber, type LineNumber, numberOf, openNumbers } from './line-number.ts'
import type { LineSubject } from './tables.ts'

/** The message or appointment that a number of hers stands for. */
export type Line = {
  readonly number: number | null
  readonly clientId: number
  readonly subject: LineSubject
  readonly executiveId: string
  /** When it was settled, by whatever; null while it is open, or as a digest had it. */
  readonly closedAt: Date | null
}

/** The exchange's list cuts the time of a text off to the second. */
const wholeSecondMs = 1_000

/**
 * What she means by a number: in an answer to a digest what it stood for there, even if it was given again since;
 * else the line that has it now. Without a number, the only one it can be: `unclear` where there are several.
 */
export async function findLine(
  answering: Answering,
  { line: number, kind }: Pick<LineCommand, 'line' | 'kind'>,
): Promise<Line | 'unknown' | 'unclear'> {
  const told = await linesOfDigest(answering)
  if (number === null) return onlyLine(answering, told, kind)
  const inDigest = told.find((line) => line.number === number)
  if (inDigest) return inDigest
  if (await isOldMail(answering)) return 'unclear'
  const found = await findNumber(answering.tx, answering.executive, number)
  // Given after she wrote, it is not what she saw.
  if (!found || found.givenAt.getTime() > answering.answer.receivedAt.getTime() + wholeSecondMs)
    return 'unknown'
  return lineOf(found)
}

async function onlyLine(
  answering: Answering,
  told: readonly Line[],
  kind: LineCommand['kind'],
): Promise<Line | 'unclear'> {
  const { tx, executive, answer } = answering
  const about = subjectOf(answer)
  if (about) {
    const { clientId, executiveId } = answer
    return { number: null, clientId, executiveId, subject: about, closedAt: null }
  }
  const all = told.length > 0 ? told : (await openNumbers(tx, executive)).map(lineOf)
  const meant = all.filter(({ subject }) => subject.kind === 'appointment' || !saysYesOrNo(kind))
  const [only] = meant
  return only && meant.length === 1 ? only : 'unclear'
}

/** A message waits for no yes or no: beside messages, "oui" means the one question. */
const saysYesOrNo = (kind: LineCommand['kind']) => kind === 'approve' || kind === 'decline'

function subjectOf({ messageId, appointmentId }: Answering['answer']): LineSubject | null {
  if (messageId !== undefined) return { kind: 'message', id: messageId }
  return appointmentId === undefined ? null : { kind: 'appointment', id: appointmentId }
}

/** She answers a mail about something whose number another thing has by now: any number in it may be that one. */
async function isOldMail({ tx, answer }: Answering): Promise<boolean> {
  const { clientId, executiveId } = answer
  const subject = subjectOf(answer)
  return subject !== null && (await numberOf(tx, { clientId, executiveId, subject })) === null
}

const lineOf = ({ number, clientId, executiveId, subjectKind, subjectId, closedAt }: LineNumber): Line => ({
  ...{ number, clientId, executiveId, subject: { kind: subjectKind, id: subjectId }, closedAt },
})

async function linesOfDigest({ tx, answer }: Answering): Promise<Line[]> {
  const { clientId, executiveId, digestId } = answer
  if (digestId === undefined) return []
  const [digest] = await tx
    .select({ lines: digests.lines, agenda: digests.agenda })
    .from(digests)
    .where(
      and(eq(digests.clientId, clientId), eq(digests.id, digestId), eq(digests.executiveId, executiveId)),
    )
  const hers = { clientId, executiveId, closedAt: null }
  return [
    ...(digest?.lines ?? []).map(({ number, messageId }) => ({
      ...{ ...hers, number, subject: { kind: 'message', id: messageId } as const },
    })),
    ...(digest?.agenda ?? []).map(({ number, appointmentId }) => ({
      ...{ ...hers, number, subject: { kind: 'appointment', id: appointmentId } as const },
    })),
  ]
}
