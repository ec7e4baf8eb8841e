import type { Context } from '../context.ts'
import { type PhoneNumber, parsePhoneNumber, whyNotDiallable } from '../phone-number.ts'
import { recordAccountEvent } from '../secretaries/record-account-event.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

/**
 * The telephone that is to ring at her station, as she typed it. Calls of every client would go there: it rings only
 * once somebody else has said that it is right (confirm-telephone.ts); the one before goes on until then.
 */
export async function giveTelephone(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  secretaryId: string,
  typed: string,
): Promise<'given' | 'notDiallable'> {
  const number = parsePhoneNumber(typed)
  if (!number || whyNotDiallable(typed)) return 'notDiallable'
  await save(context, secretaryId, number)
  tellFloor(context)
  return 'given'
}

async function save(
  { db, now }: Pick<Context, 'db' | 'now'>,
  secretaryId: string,
  number: PhoneNumber,
): Promise<void> {
  const at = now()
  const asked = { askedTelephone: number }
  await db.transaction(async (tx) => {
    await tx
      .insert(stations)
      .values({ secretaryId, stateSince: at, ...asked })
      .onConflictDoUpdate({ target: stations.secretaryId, set: asked })
    const event = { actorId: secretaryId, secretaryId, verb: 'telephoneGiven', at } as const
    await recordAccountEvent(tx, event)
  })
}
