import { and, asc, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { localTime } from '../../rules/local-time.ts'
import { instructionReadings, instructions } from './tables.ts'

/** What she reads before she speaks. */
export type ShownInstruction = {
  readonly id: string
  readonly key: string
  readonly body: string
  readonly version: number
  /** Local dates; a dated note has at least one of them. */
  readonly fromDate: string | null
  readonly untilDate: string | null
  readonly changedAt: Date | null
  /** `changed`: she has read an earlier version. */
  readonly reading: 'read' | 'changed' | 'unread'
  readonly readVersion: number | null
}

type Asked = {
  readonly clientId: number
  readonly secretaryId: string
  readonly timeZone: string
  readonly now: Date
}

/** The client's instructions in force today: dated notes on top, and what she has not read before what she has. */
export async function findInstructions(
  db: Pick<Db, 'select'>,
  { clientId, secretaryId, timeZone, now }: Asked,
): Promise<ShownInstruction[]> {
  const { date } = localTime(now, timeZone).today
  const rows = await db
    .select({ instruction: instructions, readVersion: instructionReadings.version })
    .from(instructions)
    .leftJoin(
      instructionReadings,
      and(
        eq(instructionReadings.clientId, instructions.clientId),
        eq(instructionReadings.instructionId, instructions.id),
        eq(instructionReadings.secretaryId, secretaryId),
      ),
    )
    .where(
      and(
        eq(instructions.clientId, clientId),
        or(isNull(instructions.fromDate), lte(instructions.fromDate, date)),
        or(isNull(instructions.untilDate), gte(instructions.untilDate, date)),
      ),
    )
    .orderBy(asc(instructions.place), asc(instructions.key))
  return rows
    .map(({ instruction, readVersion }): ShownInstruction => {
      const { id, key, body, version, fromDate, untilDate, changedAt } = instruction
      const reading = readingOf(version, readVersion)
      return { id, key, body, version, fromDate, untilDate, changedAt, reading, readVersion }
    })
    .toSorted((a, b) => rank(a) - rank(b))
}

function readingOf(version: number, read: number | null): ShownInstruction['reading'] {
  if (read === null) return 'unread'
  return read < version ? 'changed' : 'read'
}

const isDated = ({ fromDate, untilDate }: ShownInstruction) => fromDate !== null || untilDate !== null

/** Dated notes stand on top; among the others what she has not read yet. */
function rank(instruction: ShownInstruction): number {
  const news = instruction.reading === 'read' ? 1 : 0
  return isDated(instruction) ? news : 2 + news
}
