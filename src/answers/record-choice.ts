import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import { answers } from './tables.ts'

type Choice = Pick<typeof answers.$inferInsert, 'clientId' | 'executiveId' | 'via' | 'body' | 'done'>

/** An answer given by pressing something: kept among her answers, so that "erreur" takes it back as well. */
export async function recordChoice(tx: Transaction, choice: Choice, now: Date): Promise<void> {
  if (choice.done.length === 0) return
  await tx.insert(answers).values({ ...choice, id: newId(), receivedAt: now, echo: null })
}
