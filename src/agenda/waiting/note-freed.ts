import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import type { Following } from '../follow-change.ts'
import { blocksTime } from '../states.ts'
import { freedTimes, waitingCallers } from './tables.ts'

/** As long as an executive may take back what she said without anybody having been told. */
const afterMs = 120_000

/** An appointment gave up its time: those who wait for one are asked, if there are any. */
export async function noteFreed(
  tx: Transaction,
  { before, after }: Pick<Following, 'before' | 'after'>,
  now: Date,
): Promise<void> {
  if (!before || !blocksTime(before.state) || before.startsAt <= now) return
  const keepsIt = blocksTime(after.state) && before.startsAt.getTime() === after.startsAt.getTime()
  const { clientId, executiveId, startsAt, endsAt } = before
  if (keepsIt || (await countWaiting(tx, clientId)) === 0) return
  await tx.insert(freedTimes).values({
    ...{ clientId, id: newId(), executiveId, startsAt, endsAt, freedAt: now, askedIds: [] },
    nextAt: new Date(now.getTime() + afterMs),
  })
}

const countWaiting = (tx: Transaction, clientId: number): Promise<number> =>
  tx.$count(
    waitingCallers,
    and(eq(waitingCallers.clientId, clientId), inArray(waitingCallers.state, ['waiting', 'offered'])),
  )
