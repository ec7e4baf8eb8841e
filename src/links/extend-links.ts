import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { links } from './tables.ts'

/** The links to one thing hold until another time, because it takes place at another; those that are revoked stay so. */
export async function extendLinks(
  tx: Pick<Db, 'update'>,
  { clientId, subjectId }: { readonly clientId: number; readonly subjectId: string },
  expiresAt: Date,
): Promise<void> {
  await tx
    .update(links)
    .set({ expiresAt })
    .where(and(eq(links.clientId, clientId), eq(links.subjectId, subjectId), isNull(links.revokedAt)))
}
