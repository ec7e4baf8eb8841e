import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { links } from './tables.ts'

/** Closes every link to one thing, or all of one executive's; safe to repeat. */
export async function revokeLinks(
  tx: Pick<Db, 'update'>,
  of: { clientId: number } & ({ subjectId: string } | { executiveId: string }),
  now: Date,
): Promise<void> {
  const which = 'subjectId' in of ? eq(links.subjectId, of.subjectId) : eq(links.executiveId, of.executiveId)
  await tx
    .update(links)
    .set({ revokedAt: now })
    .where(and(eq(links.clientId, of.clientId), which, isNull(links.revokedAt)))
}

/** Closes these links only; safe to repeat. */
export async function revokeTokens(
  tx: Pick<Db, 'update'>,
  { clientId, hashes }: { readonly clientId: number; readonly hashes: readonly string[] },
  now: Date,
): Promise<void> {
  await tx
    .update(links)
    .set({ revokedAt: now })
    .where(and(eq(links.clientId, clientId), inArray(links.tokenHash, [...hashes]), isNull(links.revokedAt)))
}
