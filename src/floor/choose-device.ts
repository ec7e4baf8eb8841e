import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Device } from './station.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

/** Where her calls ring. `noTelephone`: hers is not confirmed yet, or she gave none. */
export async function chooseDevice(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  secretaryId: string,
  device: Device,
): Promise<'chosen' | 'noTelephone'> {
  const { db, now } = context
  const hers = eq(stations.secretaryId, secretaryId)
  const chosen = await db
    .update(stations)
    .set({ device, freeSince: now(), rungClientId: null, rungCallId: null, rungSince: null })
    .where(device === 'telephone' ? and(hers, isNotNull(stations.telephone)) : hers)
    .returning({ device: stations.device })
  tellFloor(context)
  return chosen.length > 0 || device === 'browser' ? 'chosen' : 'noTelephone'
}
