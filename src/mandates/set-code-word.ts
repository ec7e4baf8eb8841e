import { and, eq, isNull } from 'drizzle-orm'
import { type Act, recordAct } from '../acts/record-act.ts'
import { executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import { codeWords } from './tables.ts'
import { hashCodeWord, plainWord } from './take-order.ts'

type Setting = {
  readonly clientId: number
  /** The executive's. */
  readonly key: string
  readonly word: string
  readonly actor: Act['actor']
}

/** Of what is heard: anything shorter is said by chance. */
const fewestLetters = 4

/**
 * Gives an executive the word by which a secretary knows her on the telephone, in the place of the one she had; what was
 * guessed wrong before is forgotten. The word itself is kept nowhere.
 */
export async function setCodeWord(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { clientId, key, word, actor }: Setting,
): Promise<'set' | 'tooShort' | 'unknown'> {
  const isHers = and(eq(executives.clientId, clientId), eq(executives.key, key), isNull(executives.leftAt))
  const [executive] = await db.select({ id: executives.id }).from(executives).where(isHers)
  if (!executive) return 'unknown'
  if (plainWord(word).length < fewestLetters) return 'tooShort'
  const at = now()
  const set = { wordHash: await hashCodeWord(word), setAt: at, failures: 0, failedAt: null }
  const { id: executiveId } = executive
  await db.transaction(async (tx) => {
    const isHerWord = and(eq(codeWords.clientId, clientId), eq(codeWords.executiveId, executiveId))
    const [before] = await tx.select({ setAt: codeWords.setAt }).from(codeWords).where(isHerWord)
    await tx
      .insert(codeWords)
      .values({ clientId, executiveId, ...set })
      .onConflictDoUpdate({ target: [codeWords.clientId, codeWords.executiveId], set })
    await recordAct(tx, {
      ...{ clientId, actor, verb: 'codeWord.set', at },
      subject: { kind: 'executive', id: executiveId },
      ...{ before: before ?? null, after: { setAt: at } },
    })
  })
  return 'set'
}

/** When she was given hers; null for one without. */
export async function findCodeWordDate(
  { db }: Pick<Context, 'db'>,
  { clientId, key }: { readonly clientId: number; readonly key: string },
): Promise<Date | null> {
  const [found] = await db
    .select({ setAt: codeWords.setAt })
    .from(codeWords)
    .innerJoin(
      executives,
      and(eq(executives.clientId, codeWords.clientId), eq(executives.id, codeWords.executiveId)),
    )
    .where(and(eq(codeWords.clientId, clientId), eq(executives.key, key)))
  return found?.setAt ?? null
}
