import { and, eq } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { inScope, type Scope } from '../scope.ts'
import { texts } from './tables.ts'

/** A text at the console. */
export type FoundText = {
  readonly text: typeof texts.$inferSelect
  readonly client: typeof clients.$inferSelect
}

export type TextKey = { readonly clientId: number; readonly textId: string }

/** Null for what is not there and for what is not hers. */
export async function findText(
  db: Pick<Db, 'select'>,
  scope: Scope,
  { clientId, textId }: TextKey,
): Promise<FoundText | null> {
  if (scope.only !== null) return null
  const [found] = await db
    .select({ text: texts, client: clients })
    .from(texts)
    .innerJoin(clients, eq(clients.clientId, texts.clientId))
    .where(and(inScope(scope, texts.clientId), eq(texts.clientId, clientId), eq(texts.id, textId)))
  return found ?? null
}
