import { and, eq, isNull, ne, type SQL } from 'drizzle-orm'
import type { Db, Transaction } from '../db/db.ts'
import { sessions } from './tables.ts'

/** Ends those of her sessions that `which` names; answers how many were open. What is ended opens nothing any more. */
async function end(tx: Db | Transaction, which: SQL | undefined, at: Date): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: at })
    .where(and(which, isNull(sessions.endedAt)))
    .returning({ id: sessions.id })
  return ended.length
}

export const endSession = (
  tx: Db | Transaction,
  secretaryId: string,
  id: string,
  at: Date,
): Promise<number> => end(tx, and(eq(sessions.secretaryId, secretaryId), eq(sessions.id, id)), at)

/** All of them, save the one in which she asks for it. */
export const endSessions = (
  tx: Db | Transaction,
  secretaryId: string,
  keptId: string | null,
  at: Date,
): Promise<number> =>
  end(tx, and(eq(sessions.secretaryId, secretaryId), keptId ? ne(sessions.id, keptId) : undefined), at)
