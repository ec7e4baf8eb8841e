import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { optOuts } from './tables.ts'

type OptOut = { readonly clientId: number; readonly line: PhoneNumber; readonly number: PhoneNumber }

/** The number wants no more texts from this line, by its own word or the exchange's. Safe to repeat. */
export async function recordOptOut(tx: Pick<Db, 'insert'>, optOut: OptOut, now: Date): Promise<void> {
  await tx
    .insert(optOuts)
    .values({ ...optOut, since: now })
    .onConflictDoUpdate({
      target: [optOuts.clientId, optOuts.line, optOuts.number],
      set: { since: now, endedAt: null },
      setWhere: isNotNull(optOuts.endedAt),
    })
}

/** It wants them again. */
export async function endOptOut(tx: Pick<Db, 'update'>, optOut: OptOut, now: Date): Promise<void> {
  await tx.update(optOuts).set({ endedAt: now }).where(isStanding(optOut))
}

export async function hasOptedOut(db: Pick<Db, 'select'>, optOut: OptOut): Promise<boolean> {
  const standing = await db.select({ since: optOuts.since }).from(optOuts).where(isStanding(optOut))
  return standing.length > 0
}

const isStanding = ({ clientId, line, number }: OptOut) =>
  and(
    eq(optOuts.clientId, clientId),
    eq(optOuts.line, line),
    eq(optOuts.number, number),
    isNull(optOuts.endedAt),
  )
