import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { hashPassword, isPassword } from '../secretaries/password.ts'
import { codeWords } from './tables.ts'

export type OrderKey = { readonly clientId: number; readonly executiveId: string }
export type OrderTaken =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrongCodeWord' }
  /** Too many were wrong: none is looked at until then. */
  | { readonly kind: 'tooMany'; readonly until: Date }

const freeFailures = 3
const longestPauseMs = 3_600_000

/**
 * Whether the word that the secretary heard is the executive's. After three wrong ones the pause doubles from one minute
 * up to an hour. Counted in this transaction, so it must be committed whatever the answer.
 */
export async function takeOrder(
  tx: Transaction,
  key: OrderKey,
  word: string,
  now: Date,
): Promise<OrderTaken> {
  const isHers = and(eq(codeWords.clientId, key.clientId), eq(codeWords.executiveId, key.executiveId))
  const [known] = await tx.select().from(codeWords).where(isHers).for('update')
  const until = known && pauseUntil(known)
  if (until && until > now) return { kind: 'tooMany', until }
  if (await isPassword(plainWord(word), known?.wordHash ?? null)) {
    await tx.update(codeWords).set({ failures: 0, failedAt: null }).where(isHers)
    return { kind: 'right' }
  }
  if (known)
    await tx
      .update(codeWords)
      .set({ failures: known.failures + 1, failedAt: now })
      .where(isHers)
  return { kind: 'wrongCodeWord' }
}

/** Of a word that she chooses: argon2id in PHC form. */
export const hashCodeWord = (word: string): Promise<string> => hashPassword(plainWord(word))

/** As it is spoken: without capitals, accents and what stands between the letters. */
export const plainWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

function pauseUntil({ failures, failedAt }: typeof codeWords.$inferSelect): Date | null {
  if (!failedAt || failures < freeFailures) return null
  const pauseMs = Math.min(longestPauseMs, 60_000 * 2 ** (failures - freeFailures))
  return new Date(failedAt.getTime() + pauseMs)
}
