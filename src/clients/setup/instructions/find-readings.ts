import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../../../db/db.ts'
import { secretaries } from '../../../secretaries/tables.ts'
import { instructionReadings, instructions } from '../../instructions/tables.ts'

export type InstructionReadings = {
  readonly id: string
  readonly version: number
  readonly changedAt: Date | null
  readonly readers: readonly Reader[]
}

export type Reader = {
  readonly secretaryId: string
  readonly name: string
  readonly version: number
  readonly readAt: Date
}

/** Who has said to have read an instruction, and which version of it; null where the client has no such instruction. */
export async function findReadings(
  db: Pick<Db, 'select'>,
  clientId: number,
  key: string,
): Promise<InstructionReadings | null> {
  const [found] = await db
    .select({ id: instructions.id, version: instructions.version, changedAt: instructions.changedAt })
    .from(instructions)
    .where(and(eq(instructions.clientId, clientId), eq(instructions.key, key)))
  if (!found) return null
  const readers = await db
    .select({
      secretaryId: secretaries.id,
      name: secretaries.name,
      version: instructionReadings.version,
      readAt: instructionReadings.readAt,
    })
    .from(instructionReadings)
    .innerJoin(secretaries, eq(secretaries.id, instructionReadings.secretaryId))
    .where(and(eq(instructionReadings.clientId, clientId), eq(instructionReadings.instructionId, found.id)))
    .orderBy(asc(secretaries.name))
  return { ...found, readers }
}
