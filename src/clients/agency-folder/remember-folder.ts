import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { executives } from '../tables.ts'
import type { ClientPlan, ImportPlan } from './plan-import.ts'

/** Writes down what the folder says of each executive's choices, by which the next import tells her changes from its own. */
export async function rememberFolder(db: Pick<Db, 'update'>, { clients }: ImportPlan): Promise<void> {
  for (const { clientId, key, choices, language } of clients.flatMap(toRemember))
    await db
      .update(executives)
      .set({ folderChoices: choices, folderLanguage: language })
      .where(and(eq(executives.clientId, clientId), eq(executives.key, key)))
}

function toRemember({ stored, folder }: ClientPlan) {
  if (!stored) return []
  return [...folder].flatMap(([key, { choices, language }]) => {
    const before = stored.folder.get(key)
    const isKnown = before && isDeepStrictEqual(before.choices, choices) && before.language === language
    return isKnown ? [] : [{ clientId: stored.clientId, key, choices, language }]
  })
}
