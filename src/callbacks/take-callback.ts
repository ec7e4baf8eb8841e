import { asc, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { secretaries } from '../secretaries/tables.ts'
import { worksFor } from '../secretaries/works-for.ts'
import { type CallbackContext, changeCallback } from './change-callback.ts'
import type { CallbackKey } from './lock-callback.ts'
import { isStanding } from './states.ts'

/** `from`: who had it when she looked, or nobody. `to`: who has it from now on; null for nobody. */
export type Taking = CallbackKey & { readonly from: string | null; readonly to: string | null }

/**
 * Puts a callback into somebody's hand, her own or a colleague's. Of two who do so at once the second is told: she does
 * it only by asking again.
 */
export async function takeCallback(
  context: CallbackContext,
  scope: Scope,
  { from, to, ...key }: Taking,
): Promise<'taken' | 'takenByAnother'> {
  const { takenById } = await changeCallback(context, scope, key, async (tx, callback) => {
    if (!isStanding(callback.state) || callback.takenById === to || callback.takenById !== from) return null
    if (to && to !== scope.actor.id && !(await canBeGiven(tx, key.clientId, to)))
      throw new AppError(422, 'notHers', `Secretary ${to} does not work for this client`)
    const verb = to === scope.actor.id ? 'callback.taken' : to ? 'callback.given' : 'callback.putBack'
    return { set: { takenById: to }, verb }
  })
  return takenById === to || takenById === from ? 'taken' : 'takenByAnother'
}

/** Whether she can be given what is the client's. */
export async function canBeGiven(
  tx: Pick<Db, 'select'>,
  clientId: number,
  secretaryId: string,
): Promise<boolean> {
  return (await findColleaguesFor(tx, clientId)).some(({ id }) => id === secretaryId)
}

/** Everybody who works for a client and may sign in. */
export async function findColleaguesFor(db: Pick<Db, 'select'>, clientId: number) {
  const found = await db
    .select({ id: secretaries.id, name: secretaries.name, works: worksFor(db, clientId) })
    .from(secretaries)
    .where(isNull(secretaries.disabledAt))
    .orderBy(asc(secretaries.name))
  return found.filter(({ works }) => works)
}
