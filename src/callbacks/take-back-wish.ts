import { z } from 'zod'
import type { StoredAct, Undoing } from '../acts/stored-act.ts'
import type { Transaction } from '../db/db.ts'
import { withdrawWish } from './withdraw-wish.ts'

/** What an act on a callback says of the wish that it follows from. */
export const wishSchema = z.object({ wish: z.string() })

/** Takes an order to ring somebody back. Null where it does not stand any more. */
export async function takeBackWish(
  tx: Transaction,
  act: StoredAct,
  { actor, now }: Undoing,
): Promise<string | null> {
  const { wish: key } = wishSchema.parse(act.after)
  return withdrawWish(tx, { clientId: act.clientId, key }, { actor, at: now, undoes: act.id })
}
