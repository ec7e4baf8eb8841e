import type { Context } from '../../context.ts'
import { passRing } from '../../floor/ring-stations.ts'
import { tellFloor } from '../../floor/tell-floor.ts'
import { spareMs } from '../decline-ring.ts'
import type { LiveKey } from '../take-step.ts'

type Declining = LiveKey & { readonly secretaryId: string; readonly at: Date }

/** She pressed another key: she leaves him to the others, which is no ring that she missed. */
export async function declineDial(
  context: Pick<Context, 'db' | 'live'>,
  { clientId, callId, secretaryId, at }: Declining,
): Promise<void> {
  const until = new Date(at.getTime() + spareMs)
  await context.db.transaction((tx) => passRing(tx, { clientId, callId, secretaryId, until, at }))
  tellFloor(context, clientId)
}
