import { and, eq, lt } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import type { Db, Transaction } from '../../../db/db.ts'
import { newId } from '../../../ids.ts'
import type { Upload } from './read-upload.ts'
import { contactImports } from './tables.ts'

export type KeptImport = typeof contactImports.$inferSelect

type Keeping = {
  readonly clientId: number
  readonly secretaryId: string
  readonly fileName: string
  readonly mapping: string[]
  readonly upload: Upload
}

/** Keeps an uploaded file until it is imported or a day has passed, and answers its id. */
export async function keepImport(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { upload: { encoding, delimiter, content }, ...keeping }: Keeping,
): Promise<string> {
  const id = newId()
  await db.insert(contactImports).values({ ...keeping, id, encoding, delimiter, content, createdAt: now() })
  return id
}

export async function findImport(
  db: Pick<Db, 'select'>,
  clientId: number,
  id: string,
): Promise<KeptImport | null> {
  const [found] = await db.select().from(contactImports).where(isImport(clientId, id))
  return found ?? null
}

export async function saveMapping(
  db: Pick<Db, 'update'>,
  { clientId, id }: KeptImport,
  mapping: string[],
): Promise<void> {
  await db.update(contactImports).set({ mapping }).where(isImport(clientId, id))
}

export async function deleteImport(
  db: Pick<Db | Transaction, 'delete'>,
  clientId: number,
  id: string,
): Promise<void> {
  await db.delete(contactImports).where(isImport(clientId, id))
}

const keptMs = 24 * 60 * 60_000

/** Files that nobody decided upon. */
export async function forgetImports({ db, now }: Pick<Context, 'db' | 'now'>): Promise<void> {
  await db.delete(contactImports).where(lt(contactImports.createdAt, new Date(now().getTime() - keptMs)))
}

const isImport = (clientId: number, id: string) =>
  and(eq(contactImports.clientId, clientId), eq(contactImports.id, id))
