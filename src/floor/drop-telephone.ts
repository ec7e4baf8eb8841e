import { eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { recordAccountEvent } from '../secretaries/record-account-event.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

/** No telephone rings at her station any more: her calls come to the browser. */
export async function dropTelephone(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  actorId: string,
  secretaryId: string,
): Promise<void> {
  const none = { device: 'browser', telephone: null, askedTelephone: null } as const
  await context.db.transaction(async (tx) => {
    await tx.update(stations).set(none).where(eq(stations.secretaryId, secretaryId))
    const event = { actorId, secretaryId, verb: 'telephoneDropped', at: context.now() } as const
    await recordAccountEvent(tx, event)
  })
  tellFloor(context)
}
