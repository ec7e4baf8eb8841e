import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { passRing } from '../floor/ring-stations.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import type { Scope } from '../scope.ts'
import type { LiveKey } from './take-step.ts'

/** Long enough for others to be asked, short enough that he is not lost where there are none. */
export const spareMs = 20_000

/** She leaves a call that rings at her to others. 404 where it does not ring at her (any more). */
export async function declineRing(
  context: Pick<Context, 'db' | 'live' | 'now' | 'rings'>,
  { actor }: Scope,
  { clientId, callId }: LiveKey,
): Promise<void> {
  const at = context.now()
  const until = new Date(at.getTime() + spareMs)
  const passed = await context.db.transaction((tx) =>
    passRing(tx, { clientId, callId, secretaryId: actor.id, until, at }),
  )
  if (!passed) throw new AppError(404, 'notFound', `Call ${callId} does not ring at her`)
  tellFloor(context, clientId)
  void context.rings.look()
}
