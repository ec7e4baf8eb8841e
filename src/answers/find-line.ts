import { and, eq } from 'drizzle-orm'
import { digests } from '../digests/tables.ts'
import type { Answering } from './answering.ts'
import { findNumber, type LineNumber, numberOf, openNumbers } from './line-number.ts'

/** The message that a number of hers stands for. */
export type Line = {
  readonly number: number | null
  readonly clientId: number
  readonly messageId: string
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
  number: number | null,
): Promise<Line | 'unknown' | 'unclear'> {
  const told = await linesOfDigest(answering)
  if (number === null) return onlyLine(answering, told)
  const inDigest = told.find((line) => line.number === number)
  if (inDigest) return inDigest
  if (await isOldMail(answering)) return 'unclear'
  const found = await findNumber(answering.tx, answering.executive, number)
  // Given after she wrote, it is not what she saw.
  if (!found || found.givenAt.getTime() > answering.answer.receivedAt.getTime() + wholeSecondMs)
    return 'unknown'
  return lineOf(found)
}

async function onlyLine(answering: Answering, told: readonly Line[]): Promise<Line | 'unclear'> {
  const { tx, executive, answer } = answering
  if (answer.messageId !== undefined) {
    const { clientId, executiveId, messageId } = answer
    return { number: null, clientId, executiveId, messageId, closedAt: null }
  }
  const all = told.length > 0 ? told : (await openNumbers(tx, executive)).map(lineOf)
  const [only] = all
  return only && all.length === 1 ? only : 'unclear'
}

/** She answers a mail about a message whose number another one has by now: any number in it may be that one. */
async function isOldMail({ tx, answer }: Answering): Promise<boolean> {
  const { messageId, clientId, executiveId } = answer
  return messageId !== undefined && (await numberOf(tx, { clientId, executiveId, messageId })) === null
}

const lineOf = ({ number, clientId, executiveId, subjectId, closedAt }: LineNumber): Line => ({
  ...{ number, clientId, executiveId, messageId: subjectId, closedAt },
})

async function linesOfDigest({ tx, answer }: Answering): Promise<Line[]> {
  const { clientId, executiveId, digestId } = answer
  if (digestId === undefined) return []
  const [digest] = await tx
    .select({ lines: digests.lines })
    .from(digests)
    .where(
      and(eq(digests.clientId, clientId), eq(digests.id, digestId), eq(digests.executiveId, executiveId)),
    )
  const lines = digest?.lines ?? []
  return lines.map(({ number, messageId }) => ({ number, clientId, executiveId, messageId, closedAt: null }))
}
