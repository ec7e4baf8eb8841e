import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { texts } from './tables.ts'

/** Says of a discarded text that it mattered, or, with null, no longer. */
export async function setTextMattered(
  tx: Pick<Db, 'update'>,
  { clientId, id }: { clientId: number; id: string },
  matteredAt: Date | null,
): Promise<void> {
  await tx
    .update(texts)
    .set({ matteredAt })
    .where(and(eq(texts.clientId, clientId), eq(texts.id, id)))
}
