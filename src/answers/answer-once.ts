import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { answers } from './tables.ts'

type Pressed = Pick<
  typeof answers.$inferInsert,
  'clientId' | 'id' | 'executiveId' | 'via' | 'body' | 'receivedAt' | 'mailId'
>
type Done = { readonly done: { clientId: number; actId: string }[] }

/** Keeps an answer that was pressed somewhere else, with what `act` made of it. Null when it came before. */
export async function answerOnce<T extends Done>(
  tx: Transaction,
  answer: Pressed,
  act: () => Promise<T>,
): Promise<T | null> {
  const inserted = await tx
    .insert(answers)
    .values({ ...answer, done: [], echo: null })
    .onConflictDoNothing()
    .returning({ id: answers.id })
  if (inserted.length === 0) return null
  const acted = await act()
  await tx
    .update(answers)
    .set({ done: acted.done })
    .where(and(eq(answers.clientId, answer.clientId), eq(answers.id, answer.id)))
  return acted
}
