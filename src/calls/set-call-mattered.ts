import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { calls } from './tables.ts'

/** Says of a discarded call that it mattered, or, with null, no longer. */
export async function setCallMattered(
  tx: Pick<Db, 'update'>,
  { clientId, id }: { clientId: number; id: string },
  matteredAt: Date | null,
): Promise<void> {
  await tx
    .update(calls)
    .set({ matteredAt })
    .where(and(eq(calls.clientId, clientId), eq(calls.id, id)))
}
