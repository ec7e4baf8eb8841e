import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { recordAccountEvent } from '../secretaries/record-account-event.ts'
import { wasChangedByOthers } from '../secretaries/was-changed-by-others.ts'
import { stations } from './tables.ts'
import { tellFloor } from './tell-floor.ts'

type Confirming = { readonly secretaryId: string; readonly number: PhoneNumber }

/** Somebody else than she who gave the number says that it is right: her station may ring there. */
export async function confirmTelephone(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  actorId: string,
  confirming: Confirming,
): Promise<'confirmed' | 'unknown' | 'samePerson' | 'newAccount'> {
  if (confirming.secretaryId === actorId) return 'samePerson'
  if (await wasChangedByOthers(context, actorId)) return 'newAccount'
  const confirmed = await save(context, actorId, confirming)
  tellFloor(context)
  return confirmed ? 'confirmed' : 'unknown'
}

function save(
  { db, now }: Pick<Context, 'db' | 'now'>,
  actorId: string,
  { secretaryId, number }: Confirming,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .update(stations)
      .set({ telephone: number, askedTelephone: null })
      .where(and(eq(stations.secretaryId, secretaryId), eq(stations.askedTelephone, number)))
      .returning({ number: stations.telephone })
    if (rows.length === 0) return false
    const event = { actorId, secretaryId, verb: 'telephoneConfirmed', at: now() } as const
    await recordAccountEvent(tx, event)
    return true
  })
}
