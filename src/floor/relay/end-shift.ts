import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { findSecretary } from '../../secretaries/find-secretary.ts'
import { setStation } from '../set-station.ts'
import { shifts, stations } from '../tables.ts'
import { handOver, lockLeaver } from './hand-over.ts'

type Ending = { readonly secretaryId: string; readonly toId: string | null }

/** She ends by her own word: all is handed over, her shift is over, her station closed. Safe to repeat. */
export async function endShift(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  { secretaryId, toId }: Ending,
): Promise<'ended' | 'busy' | 'unknownPerson'> {
  const at = context.now()
  const outcome = await context.db.transaction(async (tx) => {
    await lockLeaver(tx, secretaryId)
    const next = toId ? await findSecretary(tx, toId) : null
    if (toId && (!next || next.disabledAt || toId === secretaryId)) return 'unknownPerson' as const
    const [station] = await tx
      .select()
      .from(stations)
      .where(eq(stations.secretaryId, secretaryId))
      .for('update')
    if (station?.busyCallId) return 'busy' as const
    await tx
      .update(shifts)
      .set({ handedOverAt: at })
      .where(
        and(
          eq(shifts.secretaryId, secretaryId),
          isNull(shifts.handedOverAt),
          lte(shifts.startsAt, at),
          gt(shifts.endsAt, at),
        ),
      )
    return handOver(tx, { fromId: secretaryId, toId, at })
  })
  if (typeof outcome === 'string') return outcome
  context.live.changed(outcome)
  await setStation(context, secretaryId, { secretaryId, state: 'off' })
  return 'ended'
}
